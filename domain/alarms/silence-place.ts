import type { City } from "../city/city.ts";
import type { SilenceMatch } from "./order.ts";

/** Whether everything that a silence names is in a part of a city; one that names no place is about all of it, and so in no part. */
export function isSilenceWithin(
  { stationIds = [], areaCodes = [], gaugeIds = [] }: SilenceMatch,
  part: Pick<City, "areas" | "stations" | "gauges">,
): boolean {
  return (
    stationIds.length + areaCodes.length + gaugeIds.length > 0 &&
    stationIds.every((id) => part.stations.has(id)) &&
    areaCodes.every((code) => part.areas.has(code)) &&
    gaugeIds.every((id) => part.gauges.has(id))
  );
}
