import { type Area, areaOfKind, type City, type Station } from "../../domain/city/city.ts";
import { withoutExercises } from "../../domain/city/real-city.ts";
import type { AreaCode, StationId } from "../../domain/ids.ts";
import type { Fields, Tags } from "./line-protocol.ts";

/** A station with everything points say of it. */
export interface StationPlace {
  readonly station: Station;
  readonly district: Area | null;
  /** `district` and `station`. */
  readonly tags: Tags;
  /** Names of station and district, and the position. */
  readonly fields: Fields;
}

/** A city as points tell of it: without the stations of drills. */
export interface CityPlaces {
  readonly city: City;
  /** Stations that are there for drills alone. */
  readonly exercises: ReadonlySet<StationId>;
  readonly byStation: ReadonlyMap<StationId, StationPlace>;
  readonly districts: readonly Area[];
  /** Code of the district that holds an area; undefined for none. */
  districtOf(code: AreaCode): string | undefined;
}

/** Looks up once what every point of a station carries. */
export function placesOf(whole: City): CityPlaces {
  const city = withoutExercises(whole);
  const byStation = new Map([...city.stations].map(([id, station]) => [id, placeOf(city, station)]));
  return {
    city,
    exercises: new Set(whole.stations.keys().filter((id) => !city.stations.has(id))),
    byStation,
    districts: [...city.areas.values()].filter((area) => area.kind === "district"),
    districtOf: (code) => areaOfKind(city, code, "district")?.code,
  };
}

function placeOf(city: City, station: Station): StationPlace {
  const district = areaOfKind(city, station.areaCode, "district");
  return {
    station,
    district,
    tags: { district: district?.code, station: station.id },
    fields: {
      stationZh: station.name.zh,
      stationEn: station.name.en,
      districtZh: district?.name.zh,
      districtEn: district?.name.en,
      lat: station.latitude,
      lon: station.longitude,
    },
  };
}

/** `fields` without the position. */
export function namesOf({ fields }: StationPlace): Fields {
  const { lat: _lat, lon: _lon, ...names } = fields;
  return names;
}
