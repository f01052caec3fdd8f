import { statSync } from "node:fs";
import { type AreaOutlines, noOutlines } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { CityMap } from "../domain/city/city-map.ts";
import type { BilingualText } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { thingNames } from "../locales/shared.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import type { Endpoint } from "../webhooks/endpoints/endpoint-schema.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import { buildCity, type CityParts } from "./build-city.ts";
import { checkAreas, checkAreaUnits } from "./check-areas.ts";
import { checkEndpoint } from "./check-endpoints.ts";
import { checkGauge, checkStation } from "./check-stations.ts";
import { checkUpstream } from "./check-upstream.ts";
import { cityLists, type Declaration, type FileText, readListFiles, unreadFiles } from "./city-files.ts";
import type { CityFile, DeviceEntry } from "./city-schema.ts";
import { buildDuty, type DutyDeclarations } from "./duty/build-duty.ts";
import { checkDuty } from "./duty/check-duty.ts";
import { checkCalendar } from "./policies/check-calendar.ts";
import { checkCaseClasses } from "./policies/check-case-classes.ts";
import { checkWarningPolicy } from "./policies/check-warning-policy.ts";
import { type Declarations, readDeclarations } from "./read-declarations.ts";
import { readMap } from "./read-map.ts";
import { readOutlines } from "./read-outlines.ts";
import { type RulesContext, readRules } from "./read-rules.ts";
import { type KnownIds, knownIds } from "./references.ts";

/** All that a city folder declares, by id, each thing with its place. */
export interface CityDeclarations extends Omit<CityParts, "city">, DutyDeclarations {
  readonly city: Declaration<CityFile>;
  readonly devices: ReadonlyMap<string, Declaration<DeviceEntry>>;
  readonly rules: ReadonlyMap<string, Declaration<Rule>>;
  readonly inhibitions: ReadonlyMap<string, Declaration<Inhibition>>;
  readonly endpoints: ReadonlyMap<string, Declaration<Endpoint>>;
}

export interface ParsedCity {
  /** Null when there are problems. */
  readonly city: City | null;
  readonly declared: CityDeclarations | null;
  readonly problems: readonly ConfigProblem[];
  readonly notes: readonly BilingualText[];
  readonly alarms: number;
  readonly outlines: AreaOutlines;
  /** What is drawn below the stations: outlines, else a schematic; null for a folder without either. */
  readonly map: CityMap | null;
  /** Every file as it was read. */
  readonly files: CityTexts;
}

/** The texts a city was read from; rules change while a hub runs, the others wait for its next start. */
export interface CityTexts {
  readonly rules: readonly FileText[];
  readonly others: readonly FileText[];
}

const noFiles: CityTexts = { rules: [], others: [] };

/**
 * Reads and joins up a city folder; names every mistake at once, and each once.
 *
 * @param keptRules rule files that stand in for those of the folder, which are then not looked at
 * @param keepObservationsMs how long the hub keeps observations; no window of a rule may be longer
 */
export function readCity(
  folder: string,
  keptRules: readonly FileText[] | null = null,
  keepObservationsMs: number = Number.POSITIVE_INFINITY,
): ParsedCity {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const absent = { wanted: cityTexts["wanted.folder"], got: cityTexts["got.absent"], fix: cityTexts["fix.folder"] };
    return failed([{ where: folder, path: "", ...absent }], noFiles);
  }
  const declarations = readDeclarations(folder);
  const ruleFiles = keptRules === null ? readListFiles(folder, "rules") : { files: keptRules, problems: [] };
  const files: CityTexts = { rules: ruleFiles.files, others: declarations.files };
  const known = knownIn(declarations);
  const drawn = readOutlines(folder, known.areas.isWhole ? known.areas.ids : null);
  const parts = partsOf(declarations);
  const city = parts === null ? null : cityOf(parts);
  const drawnMap = readMap(folder, drawn, city);
  const context = city !== null && isWhole(declarations) ? rulesContext(declarations, city, keepObservationsMs) : null;
  const { rules, notes, alarms, problems: ruleProblems } = readRules(ruleFiles, context);
  const problems: readonly ConfigProblem[] = [
    ...unreadFiles(folder, keptRules === null ? cityLists : cityLists.filter((list) => list !== "rules")),
    ...declarations.problems,
    ...ruleProblems,
    ...drawn.problems,
    ...drawnMap.problems,
    ...checkDeclarations(declarations, known),
  ];
  if (city === null || parts === null || problems.length > 0) return failed(problems, files);
  return {
    city,
    declared: { ...parts, rules },
    problems,
    notes,
    alarms,
    outlines: drawn.outlines,
    map: drawnMap.map,
    files,
  };
}

