import type { City, Gauge, Station } from "../../../domain/city/city.ts";
import type { GaugeId, StationId } from "../../../domain/ids.ts";

/** Stations and gauges of a city in the order in which columns have them: that of the catalogue. */
export interface CityIndex {
  readonly stations: readonly Station[];
  readonly gauges: readonly Gauge[];
  readonly stationAt: ReadonlyMap<StationId, number>;
  readonly gaugeAt: ReadonlyMap<GaugeId, number>;
  readonly gaugesOf: ReadonlyMap<StationId, readonly Gauge[]>;
}

const kept = new WeakMap<City, CityIndex>();

export function cityIndex(city: City): CityIndex {
  const known = kept.get(city);
  if (known !== undefined) return known;
  const stations = [...city.stations.values()];
  const gauges = [...city.gauges.values()];
  const made = {
    stations,
    gauges,
    stationAt: new Map(stations.map(({ id }, at) => [id, at])),
    gaugeAt: new Map(gauges.map(({ id }, at) => [id, at])),
    gaugesOf: Map.groupBy(gauges, ({ stationId }) => stationId),
  };
  kept.set(city, made);
  return made;
}
