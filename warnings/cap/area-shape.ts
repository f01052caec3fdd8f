import type { AreaOutlines, Polygon } from "../../domain/city/area-outline.ts";
import { areaOfKind, type City, type Station } from "../../domain/city/city.ts";
import { classOfField } from "../../domain/city/data-class.ts";
import { distanceM } from "../../domain/city/distance.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { AreaCode } from "../../domain/ids.ts";

/** Where a warning holds, degrees WGS 84. */
export interface AreaShape {
  /** From where it is known: drawn by the city, made of where its stations stand, or not known. */
  readonly source: "outline" | "circle-of-stations" | "none";
  /** Outer rings, each closed, as longitude and latitude. CAP knows no holes: what lies in one is warned too. */
  readonly rings: readonly (readonly (readonly [number, number])[])[];
  readonly hasHoles: boolean;
  readonly circle: {
    readonly longitude: number;
    readonly latitude: number;
    readonly radiusKm: number;
  } | null;
}

/** What lies around the outermost station still belongs to it. */
const marginKm = 1;

const mPerKm = 1000;

/** 5 digits of a degree are about a metre. */
const digits = 5;

/**
 * Stations that are there for drills alone say nothing of where a real one holds. A circle is published: where one of its
 * stations stands has to be public, and a circle of the others alone would be too small.
 */
export function shapeOf(
  { areaCode: code, isExercise }: Pick<Warning, "areaCode" | "isExercise">,
  city: City,
  outlines: AreaOutlines,
): AreaShape {
  const polygons = outlines.get(code) ?? [];
  if (polygons.length > 0) {
    const hasHoles = polygons.some((polygon) => polygon.length > 1);
    return { source: "outline", rings: polygons.flatMap(outerRing), hasHoles, circle: null };
  }
  const stations = stationsIn(city, code).filter((each) => isExercise === true || each.isExercise !== true);
  const isPublic = stations.every(({ id }) => classOfField(city, "position", id) === "public");
  const circle = isPublic ? circleAround(stations) : null;
  return { source: circle === null ? "none" : "circle-of-stations", rings: [], hasHoles: false, circle };
}

function outerRing([outer = []]: Polygon): readonly (readonly (readonly [number, number])[])[] {
  const ring = outer.map(([longitude, latitude]) => [rounded(longitude), rounded(latitude)] as const);
  const [first] = ring;
  const last = ring.at(-1);
  if (first === undefined || last === undefined || ring.length < 3) return [];
  const isClosed = first[0] === last[0] && first[1] === last[1];
  return [isClosed ? ring : [...ring, first]];
}

function circleAround(stations: readonly Station[]): AreaShape["circle"] {
  if (stations.length === 0) return null;
  const longitude = rounded(mean(stations.map((each) => each.longitude)));
  const latitude = rounded(mean(stations.map((each) => each.latitude)));
  const farthest = Math.max(...stations.map((each) => distanceM(each, { longitude, latitude }))) / mPerKm;
  return { longitude, latitude, radiusKm: Math.ceil((farthest + marginKm) * 10) / 10 };
}

function stationsIn(city: City, code: AreaCode): readonly Station[] {
  const area = city.areas.get(code);
  if (area === undefined) return [];
  return [...city.stations.values()].filter((each) => areaOfKind(city, each.areaCode, area.kind)?.code === code);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(digits));
}
