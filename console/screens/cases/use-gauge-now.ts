import { useMemo } from "preact/hooks";
import { type GaugeNow, gaugeNow } from "../../live/columns.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";

/** What one gauge shows now; null before that is known, or for none. */
export function useGaugeNow(gaugeId: string | undefined): GaugeNow | null {
  const known = useStore(catalogue, (each) => each);
  const place = useMemo(() => known?.gauges.findIndex((each) => each.gaugeId === gaugeId) ?? -1, [known, gaugeId]);
  // Told apart by what is shown of it: of all the city's readings this draws only its own.
  useStore(columns, (each) => (each === null ? "" : `${each.observedAt[place]} ${each.states[place]}`));
  return known === null || columns.value === null || place < 0 ? null : gaugeNow(columns.value, place, known);
}
