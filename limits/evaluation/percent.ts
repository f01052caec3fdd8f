import type { IndicatorCount } from "./evaluate.ts";

/** A share in percent with two places after the point, as bulletins give it; null where there is nothing to divide by. */
export function percentOf({ numerator, denominator }: IndicatorCount): number | null {
  return denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 100;
}
