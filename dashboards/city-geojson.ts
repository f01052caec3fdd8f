import { type AreaOutlines, noOutlines, type Polygon, type Position } from "../domain/city/area-outline.ts";
import { type Area, areaOfKind, type City, type Station } from "../domain/city/city.ts";
import type { MapView } from "./panels/city-map.ts";
import { largestRing, meanOf, middleOf } from "./ring-middle.ts";

interface Feature {
  readonly type: "Feature";
  /** `kind` chooses the style: district, frame, grid, link or place. */
  readonly properties: Readonly<Record<string, string>>;
  readonly geometry:
    | { readonly type: "Point"; readonly coordinates: Position }
    | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
    | { readonly type: "MultiPolygon"; readonly coordinates: readonly Polygon[] };
}

export interface CityGeojson {
  readonly type: "FeatureCollection";
  readonly features: readonly Feature[];
}

/** Lines of the grid stand this far apart, degrees: about 10 km. */
const gridStep = 0.1;

/**
 * What the map draws below the stations, made of nothing but the city folder. Where that holds the outlines of districts:
 * those, with their names. Where not: the box around the stations with a grid, each district's name amid its stations.
 * Nothing is made up: a guessed boundary would say of a flooded road whose it is. In either case the links from stations
 * to those upstream.
 */
export function cityGeojson(city: City, outlines: AreaOutlines = noOutlines): CityGeojson {
  const stations = [...city.stations.values()];
  const drawn = districtsOf(city).flatMap((district) => outlineOf(district, outlines));
  const ground = drawn.length > 0 ? drawn : [...gridLines(boxAround(stations)), frame(boxAround(stations))];
  const links = linksBetween(city, stations);
  return { type: "FeatureCollection", features: [...ground, ...links, ...districtNames(city, stations, outlines)] };
}

/** True where the map of this city shows boundaries of districts. */
export function hasDistrictOutlines(city: City, outlines: AreaOutlines): boolean {
  return districtsOf(city).some(({ code }) => outlines.has(code));
}

function districtsOf(city: City): readonly Area[] {
  return [...city.areas.values()].filter(({ kind }) => kind === "district");
}

function outlineOf({ code, name }: Area, outlines: AreaOutlines): readonly Feature[] {
  const coordinates = outlines.get(code)?.map((rings) => rings.map((ring) => ring.map(roundedPosition)));
  if (coordinates === undefined) return [];
  const properties = { kind: "district", code, nameZh: name.zh, nameEn: name.en };
  return [{ type: "Feature", properties, geometry: { type: "MultiPolygon", coordinates } }];
}

/** The map on the wall, px, less a margin for the words beside the marks. */
const mapSize = { width: 500, height: 700 };

/** All stations, as near as shows them: an alarm at the edge of the city must not lie outside the picture. */
export function viewOf(city: City): MapView {
  const stations = [...city.stations.values()];
  const across = spanOf(stations.map((station) => station.longitude));
  const along = spanOf(stations.map((station) => station.latitude));
  // A map of zoom 0 shows 360 degrees on 256 px; a degree of latitude is longer than one of longitude.
  const stretch = 1 / Math.cos((along.middle * Math.PI) / 180);
  const degreesPerPixel = Math.max(across.span / mapSize.width, (along.span * stretch) / mapSize.height, 1e-5);
  return {
    latitude: rounded(along.middle),
    longitude: rounded(across.middle),
    zoom: Math.floor(Math.log2(360 / (degreesPerPixel * 256)) * 10) / 10,
  };
}

function spanOf(values: readonly number[]): { readonly middle: number; readonly span: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, span: high - low };
}

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

function boxAround(stations: readonly Station[]): Box {
  const longitudes = stations.map((station) => station.longitude);
  const latitudes = stations.map((station) => station.latitude);
  const down = (value: number): number => rounded(Math.floor(value / gridStep) * gridStep);
  const up = (value: number): number => rounded(Math.ceil(value / gridStep) * gridStep);
  return {
    west: down(Math.min(...longitudes)),
    south: down(Math.min(...latitudes)),
    east: up(Math.max(...longitudes)),
    north: up(Math.max(...latitudes)),
  };
}

function gridLines({ west, south, east, north }: Box): readonly Feature[] {
  const meridians = steps(west, east).map((x) =>
    line("grid", [
      [x, south],
      [x, north],
    ]),
  );
  const parallels = steps(south, north).map((y) =>
    line("grid", [
      [west, y],
      [east, y],
    ]),
  );
  return [...meridians, ...parallels];
}

function frame({ west, south, east, north }: Box): Feature {
  return line("frame", [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]);
}

function linksBetween(city: City, stations: readonly Station[]): readonly Feature[] {
  return stations.flatMap((station) =>
    station.upstream.flatMap(({ stationId }) => {
      const source = city.stations.get(stationId);
      // Rain that runs off to a place is no river between the two.
      if (source === undefined || source.kind === "rain") return [];
      return [line("link", [positionOf(source), positionOf(station)])];
    }),
  );
}

function districtNames(city: City, stations: readonly Station[], outlines: AreaOutlines): readonly Feature[] {
  const byDistrict = Map.groupBy(stations, (station) => areaOfKind(city, station.areaCode, "district")?.code);
  return districtsOf(city).flatMap((district) => {
    const polygons = outlines.get(district.code);
    const within = byDistrict.get(district.code);
    if (polygons !== undefined) return [place(district, middleOf(largestRing(polygons)))];
    return within === undefined ? [] : [place(district, meanOf(within.map(positionOf)))];
  });
}

function place({ name }: Area, coordinates: Position): Feature {
  return {
    type: "Feature",
    properties: { kind: "place", nameZh: name.zh, nameEn: name.en },
    geometry: { type: "Point", coordinates: roundedPosition(coordinates) },
  };
}

function roundedPosition([x, y]: Position): Position {
  return [rounded(x), rounded(y)];
}

function line(kind: string, coordinates: readonly Position[]): Feature {
  return { type: "Feature", properties: { kind }, geometry: { type: "LineString", coordinates } };
}

function positionOf(station: Station): Position {
  return [station.longitude, station.latitude];
}

function steps(from: number, to: number): readonly number[] {
  const count = Math.round((to - from) / gridStep);
  return Array.from({ length: count + 1 }, (_, index) => rounded(from + index * gridStep));
}

/** To a metre or so: more would say what the city folder does not. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
