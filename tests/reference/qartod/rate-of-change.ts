import type { QualityFlag } from "../../../domain/observations/quality.ts";
import { type FlagLimits, flagBeyond, type Sample } from "../../../quality/qartod/limits.ts";

/**
 * How fast each sample differs from the one before it, limits per second. The first sample and one after a missing one
 * differ from nothing and pass.
 *
 * @param times ms
 * @see IOOS QARTOD, test 7 (rate of change)
 */
export function rateOfChange(
  times: readonly number[],
  values: readonly Sample[],
  limitsPerS: FlagLimits,
): readonly QualityFlag[] {
  return values.map((value, index) => {
    if (value === null) return 9;
    const before = values[index - 1] ?? null;
    if (before === null) return 1;
    const stepS = ((times[index] as number) - (times[index - 1] as number)) / 1000;
    return flagBeyond(Math.abs(value - before) / stepS, limitsPerS);
  });
}
