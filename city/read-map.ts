import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Polygon } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { CityMap, MapFeature } from "../domain/city/city-map.ts";
import { sameInBoth } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { mapTexts } from "../locales/city-builder/map.ts";
import { fill } from "../locales/fill.ts";
import { checkShape } from "../yaml/check-shape.ts";
import { type ConfigProblem, gotText } from "../yaml/problem.ts";
import { areaCodeText, idText, nameText } from "./city-schema.ts";
import { jsonOf, mostPositions, type ParsedOutlines, polygon, position } from "./read-outlines.ts";

/** File of a city folder with a picture of it that is no map; may be left out. */
export const mapFile = "map.geojson";

const multiPolygon = z.strictObject({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon) });
const lineString = z.strictObject({ type: z.literal("LineString"), coordinates: z.array(position).min(2) });
const colour = z.number().int().min(0);
const feature = z.literal("Feature");
const district = z.strictObject({ kind: z.literal("district"), code: areaCodeText, name: nameText, colour });
const street = district.extend({ kind: z.literal("street"), district: areaCodeText });
const river = z.strictObject({ kind: z.literal("river"), id: idText, name: nameText, into: idText.nullable() });

/** RFC 7946 with members of our own, which it allows (6.1); coordinates are WGS 84, longitude first. */
const mapSchema = z.strictObject({
  type: z.literal("FeatureCollection"),
  isSchematic: z.literal(true),
  label: nameText,
  source: nameText,
  reviewNumber: z.null(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  features: z.array(
    z.union([
      z.strictObject({ type: feature, properties: district, geometry: multiPolygon }),
      z.strictObject({ type: feature, properties: street, geometry: multiPolygon }),
      z.strictObject({ type: feature, properties: river, geometry: lineString }),
    ]),
  ),
});

export interface ParsedMap {
  /** Null where the folder has neither outlines nor a schematic. */
  readonly map: CityMap | null;
  readonly problems: readonly ConfigProblem[];
}

/**
 * What is drawn below the stations: the outlines that the city has, else its schematic. The two are never mixed.
 *
 * @param city names what outlines are of; null where the city has problems
 */
export function readMap(folder: string, drawn: ParsedOutlines, city: City | null): ParsedMap {
  if (drawn.outlines.size > 0) return { map: city === null ? null : mapOfOutlines(drawn, city), problems: [] };
  const path = join(folder, mapFile);
  if (!existsSync(path)) return { map: null, problems: [] };
  const read = jsonOf(readFileSync(path, "utf8"));
  if (!read.ok) {
    const wanted = { wanted: cityTexts["wanted.geojson"], got: read.words, fix: cityTexts["fix.geojson"] };
    return { map: null, problems: [{ where: mapFile, path: "", ...wanted }] };
  }
  const checked = checkShape(mapSchema, read.value, () => mapFile);
  if (!checked.ok) return { map: null, problems: checked.problems };
  return { map: checked.value, problems: tooManyPositions(checked.value) };
}

function tooManyPositions({ features }: CityMap): readonly ConfigProblem[] {
  const positions = features.reduce((sum, each) => sum + positionsIn(each), 0);
  if (positions <= mostPositions) return [];
  const wanted = fill(cityTexts["wanted.positions"], { most: mostPositions });
  return [{ where: mapFile, path: "", wanted, got: gotText(String(positions)), fix: cityTexts["fix.positions"] }];
}

function positionsIn({ geometry }: MapFeature): number {
  return geometry.type === "LineString"
    ? geometry.coordinates.length
    : geometry.coordinates.flat().reduce((sum, { length }) => sum + length, 0);
}

/** How many colours pictures have. */
const colours = 6;

/** Outlines as a map, named by the city; what they are from is printed with their review number. */
function mapOfOutlines({ outlines, source, reviewNumber }: ParsedOutlines, city: City): CityMap {
  const from = sameInBoth(source ?? "");
  const label =
    reviewNumber === null
      ? fill(mapTexts["not-reviewed"], { source: source === null ? mapTexts["no-source"] : from })
      : fill(mapTexts.reviewed, { source: source === null ? mapTexts["no-source"] : from, number: reviewNumber });
  const features = [...outlines].flatMap(([code, polygons], index): readonly MapFeature[] => {
    const area = city.areas.get(code);
    const geometry = { type: "MultiPolygon", coordinates: polygons } as const;
    const common = { code, name: area?.name ?? sameInBoth(code), colour: index % colours };
    if (area?.kind === "district") return [{ type: "Feature", properties: { kind: "district", ...common }, geometry }];
    if (area?.kind !== "street") return [];
    const properties = { kind: "street", ...common, district: area.parent ?? city.code } as const;
    return [{ type: "Feature", properties, geometry }];
  });
  const bbox = boxAround([...outlines.values()].flat());
  return { type: "FeatureCollection", isSchematic: false, label, source: from, reviewNumber, bbox, features };
}

function boxAround(polygons: readonly Polygon[]): CityMap["bbox"] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of polygons.flat(2)) {
    west = Math.min(west, longitude);
    south = Math.min(south, latitude);
    east = Math.max(east, longitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}
