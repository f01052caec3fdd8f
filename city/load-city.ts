import type { AreaOutlines } from "../domain/city/area-outline.ts";
import type { Area, City } from "../domain/city/city.ts";
import type { CityMap } from "../domain/city/city-map.ts";
import { cityTexts } from "../locales/city.ts";
import { fill } from "../locales/fill.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import type { Endpoint } from "../webhooks/endpoints/endpoint-schema.ts";
import { problemsError } from "../yaml/problem.ts";
import { type Declaration, type FileText, type ListFiles, readGroup } from "./city-files.ts";
import { cityFile } from "./city-schema.ts";
import { type CityDeclarations, type CityTexts, readCity } from "./read-city.ts";
import { type ParsedRules, readRules } from "./read-rules.ts";

/** What a city folder declares things of. */
export type DeclaredKind = Exclude<keyof CityDeclarations, "city" | "groups">;

export interface LoadedCity {
  /** Where it was read from. */
  readonly folder: string;
  readonly city: City;
  /** Where its areas lie, as far as the folder says. */
  readonly outlines: AreaOutlines;
  /** What is drawn below the stations: outlines, else a schematic; null for a folder without either. */
  readonly map: CityMap | null;
  readonly rules: readonly Rule[];
  /** The same by id, with their places. */
  readonly ruleDeclarations: ReadonlyMap<string, Declaration<Rule>>;
  readonly inhibitions: readonly Inhibition[];
  readonly endpoints: readonly Endpoint[];
  /** Kind of area that one warning is about. */
  readonly warningAreaKind: Area["kind"];
  /** `file:line:column` where a thing is declared, such as `sourceOf("rules", "underpass-depth")`; null for none. */
  sourceOf(kind: DeclaredKind, id: string): string | null;
  /** What it was read from. */
  readonly files: CityTexts;
  /** Understands other rule files for this same city, with the checks its own went through. */
  readRules(files: ListFiles): ParsedRules;
}

/**
 * Reads a city folder.
 *
 * @param keptRules rule files that stand in for those of the folder
 * @param keepObservationsMs how long the hub keeps observations; no window of a rule may be longer
 * @throws {HubError} `hub.bad_city` with every mistake at once, each with file, line and column
 */
export function loadCity(
  folder: string,
  keptRules: readonly FileText[] | null = null,
  keepObservationsMs: number = Number.POSITIVE_INFINITY,
): LoadedCity {
  const { city, declared, problems, outlines, map, files } = readCity(folder, keptRules, keepObservationsMs);
  if (city === null || declared === null) {
    throw problemsError("hub.bad_city", fill(cityTexts["cannot-load"], { folder }), problems);
  }
  return {
    folder,
    city,
    outlines,
    map,
    rules: [...declared.rules.values()].map((entry) => entry.value),
    ruleDeclarations: declared.rules,
    inhibitions: [...declared.inhibitions.values()].map((entry) => entry.value),
    endpoints: [...declared.endpoints.values()].map((entry) => entry.value),
    warningAreaKind: declared.city.value.warningAreaKind,
    sourceOf: (kind, id) => declared[kind].get(id)?.place() ?? null,
    files,
    readRules: (others) =>
      readRules(others, {
        city,
        gauges: declared.gauges,
        inhibitions: declared.inhibitions,
        keepObservationsMs,
      }),
  };
}

const usualZone = cityFile.shape.timeZone.parse(undefined);

/** The zone that people of a city read times in; the usual one where its file cannot be read, so that a list is still shown. */
export function timeZoneOf(folder: string): string {
  return readGroup(folder, "city.yaml", cityFile).entry?.value.timeZone ?? usualZone;
}
