import { statSync } from "node:fs";
import type { z } from "zod";
import { type AreaOutlines, noOutlines } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import { type Inhibition, inhibitionSchema } from "../suppression/inhibition-schema.ts";
import { type Endpoint, endpointSchema } from "../webhooks/endpoints/endpoint-schema.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import { buildCity, type CityParts, type GaugeOnDevice } from "./build-city.ts";
import { checkAreas } from "./check-areas.ts";
import { checkEndpoint } from "./check-endpoints.ts";
import { checkGauge, checkStation } from "./check-stations.ts";
import { checkUpstream } from "./check-upstream.ts";
import {
  type CityList,
  cityLists,
  type Declaration,
  type DeclarationList,
  type FileText,
  parseList,
  partOfDeclaration,
  readGroup,
  readListFiles,
  unreadFiles,
} from "./city-files.ts";
import {
  areaEntry,
  type CityFile,
  cityFile,
  type DeviceEntry,
  type StationEntry,
  stationEntry,
  unitEntry,
} from "./city-schema.ts";
import { readOutlines } from "./read-outlines.ts";
import { readRules } from "./read-rules.ts";
import { knownIds } from "./references.ts";
import { byId } from "./unique-ids.ts";

/** All that a city folder declares, by id, each thing with its place. */
export interface CityDeclarations extends Omit<CityParts, "city"> {
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
  readonly notes: readonly string[];
  readonly alarms: number;
  readonly outlines: AreaOutlines;
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
 * Reads and joins up a city folder; tells every mistake at once, and each once.
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
    const got = "none there";
    const fix = "correct hub.city in the settings";
    return failed([{ where: folder, path: "", wanted: "a city folder", got, fix }], noFiles);
  }
  const city = readGroup(folder, "city.yaml", cityFile);
  const others: FileText[] = [...city.files];
  const readList = <T>(list: CityList, schema: z.ZodType<T>): DeclarationList<T> => {
    const read = readListFiles(folder, list);
    others.push(...read.files);
    return parseList(read, list, schema);
  };
  const areaList = readList("areas", areaEntry);
  const unitList = readList("units", unitEntry);
  const stationList = readList("stations", stationEntry);
  const inhibitionList = readList("inhibitions", inhibitionSchema);
  const endpointList = readList("endpoints", endpointSchema);
  const ruleFiles = keptRules === null ? readListFiles(folder, "rules") : { files: keptRules, problems: [] };
  const files: CityTexts = { rules: ruleFiles.files, others };

  const areas = byId(areaList.entries, "code", (area) => area.code);
  const units = byId(unitList.entries, "id", (unit) => unit.id);
  const stations = byId(stationList.entries, "id", (station) => station.id);
  const devices = byId(stationList.entries.flatMap(devicesOf), "id", (device) => device.id);
  const gauges = byId(stationList.entries.flatMap(gaugesOf), "id", ({ entry }) => entry.id);
  const inhibitions = byId(inhibitionList.entries, "id", (inhibition) => inhibition.id);
  const endpoints = byId(endpointList.entries, "id", (endpoint) => endpoint.id);

  const areaCodes = [...areas.entries.keys(), ...(city.entry === null ? [] : [city.entry.value.code])];
  const areasRead = knownIds("an area", areaList, areaCodes, "code");
  const known = {
    areas: { ...areasRead, isWhole: areasRead.isWhole && city.entry !== null },
    units: knownIds("a unit", unitList, units.entries.keys()),
    stations: knownIds("a station", stationList, stations.entries.keys()),
  };
  const drawn = readOutlines(folder, known.areas.isWhole ? new Set(areaCodes) : null);
  const parts = {
    areas: areas.entries,
    units: units.entries,
    stations: stations.entries,
    devices: devices.entries,
    gauges: gauges.entries,
    inhibitions: inhibitions.entries,
    endpoints: endpoints.entries,
  };
  const joined = city.entry === null ? null : buildCity({ ...parts, city: city.entry.value });
  // Rules are bound only to a city that is all there: else each would name what a broken entry holds.
  const isWhole = [areaList, stationList].every((list) => list.isWhole && list.broken.length === 0);
  const ground =
    joined !== null && isWhole
      ? { city: joined, gauges: gauges.entries, inhibitions: inhibitions.entries, keepObservationsMs }
      : null;
  const { rules, ...read } = readRules(ruleFiles, ground);
  const problems: readonly ConfigProblem[] = [
    ...unreadFiles(folder, keptRules === null ? cityLists : cityLists.filter((list) => list !== "rules")),
    ...city.problems,
    ...[areaList, unitList, stationList].flatMap((list) => list.problems),
    ...read.problems,
    ...drawn.problems,
    ...inhibitionList.problems,
    ...endpointList.problems,
    ...[areas, units, stations, devices, gauges, inhibitions, endpoints].flatMap((each) => each.problems),
    ...checkAreas(city.entry, areas.entries, known.areas),
    ...checkUpstream(stations.entries, known.stations),
    ...stationList.entries.flatMap((station) => checkStation(station, city.entry, known)),
    ...[...gauges.entries.values()].flatMap((gauge) => checkGauge(gaugeAlone(gauge))),
    ...endpointList.entries.flatMap(checkEndpoint),
  ];
  if (joined === null || city.entry === null || problems.length > 0) return failed(problems, files);
  const declared = { ...parts, city: city.entry, rules };
  const { notes, alarms } = read;
  return { city: joined, declared, problems, notes, alarms, outlines: drawn.outlines, files };
}

function failed(problems: readonly ConfigProblem[], files: CityTexts): ParsedCity {
  return { city: null, declared: null, problems, notes: [], alarms: 0, outlines: noOutlines, files };
}

function devicesOf(station: Declaration<StationEntry>): readonly Declaration<DeviceEntry>[] {
  return station.value.devices.map((device, index) => partOfDeclaration(station, ["devices", index], device));
}

function gaugesOf(station: Declaration<StationEntry>): readonly Declaration<GaugeOnDevice>[] {
  return devicesOf(station).flatMap((device) =>
    device.value.gauges.map((entry, index) =>
      partOfDeclaration(device, ["gauges", index], { entry, deviceId: device.value.id, stationId: station.value.id }),
    ),
  );
}

function gaugeAlone(gauge: Declaration<GaugeOnDevice>): Declaration<GaugeOnDevice["entry"]> {
  return { ...gauge, value: gauge.value.entry };
}
