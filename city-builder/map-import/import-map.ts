import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParsedCity, readCity } from "../../city/read-city.ts";
import { outlinesFile } from "../../city/read-outlines.ts";
import { HubError } from "../../domain/errors.ts";
import { cityTexts } from "../../locales/city.ts";
import { mapImportTexts } from "../../locales/city-builder/map-import.ts";
import { fill } from "../../locales/fill.ts";
import { errorWords } from "../../locales/format/error-words.ts";
import { problemsError } from "../../yaml/problem.ts";
import type { Crs } from "../coordinates/crs.ts";
import { checkWith, type FolderTexts } from "../folder/write-folder.ts";
import { type PlannedMap, planMap } from "./plan-map.ts";
import { readFeatures } from "./read-features.ts";

/** What somebody says of a map beside the map. */
export interface ImportMapOptions {
  readonly folder: string;
  readonly crs: Crs;
  /** Who made it, as it is to be printed. */
  readonly source: string;
  /** 审图号, as it is to be printed. */
  readonly reviewNumber: string;
  readonly codeProperty: string | null;
  readonly toleranceM: number;
  readonly isKnownOnly: boolean;
}

/** What stood before, as far as it can be read. */
export interface EarlierMap {
  readonly areas: number;
  readonly source: string | null;
  readonly reviewNumber: string | null;
}

export interface ImportedMap {
  readonly plan: PlannedMap;
  readonly features: number;
  /** Null where the city had no outlines. */
  readonly earlier: EarlierMap | null;
  /** Codes of districts that are not on the map. */
  readonly undrawn: readonly string[];
  readonly texts: FolderTexts;
}

/**
 * Reads a city's own reviewed map and makes its file of outlines of it; writes nothing.
 *
 * @throws {HubError} `hub.bad_import` with every mistake at once, `hub.bad_city`
 */
export function importMap(file: string, options: ImportMapOptions): ImportedMap {
  const { folder, crs, codeProperty, toleranceM, isKnownOnly } = options;
  const { declared, problems } = readCity(folder);
  if (declared === null) throw problemsError("hub.bad_city", fill(cityTexts["cannot-load"], { folder }), problems);
  const read = readFeatures(textOf(file), { file, crs, codeProperty });
  const { code, extent = null } = declared.city.value;
  const codes = new Set([code, ...declared.areas.keys()]);
  const plan = planMap(read.parts, { file, crs, codes, extent, toleranceM, isKnownOnly });
  const wrong = [...read.problems, ...plan.problems];
  if (wrong.length > 0) throw problemsError("hub.bad_import", fill(mapImportTexts["cannot-import"], { file }), wrong);
  const texts = new Map([[outlinesFile, outlinesText(plan, options)]]);
  const after = checkWith(folder, texts);
  if (!after.isSound) {
    throw problemsError("hub.bad_import", fill(mapImportTexts["would-break"], { folder }), after.problems);
  }
  return { plan, features: read.parts.length, earlier: earlierIn(folder), undrawn: undrawnIn(declared, plan), texts };
}

/** One feature a line: a change of one area is a change of one line. */
function outlinesText({ outlines }: PlannedMap, { source, reviewNumber }: ImportMapOptions): string {
  const features = [...outlines].map(([code, polygons]) => {
    const geometry =
      polygons.length === 1
        ? { type: "Polygon", coordinates: polygons[0] }
        : { type: "MultiPolygon", coordinates: polygons };
    return JSON.stringify({ type: "Feature", properties: { code }, geometry });
  });
  const head = JSON.stringify({ type: "FeatureCollection", source, reviewNumber }).slice(0, -1);
  return `${head},"features":[\n${features.join(",\n")}\n]}\n`;
}

function undrawnIn({ areas }: NonNullable<ParsedCity["declared"]>, { outlines }: PlannedMap): readonly string[] {
  const districts = [...areas.values()].filter(({ value }) => value.kind === "district");
  return districts.flatMap(({ value: { code } }) => (outlines.has(code) ? [] : [code]));
}

function earlierIn(folder: string): EarlierMap | null {
  const path = join(folder, outlinesFile);
  if (!existsSync(path)) return null;
  const {
    source = null,
    reviewNumber = null,
    features = [],
  } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly source?: string;
    readonly reviewNumber?: string;
    readonly features?: readonly unknown[];
  };
  return { areas: features.length, source, reviewNumber };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new HubError("hub.bad_import", fill(mapImportTexts["cannot-read"], { file, words: errorWords(error) }));
  }
}
