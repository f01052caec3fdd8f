import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCity } from "../../city/read-city.ts";
import { HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { cityTexts } from "../../locales/city.ts";
import { importTexts } from "../../locales/city-builder/import.ts";
import { fill } from "../../locales/fill.ts";
import { errorWords } from "../../locales/format/error-words.ts";
import { problemsError } from "../../yaml/problem.ts";
import { parseYaml } from "../../yaml/read-yaml.ts";
import type { Crs } from "../coordinates/crs.ts";
import { editStations } from "../folder/edit-list.ts";
import { checkWith, type FolderTexts } from "../folder/write-folder.ts";
import { findHeading, type SheetHeading } from "./find-heading.ts";
import { NameLookup } from "./name-lookup.ts";
import { thresholdsNamedBy } from "./named-thresholds.ts";
import { type ImportPlan, planImport } from "./plan-import.ts";
import { readSheet, type Sheet } from "./read-sheet.ts";
import type { StationYaml } from "./staged-station.ts";

/** What somebody says of a sheet beside the sheet. */
export interface ImportOptions {
  readonly folder: string;
  readonly crs: Crs | null;
  /** Whose a new station is where the sheet says none. */
  readonly unit: string | null;
  /** File of the folder that new stations go into. */
  readonly into: string;
}

export interface ImportResult {
  readonly sheet: Sheet;
  readonly heading: SheetHeading;
  readonly plan: ImportPlan;
  /** Texts to write, none where nothing changes; the city checks clean with them. */
  readonly texts: FolderTexts;
}

/**
 * Reads a sheet of stations and works out what it changes in a city folder; writes nothing.
 *
 * @throws {HubError} `hub.bad_import`, `hub.bad_city`
 */
export function importStations(file: string, options: ImportOptions): ImportResult {
  const sheet = readSheet(bytesOf(file));
  if (typeof sheet === "string") throw notASheet(file, importTexts[`fault-${sheet}`]);
  const heading = findHeading(sheet.rows);
  if (heading === null) throw notASheet(file, importTexts["fault-heading"]);
  const hasPositions = (["longitude", "latitude", "position"] as const).some((field) => heading.fields.has(field));
  if (hasPositions && options.crs === null) throw badImport(fill(importTexts["no-crs"], { file }));
  const { declared, problems, files } = readCity(options.folder);
  if (declared === null) throw cannotLoad(options.folder, problems);
  const stationFiles = files.others.filter(({ name }) => name === "stations.yaml" || name.startsWith("stations/"));
  const plan = planImport(heading, {
    areas: new NameLookup([
      ...[...declared.areas.values()].map(({ value }) => value),
      { code: declared.city.value.code, name: declared.city.value.name, parent: null },
    ]),
    units: new NameLookup(
      [...declared.units.values()].map(({ value: { id, name } }) => ({ code: id, name, parent: null })),
    ),
    extent: declared.city.value.extent ?? null,
    crs: options.crs,
    unit: options.unit,
    namedThresholds: thresholdsNamedBy([...declared.rules.values()].map(({ value }) => value)),
    stations: new Map(stationFiles.flatMap(({ text, name }) => stationsIn(text, name))),
  });
  const texts = textsOf(plan, stationFiles, options.into);
  if (texts.size > 0) {
    const after = checkWith(options.folder, texts);
    if (!after.isSound) {
      throw problemsError(
        "hub.bad_import",
        fill(importTexts["would-break"], { folder: options.folder }),
        after.problems,
      );
    }
  }
  return { sheet, heading, plan, texts };
}

/** The stations of one file as they stand, which have been checked. */
function stationsIn(text: string, name: string): readonly (readonly [string, StationYaml])[] {
  const value = parseYaml(text, name).source?.value as { readonly stations?: readonly StationYaml[] } | undefined;
  return (value?.stations ?? []).map((station) => [station.id, station]);
}

function textsOf(
  { added, edits }: ImportPlan,
  files: readonly { readonly name: string; readonly text: string }[],
  into: string,
): FolderTexts {
  const texts = new Map<string, string>();
  const all = files.some(({ name }) => name === into) ? files : [...files, { name: into, text: "stations: []\n" }];
  for (const { name, text } of all) {
    const own = new Map([...edits].filter(([id]) => stationsIn(text, name).some(([has]) => has === id)));
    const more = name === into ? added : [];
    if (own.size === 0 && more.length === 0) continue;
    const changed = editStations(text, { edits: own, added: more });
    if (changed === null) throw badImport(fill(importTexts["cannot-append"], { file: name }));
    if (changed !== text) texts.set(name, changed);
  }
  return texts;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw badImport(fill(importTexts["cannot-read"], { file, words: errorWords(error) }));
  }
}

function notASheet(file: string, why: BilingualText): HubError {
  return badImport(fill(importTexts["not-a-sheet"], { file, why }));
}

function badImport(words: BilingualText): HubError {
  return new HubError("hub.bad_import", words);
}

/** A city that cannot be read is mended first. */
function cannotLoad(folder: string, problems: Parameters<typeof problemsError>[2]): HubError {
  return problemsError("hub.bad_city", fill(cityTexts["cannot-load"], { folder: join(folder) }), problems);
}
