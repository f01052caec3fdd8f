import type { GaugeId } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import type { History } from "../../store/ports.ts";

/** Observations in one read of the store. */
const pageRows = 5_000;

export interface ObservationSpan {
  readonly history: Pick<History, "range">;
  readonly gauge: GaugeId;
  readonly from: number;
  readonly to: number;
  /** Most rows; all where absent. */
  readonly limit?: number | undefined;
}

/** All observations of a gauge in a span, oldest first, as many at a time as one read brings. */
export async function* observationPages(span: ObservationSpan): AsyncGenerator<readonly Observation[]> {
  const { history, gauge, to, limit = Number.POSITIVE_INFINITY } = span;
  let { from } = span;
  let left = limit;
  for (;;) {
    const most = Math.min(pageRows, left);
    const rows = await history.range(gauge, from, to, most);
    yield rows;
    left -= rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < most || left <= 0) return;
    // No two observations of a gauge share an instant.
    from = last.observedAt + 1;
  }
}
