import type { Reach } from "../../people/reach.ts";
import type { LatestValues } from "../../store/ports.ts";

/** Newest values of the gauges in reach. */
export function latestWithin(latest: LatestValues, { city }: Reach): LatestValues {
  return { of: (gauge) => (city.gauges.has(gauge) ? latest.of(gauge) : null) };
}
