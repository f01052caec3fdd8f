import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type AreaOutlines, noOutlines, type Polygon } from "../domain/city/area-outline.ts";
import type { AreaCode } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { schemaTexts } from "../locales/schemas.ts";
import { checkShape } from "../yaml/check-shape.ts";
import { type ConfigProblem, gotText } from "../yaml/problem.ts";

/** File of a city folder with the outlines of its areas; may be left out. */
export const outlinesFile = "areas.geojson";

/** A browser on a wall draws all of them anew every few seconds. */
export const mostPositions = 20_000;

const longitude = z.number().min(-180, schemaTexts.longitude.en).max(180, schemaTexts.longitude.en);
const latitude = z.number().min(-90, schemaTexts.latitude.en).max(90, schemaTexts.latitude.en);
/** A position of GeoJSON; heights are dropped. */
export const position = z
  .array(z.number())
  .min(2, schemaTexts.position.en)
  .transform(([x, y]) => [x, y])
  .pipe(z.tuple([longitude, latitude]));
const ring = z
  .array(position)
  .min(4, schemaTexts.ring.en)
  .refine((all) => String(all[0]) === String(all.at(-1)), schemaTexts["closed-ring"].en);
export const polygon = z.array(ring).min(1, schemaTexts["outer-ring"].en);

/** @see RFC 7946; coordinates are WGS 84, longitude first */
const outlinesSchema = z.object({
  type: z.literal("FeatureCollection"),
  source: z.string().min(1).optional().describe("Where the outlines are from, printed wherever they are drawn"),
  reviewNumber: z.string().min(1).optional().describe("Number of the map review"),
  features: z.array(
    z.object({
      type: z.literal("Feature"),
      properties: z.object({ code: z.union([z.string().min(1), z.number().int()]).transform(String) }),
      geometry: z.discriminatedUnion("type", [
        z.object({ type: z.literal("Polygon"), coordinates: polygon }),
        z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon) }),
      ]),
    }),
  ),
});

export interface ParsedOutlines {
  readonly outlines: AreaOutlines;
  /** Where they are from; null where the file does not say. */
  readonly source: string | null;
  /** 审图号; null where the file does not say. */
  readonly reviewNumber: string | null;
  readonly problems: readonly ConfigProblem[];
}

/** Reads where the areas of a city lie. @param codes of its areas; null where they are not all known */
export function readOutlines(folder: string, codes: ReadonlySet<string> | null): ParsedOutlines {
  const path = join(folder, outlinesFile);
  if (!existsSync(path)) return failed([]);
  const read = jsonOf(readFileSync(path, "utf8"));
  if (!read.ok) return failed([problem("", cityTexts["wanted.geojson"], read.words, cityTexts["fix.geojson"])]);
  const checked = checkShape(outlinesSchema, read.value, () => outlinesFile);
  if (!checked.ok) return failed(checked.problems);
  const problems: ConfigProblem[] = [];
  const outlines = new Map<AreaCode, readonly Polygon[]>();
  for (const [index, { properties, geometry }] of checked.value.features.entries()) {
    const code = properties.code as AreaCode;
    const at = `features[${index}].properties.code`;
    if (codes?.has(code) === false) {
      problems.push(problem(at, cityTexts["wanted.outline-code"], code, cityTexts["fix.outline-code"]));
    }
    if (outlines.has(code)) {
      problems.push(problem(at, cityTexts["wanted.outline-once"], code, cityTexts["fix.outline-once"]));
    }
    outlines.set(code, geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
  }
  const positions = [...outlines.values()].flat(2).reduce((sum, { length }) => sum + length, 0);
  if (positions > mostPositions) {
    const wanted = fill(cityTexts["wanted.positions"], { most: mostPositions });
    problems.push(problem("", wanted, String(positions), cityTexts["fix.positions"]));
  }
  const { source = null, reviewNumber = null } = checked.value;
  return { outlines, source, reviewNumber, problems };
}

function failed(problems: readonly ConfigProblem[]): ParsedOutlines {
  return { outlines: noOutlines, source: null, reviewNumber: null, problems };
}

function problem(path: string, wanted: BilingualText, got: BilingualText | string, fix: BilingualText): ConfigProblem {
  return { where: outlinesFile, path, wanted, got: typeof got === "string" ? gotText(got) : got, fix };
}

export function jsonOf(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly words: BilingualText } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, words: errorWords(error) };
  }
}
