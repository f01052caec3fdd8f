import type { Reach } from "../../people/reach.ts";
import type { History } from "../../store/ports.ts";

/** Observations of the gauges in reach; of every other gauge there are none. */
export function historyWithin(history: History, { city }: Reach): History {
  return {
    range: async (gauge, ...span) => (city.gauges.has(gauge) ? history.range(gauge, ...span) : []),
    rollups: async (gauge, ...span) => (city.gauges.has(gauge) ? history.rollups(gauge, ...span) : []),
    newest: (gauges) => history.newest(gauges.filter((gauge) => city.gauges.has(gauge))),
    newestAtEach: (gauges, moments) =>
      history.newestAtEach(
        gauges.filter((gauge) => city.gauges.has(gauge)),
        moments,
      ),
  };
}
