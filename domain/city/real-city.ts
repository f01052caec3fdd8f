import type { StationId } from "../ids.ts";
import type { City } from "./city.ts";

/** The city without the stations that are there for drills alone: what statistics, boards and InfluxDB know. */
export function withoutExercises(city: City): City {
  const isReal = (id: StationId) => city.stations.get(id)?.isExercise !== true;
  return {
    ...city,
    stations: new Map([...city.stations].filter(([id]) => isReal(id))),
    devices: new Map([...city.devices].filter(([, { stationId }]) => isReal(stationId))),
    gauges: new Map([...city.gauges].filter(([, { stationId }]) => isReal(stationId))),
  };
}
