import type { Mark } from "../marks/mark.ts";
import type { Truth } from "./truth.ts";

/**
 * What a mark compares, as it truly was at each of the truth's times: the value, or what fell in the window before; signed as the
 * mark is, so that higher is always graver. Null where the truth says nothing of the gauge.
 */
export function trueSignal({ times, water }: Pick<Truth, "times" | "water">, mark: SignalOf): Float64Array | null {
  const values = water.get(mark.gaugeId);
  if (values === undefined) return null;
  if (mark.windowMs > 0) return sumsOver(times, values, mark.windowMs);
  return mark.sign === 1 ? values : values.map((value) => -value);
}

export type SignalOf = Pick<Mark, "gaugeId" | "windowMs" | "sign">;

/** What a counter that began at 0 gained in the window before each moment; before its first value nothing had fallen. */
function sumsOver(times: Float64Array, totals: Float64Array, windowMs: number): Float64Array {
  let first = 0;
  return totals.map((total, index) => {
    const since = (times[index] as number) - windowMs;
    while (first < index && (times[first + 1] as number) <= since) first += 1;
    return total - totalAt(times, totals, { index: first, at: since });
  });
}

function totalAt(
  times: Float64Array,
  totals: Float64Array,
  { index, at }: { readonly index: number; readonly at: number },
): number {
  const from = times[index] as number;
  const before = totals[index] as number;
  if (at < from) return 0;
  const to = times[index + 1];
  const after = totals[index + 1];
  if (to === undefined || after === undefined) return before;
  return before + ((after - before) * (at - from)) / (to - from);
}
