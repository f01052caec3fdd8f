import type { QualityFlag } from "../../../domain/observations/quality.ts";
import type { Sample } from "../../../quality/qartod/limits.ts";

export interface FlatLineLimits {
  readonly suspectMs: number;
  readonly failMs: number;
  /** A window whose highest and lowest differ by less than this is flat. */
  readonly tolerance: number;
}

/** Fewer samples than this are never flat. */
const fewest = 3;

/**
 * Flags a sample when the window that ends with it is flat: floor(limit / median step) steps, counted in samples
 * whatever their times. Missing samples in a window are passed over; where it reaches back past the first sample the
 * sample passes.
 *
 * @param times ms, oldest first
 * @see IOOS QARTOD, test 8 (flat line)
 */
export function flatLine(
  times: readonly number[],
  values: readonly Sample[],
  limits: FlatLineLimits,
): readonly QualityFlag[] {
  const stepMs = medianStep(times);
  const isSuspect = flatWindows(values, Math.floor(limits.suspectMs / stepMs), limits.tolerance);
  const isFailed = flatWindows(values, Math.floor(limits.failMs / stepMs), limits.tolerance);
  const isLongEnough = values.length >= fewest;
  return values.map((value, index) => {
    if (value === null) return 9;
    if (!isLongEnough) return 1;
    return isFailed(index) ? 4 : isSuspect(index) ? 3 : 1;
  });
}

function flatWindows(values: readonly Sample[], steps: number, tolerance: number): (last: number) => boolean {
  return (last) => {
    if (last < steps) return false;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let index = last; index >= last - steps; index--) {
      const value = values[index] ?? null;
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
      if (high - low >= tolerance) return false;
    }
    return high - low < tolerance;
  };
}

function medianStep(times: readonly number[]): number {
  const steps = times.slice(1).map((at, index) => at - (times[index] as number));
  steps.sort((a, b) => a - b);
  const middle = steps.length / 2;
  const upper = steps[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((steps[middle - 1] ?? upper) + upper) / 2 : upper;
}
