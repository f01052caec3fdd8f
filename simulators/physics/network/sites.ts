import { areaOfKind, type City, type Gauge, type Station } from "../../../domain/city/city.ts";
import type { GeoPosition } from "../../../domain/city/distance.ts";
import type { AreaCode, StationId } from "../../../domain/ids.ts";
import type { PlanePoint } from "../rain/storm-cell.ts";
import type { Site } from "./network.ts";

/** Kilometres in a degree of latitude. */
const kmPerDegree = 111.2;

/** Tag of a station that a person speaks for. */
export const yoursTag = "yours";

/** Whether a station has water of its own in a simulated city: those of drills and those that people speak for have not. */
export function isSimulated(station: Station): boolean {
  return station.isExercise !== true && !station.tags.includes(yoursTag);
}

/** Stations of a city on a plane, by district, with their gauges. */
export interface Places {
  readonly centre: GeoPosition;
  readonly districts: readonly AreaCode[];
  readonly stations: readonly Station[];
  gaugesAt(station: StationId): readonly Gauge[];
  siteOf(station: Station): Site;
}

export function placesOf(city: City): Places {
  const stations = [...city.stations.values()].filter(isSimulated);
  const centre = middleOf(stations);
  const districts = [...city.areas.values()].filter(({ kind }) => kind === "district").map(({ code }) => code);
  const numbers = new Map(districts.map((code, index) => [code, index]));
  const gauges = Map.groupBy(city.gauges.values(), ({ stationId }) => stationId);
  return {
    ...{ centre, districts, stations },
    gaugesAt: (station) => gauges.get(station) ?? [],
    siteOf: (station) => {
      const district = areaOfKind(city, station.areaCode, "district");
      const number = district === null ? undefined : numbers.get(district.code);
      return { id: station.id, ...onPlane(station, centre), district: number ?? districts.length, station };
    },
  };
}

/** East and north of a centre, km; good to a few metres in a hundred kilometres of a city. */
export function onPlane(position: GeoPosition, centre: GeoPosition): PlanePoint {
  const perDegreeEast = kmPerDegree * Math.cos((centre.latitude * Math.PI) / 180);
  return {
    xKm: (position.longitude - centre.longitude) * perDegreeEast,
    yKm: (position.latitude - centre.latitude) * kmPerDegree,
  };
}

/** Number of the nearest site within a distance, the first of equals; -1 where there is none. */
export function nearestTo(
  { xKm, yKm }: PlanePoint,
  sites: readonly PlanePoint[],
  { withinKm, isOpen = () => true }: { readonly withinKm: number; readonly isOpen?: (index: number) => boolean },
): number {
  let best = -1;
  let least = withinKm * withinKm;
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index]!;
    const away = (site.xKm - xKm) ** 2 + (site.yKm - yKm) ** 2;
    if (away < least && isOpen(index)) {
      best = index;
      least = away;
    }
  }
  return best;
}

/** Mean of their positions; cities are small enough for that. */
export function middleOf(stations: readonly Station[]): GeoPosition {
  const mean = (of: (station: Station) => number): number =>
    stations.reduce((sum, station) => sum + of(station), 0) / Math.max(1, stations.length);
  return { longitude: mean(({ longitude }) => longitude), latitude: mean(({ latitude }) => latitude) };
}
