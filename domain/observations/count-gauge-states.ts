import type { City } from "../city/city.ts";
import type { GaugeId } from "../ids.ts";
import type { GaugeState } from "./gauge-state.ts";

/** How many gauges are in each state; those of drills are not counted. */
export function countGaugeStates(
  { gauges, stations }: Pick<City, "gauges" | "stations">,
  stateOf: (gauge: GaugeId) => GaugeState,
): Readonly<Record<GaugeState, number>> {
  const counts = { live: 0, stale: 0, silent: 0, unusable: 0, suspect: 0, maintenance: 0 };
  for (const { id, stationId } of gauges.values()) {
    if (stations.get(stationId)?.isExercise !== true) counts[stateOf(id)] += 1;
  }
  return counts;
}
