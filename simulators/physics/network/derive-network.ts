import type { City } from "../../../domain/city/city.ts";
import type { IdfFormula } from "../rain/idf-formula.ts";
import { derivePonds } from "./derive-ponds.ts";
import { deriveRivers } from "./derive-rivers.ts";
import { deriveFeeders, deriveManholes } from "./derive-shafts.ts";
import type { Network } from "./network.ts";
import { placesOf } from "./sites.ts";

/**
 * All that a city's water consists of, from its stations alone: waterlogging stations are low places with a catchment, river stations joined by
 * `upstream` are nodes with reaches between them, a rubber dam is on the nearest river, a pump station serves the nearest low place, a manhole's
 * pipe and a feeder's water are those of the nearest one. Sizes are drawn by kind, tag and seed and calibrated to marks: invented, not surveyed.
 */
export function deriveNetwork(city: City, options: { readonly seed: number; readonly idf: IdfFormula }): Network {
  const places = placesOf(city);
  const { rivers, dams } = deriveRivers(places, options);
  const { ponds, sumps, beside } = derivePonds(places, rivers, options);
  const simulated = new Set(places.stations.map(({ id }) => id));
  const hasRain = new Set(
    [...city.gauges.values()].filter(({ property }) => property === "rain").map((g) => g.stationId),
  );
  return {
    ...{ city, districts: places.districts, centre: places.centre, rivers, dams, ponds, sumps },
    gauges: [...city.gauges.values()].filter(({ stationId }) => simulated.has(stationId)),
    manholes: deriveManholes(places, beside, options.seed),
    feeders: deriveFeeders(places, beside, options.seed),
    rain: places.stations.filter(({ id }) => hasRain.has(id)).map(places.siteOf),
  };
}