function failed(problems: readonly ConfigProblem[], files: CityTexts): ParsedCity {
  return { city: null, declared: null, problems, notes: [], alarms: 0, outlines: noOutlines, map: null, files };
}

/** What the city is called, with all that it has; null without city.yaml. */
function partsOf(declarations: Declarations): Omit<CityDeclarations, "rules"> | null {
  const { city, areas, units, stations, devices, gauges, inhibitions, endpoints } = declarations;
  const { posts, ladders, groups } = declarations;
  if (city === null) return null;
  return {
    city,
    areas: areas.byId,
    units: units.byId,
    stations: stations.byId,
    devices,
    gauges,
    inhibitions: inhibitions.byId,
    endpoints: endpoints.byId,
    posts: posts.byId,
    ladders: ladders.byId,
    "alert-sources": declarations["alert-sources"].byId,
    groups,
  };
}

function cityOf(parts: Omit<CityDeclarations, "rules">): City {
  const duty = buildDuty(parts);
  return { ...buildCity({ ...parts, city: parts.city.value }), ...(duty === null ? {} : { duty }) };
}

/** Rules are bound only to a city that is all there: else each would name what a broken entry holds. */
function isWhole({ areas, stations }: Declarations): boolean {
  return [areas, stations].every((list) => list.isWhole && list.broken.length === 0);
}

function rulesContext({ gauges, inhibitions }: Declarations, city: City, keepObservationsMs: number): RulesContext {
  return { city, gauges, inhibitions: inhibitions.byId, keepObservationsMs };
}

interface KnownInCity {
  readonly areas: KnownIds;
  readonly units: KnownIds;
  readonly stations: KnownIds;
  readonly endpoints: KnownIds;
}

/** What references may name. */
function knownIn({ city, areas, units, stations, endpoints }: Declarations): KnownInCity {
  const codes = [...areas.byId.keys(), ...(city === null ? [] : [city.value.code])];
  const areasRead = knownIds(thingNames.area, areas, codes, "code");
  return {
    areas: { ...areasRead, isWhole: areasRead.isWhole && city !== null },
    units: knownIds(thingNames.unit, units, units.byId.keys()),
    stations: knownIds(thingNames.station, stations, stations.byId.keys()),
    endpoints: knownIds(thingNames.endpoint, endpoints, endpoints.byId.keys()),
  };
}

/** What one declaration alone, or its references, have wrong. */
function checkDeclarations(declarations: Declarations, known: KnownInCity): readonly ConfigProblem[] {
  const { city, areas, stations, gauges, endpoints, groups } = declarations;
  return [
    ...checkAreas(city, areas.byId, known.areas),
    ...checkAreaUnits([...(city === null ? [] : [city]), ...areas.all], known.units),
    ...checkUpstream(stations.byId, known.stations),
    ...stations.all.flatMap((station) => checkStation(station, city, known)),
    ...[...gauges.values()].flatMap((gauge) => checkGauge({ ...gauge, value: gauge.value.entry })),
    ...endpoints.all.flatMap(checkEndpoint),
    ...checkDuty(declarations, known),
    ...checkCalendar(groups.calendar),
    ...checkCaseClasses(groups.caseClasses, city, known),
    ...checkWarningPolicy(groups.warningPolicy),
  ];
}
