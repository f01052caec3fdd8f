import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type AreaOutlines, noOutlines, type Polygon } from "../domain/city/area-outline.ts";
import type { AreaCode } from "../domain/ids.ts";
import { checkShape } from "../yaml/check-shape.ts";
import { type ConfigProblem, gotText } from "../yaml/problem.ts";

/** File of a city folder with the outlines of its areas; may be left out. */
export const outlinesFile = "areas.geojson";

/** A browser on a wall draws all of them anew every few seconds. */
const mostPositions = 20_000;

const longitude = z.number().min(-180, "a longitude of -180 to 180").max(180, "a longitude of -180 to 180");
const latitude = z.number().min(-90, "a latitude of -90 to 90").max(90, "a latitude of -90 to 90");
const position = z
  .array(z.number())
  .min(2, "longitude and latitude")
  .transform(([x, y]) => [x, y])
  .pipe(z.tuple([longitude, latitude]));
const ring = z
  .array(position)
  .min(4, "a ring of four positions or more")
  .refine((all) => String(all[0]) === String(all.at(-1)), "a ring that ends where it begins");
const polygon = z.array(ring).min(1, "an outer ring");

/** @see RFC 7946; coordinates are WGS 84, longitude first */
const outlinesSchema = z.object({
  type: z.literal("FeatureCollection"),
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
  readonly problems: readonly ConfigProblem[];
}

/** Reads where the areas of a city lie. @param codes of its areas; null where they are not all known */
export function readOutlines(folder: string, codes: ReadonlySet<string> | null): ParsedOutlines {
  const path = join(folder, outlinesFile);
  if (!existsSync(path)) return { outlines: noOutlines, problems: [] };
  const read = jsonOf(readFileSync(path, "utf8"));
  if (!read.ok) return failed([problem("", "GeoJSON", read.words, "write it out anew as GeoJSON (RFC 7946)")]);
  const checked = checkShape(outlinesSchema, read.value, () => outlinesFile);
  if (!checked.ok) return failed(checked.problems);
  const problems: ConfigProblem[] = [];
  const outlines = new Map<AreaCode, readonly Polygon[]>();
  for (const [index, { properties, geometry }] of checked.value.features.entries()) {
    const code = properties.code as AreaCode;
    const at = `features[${index}].properties.code`;
    if (codes?.has(code) === false) problems.push(problem(at, "the code of an area", code, "as in areas.yaml"));
    if (outlines.has(code)) problems.push(problem(at, "each area once", code, "make one MultiPolygon of its parts"));
    outlines.set(code, geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
  }
  const positions = [...outlines.values()].flat(2).reduce((sum, { length }) => sum + length, 0);
  if (positions > mostPositions) {
    const fix = "simplify the outlines; a wall shows no more than some hundred metres anyway";
    problems.push(problem("", `at most ${mostPositions} positions in all`, String(positions), fix));
  }
  return { outlines, problems };
}

function failed(problems: readonly ConfigProblem[]): ParsedOutlines {
  return { outlines: noOutlines, problems };
}

function problem(path: string, wanted: string, got: string, fix: string): ConfigProblem {
  return { where: outlinesFile, path, wanted, got: gotText(got), fix };
}

function jsonOf(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly words: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, words: error instanceof Error ? error.message : String(error) };
  }
}
