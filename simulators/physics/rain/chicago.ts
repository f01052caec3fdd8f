import { type IdfFormula, intensityScale } from "./idf-formula.ts";

export interface ChicagoStorm {
  readonly returnPeriodYears: number;
  readonly minutes: number;
  /** Place of the peak, 0 to 1. */
  readonly peakAt: number;
}

/**
 * Rain fallen since the beginning of a Chicago storm, mm at `minute`.
 *
 * The intensity is `a ((1-n) x + b) / (x + b)^(1+n)`, x = (tp - t) / r before the peak and (t - tp) / (1 - r) after it; its integral from the
 * peak is `r a x / (x + b)^n` and `(1-r) a x / (x + b)^n`. So the sum over any steps is exact, and in all `a T / (T + b)^n`, as the formula says.
 *
 * @see Keifer and Chu 1957, Synthetic storm pattern for drainage design
 */
export function chicagoDepthMm(idf: IdfFormula, storm: ChicagoStorm, minute: number): number {
  const { minutes, peakAt } = storm;
  const at = Math.min(minutes, Math.max(0, minute));
  const peak = minutes * peakAt;
  const a = intensityScale(idf, storm.returnPeriodYears);
  const fromPeak = (x: number): number => (a * x) / (x + idf.offsetMinutes) ** idf.exponent;
  const before = peakAt * fromPeak(minutes);
  if (at === minutes) return fromPeak(minutes);
  return at <= peak
    ? before - peakAt * fromPeak(peakAt > 0 ? (peak - at) / peakAt : 0)
    : before + (1 - peakAt) * fromPeak((at - peak) / (1 - peakAt));
}
