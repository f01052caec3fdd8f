import type { QualityFlag } from "../../domain/observations/quality.ts";
import { type FlagLimits, flagBeyond, type Sample } from "./limits.ts";

/**
 * `average`: distance from the mean of both neighbours; it fails the neighbours of a large spike too. `differential`:
 * the smaller of the two differences where they have opposite signs, else none.
 */
export type SpikeMethod = "average" | "differential";

/**
 * Holds each sample against the one before and the one after it. 2 at both ends and beside a missing one.
 *
 * @see IOOS QARTOD, test 6 (spike)
 */
export function spike(
  values: readonly Sample[],
  limits: FlagLimits & { readonly method: SpikeMethod },
): readonly QualityFlag[] {
  return values.map((value, index) => {
    if (value === null) return 9;
    const before = values[index - 1] ?? null;
    const after = values[index + 1] ?? null;
    return before === null || after === null ? 2 : flagBeyond(spikeSize(before, value, after, limits.method), limits);
  });
}

/** How far a sample stands out between its neighbours; never below 0. */
export function spikeSize(before: number, value: number, after: number, method: SpikeMethod): number {
  if (method === "average") return Math.abs(value - (before + after) / 2);
  const up = value - before;
  const down = value - after;
  return up * down > 0 ? Math.min(Math.abs(up), Math.abs(down)) : 0;
}
