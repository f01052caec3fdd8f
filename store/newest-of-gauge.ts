import type { GaugeId } from "../domain/ids.ts";
import type { NewestAt } from "./ports.ts";

type Row = Pick<NewestAt, "observedAt" | "value" | "flag">;

/** Walks the observations of one gauge beside moments. @param rows oldest first; @param moments ascending */
export function newestOfGauge(gaugeId: GaugeId, rows: readonly Row[], moments: readonly number[]): readonly NewestAt[] {
  const told: NewestAt[] = [];
  let next = 0;
  for (const [moment, before] of moments.entries()) {
    const from = next;
    while (next < rows.length && (rows[next]?.observedAt ?? 0) < before) next += 1;
    const newest = rows[next - 1];
    if (next === from || newest === undefined) continue;
    const { observedAt, value, flag } = newest;
    told.push({ gaugeId, moment, observedAt, value, flag });
  }
  return told;
}
