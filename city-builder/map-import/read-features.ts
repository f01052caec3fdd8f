import { z } from "zod";
import type { Polygon, Position } from "../../domain/city/area-outline.ts";
import type { BilingualText } from "../../domain/text.ts";
import { mapImportTexts } from "../../locales/city-builder/map-import.ts";
import { codeProperties } from "../../locales/city-builder/sheet-words.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { errorWords } from "../../locales/format/error-words.ts";
import { checkShape } from "../../yaml/check-shape.ts";
import { type ConfigProblem, gotText } from "../../yaml/problem.ts";
import type { Crs } from "../coordinates/crs.ts";

/** One feature of a map as it stands. */
export interface MapPart {
  /** `features[3]` */
  readonly path: string;
  readonly code: string;
  readonly polygons: readonly Polygon[];
}

const position = z
  .array(z.number())
  .min(2)
  .transform(([x = 0, y = 0]): Position => [x, y]);
const polygon = z.array(z.array(position)).min(1);

const mapSchema = z.object({
  type: z.literal("FeatureCollection"),
  crs: z
    .object({ properties: z.object({ name: z.string() }).partial().optional() })
    .nullable()
    .optional(),
  features: z
    .array(
      z.object({
        type: z.literal("Feature"),
        properties: z.record(z.string(), z.unknown()).nullable(),
        geometry: z.discriminatedUnion("type", [
          z.object({ type: z.literal("Polygon"), coordinates: polygon }),
          z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon) }),
        ]),
      }),
    )
    .min(1),
});

export interface ReadParts {
  readonly parts: readonly MapPart[];
  readonly problems: readonly ConfigProblem[];
}

/** How a map is to be read. */
export interface ReadOptions {
  /** As problems call the file. */
  readonly file: string;
  readonly crs: Crs;
  /** Property that has the code; null for one of the usual ones. */
  readonly codeProperty: string | null;
}

/** The features of a GeoJSON map with the code of each. */
export function readFeatures(text: string, options: ReadOptions): ReadParts {
  const { file, crs, codeProperty } = options;
  const value = jsonOf(text);
  if (!value.ok) return { parts: [], problems: [notGeojson(file, value.words)] };
  const checked = checkShape(mapSchema, value.is, () => file);
  if (!checked.ok) {
    return { parts: [], problems: checked.problems.map(asGeojson) };
  }
  const wrong = wrongCrs(checked.value.crs?.properties?.name ?? "", crs);
  const problems: ConfigProblem[] = wrong === null ? [] : [{ where: file, path: "crs", ...wrong }];
  const names = codeProperty === null ? codeProperties : [codeProperty];
  const parts = checked.value.features.flatMap(({ properties, geometry }, at): readonly MapPart[] => {
    const path = `features[${at}]`;
    const code = codeIn(properties ?? {}, names);
    if (code !== null) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      return [{ path, code, polygons }];
    }
    const wanted = fill(mapImportTexts["wanted.code"], { names: enumerated(names) });
    const got = gotText(properties ?? {});
    problems.push({ where: file, path: `${path}.properties`, wanted, got, fix: mapImportTexts["fix.code"] });
    return [];
  });
  return { parts, problems };
}

function asGeojson(problem: ConfigProblem): ConfigProblem {
  return { ...problem, fix: problem.fix ?? mapImportTexts["fix.geojson"] };
}

function notGeojson(where: string, got: BilingualText): ConfigProblem {
  return { where, path: "", wanted: mapImportTexts["wanted.geojson"], got, fix: mapImportTexts["fix.geojson"] };
}

function codeIn(properties: Readonly<Record<string, unknown>>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = properties[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number") return String(value);
  }
  return null;
}

/** What a file of degrees may call its system. Software writes CRS84 whatever the numbers are; GCJ-02 has no code. */
const namesOfCrs: Readonly<Record<Crs, RegExp>> = {
  wgs84: /CRS84|4326|4490|CGCS/i,
  cgcs2000: /CRS84|4326|4490|CGCS/i,
  gcj02: /CRS84|4326|GCJ/i,
};

/** A file that names another system than is said, as GeoJSON of 2008 did, is not read by the wrong one. */
function wrongCrs(name: string, crs: Crs): Pick<ConfigProblem, "wanted" | "got" | "fix"> | null {
  if (name === "" || namesOfCrs[crs].test(name)) return null;
  return { wanted: fill(mapImportTexts["wanted.crs"], { crs }), got: gotText(name), fix: mapImportTexts["fix.crs"] };
}

function jsonOf(
  text: string,
): { readonly ok: true; readonly is: unknown } | { readonly ok: false; readonly words: BilingualText } {
  try {
    return { ok: true, is: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch (error) {
    return { ok: false, words: errorWords(error) };
  }
}
