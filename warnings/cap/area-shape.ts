import type { AreaOutlines, Polygon } from "../../domain/city/area-outline.ts";
import { areaOfKind, type City, type Station } from "../../domain/city/city.ts";
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

/** 5 digits of a degree are about a metre. */
const digits = 5;

export function shapeOf(code: AreaCode, city: City, outlines: AreaOutlines): AreaShape {
  const polygons = outlines.get(code) ?? [];
  if (polygons.length > 0) {
    const hasHoles = polygons.some((polygon) => polygon.length > 1);
    return { source: "outline", rings: polygons.flatMap(outerRing), hasHoles, circle: null };
  }
  const circle = circleAround([...city.stations.values()].filter((each) => isWithin(city, each.areaCode, code)));
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
  const farthest = Math.max(...stations.map((each) => distanceKm(each, { longitude, latitude })));
  return { longitude, latitude, radiusKm: Math.ceil((farthest + marginKm) * 10) / 10 };
}

function isWithin(city: City, code: AreaCode, around: AreaCode): boolean {
  const area = city.areas.get(around);
  return area !== undefined && areaOfKind(city, code, area.kind)?.code === around;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(digits));
}

const earthRadiusKm = 6371;

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/** Along the great circle (haversine). */
function distanceKm(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const half = (from: number, to: number): number => Math.sin(((to - from) * radians) / 2) ** 2;
  const along =
    half(a.latitude, b.latitude) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(a.longitude, b.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(along)));
}
