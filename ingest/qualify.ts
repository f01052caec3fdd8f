import { checks, type QualityFlag } from "../domain/observations/quality.ts";
import type { RejectReason } from "../domain/observations/reject.ts";
import { describeValue } from "./describe-value.ts";
import type { GaugeConversion } from "./gauge-conversions.ts";

/** Why something cannot be kept, in a word of the closed set and in words for people. */
export interface Rejection {
  readonly reason: RejectReason;
  readonly detail: string;
}

const mostMagnitude = 1e12;

/** Above it a double has no nine decimals left to round to. */
const roundableBelow = 9_000_000;

/** Null for a finite number of at most 1e12, either sign. */
export function rejectionOfValue(channel: string, value: unknown): Rejection | null {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return {
      reason: "value.not_a_number",
      detail: `wanted a finite number in ${describeValue(channel)}: got ${describeValue(value)}`,
    };
  }
  if (value <= mostMagnitude && value >= -mostMagnitude) return null;
  return { reason: "value.out_of_bounds", detail: `wanted ${describeValue(channel)} within ±1e12: got ${value}` };
}

/**
 * Sent value to canonical unit and datum, rounded to nine decimals where it was converted: 12.3 cm is 0.123 m and not
 * 0.12300000000000001 m. A value already canonical passes unchanged.
 */
export function canonicalValue(target: GaugeConversion, sent: number): number {
  // -0 becomes 0 here.
  if (target.scale === 1 && target.offset === 0) return sent + 0;
  const value = sent * target.scale + target.offset;
  return Math.abs(value) < roundableBelow ? Math.round(value * 1e9) / 1e9 + 0 : value;
}

/** Bit of the gross-range check when the value lies outside the instrument's span, both ends included; else 0. */
export function grossRangeCheck(target: GaugeConversion, value: number): number {
  return value < target.min || value > target.max ? checks.grossRange : 0;
}

/**
 * The flag that failed checks leave: 4 fail, then 3 suspect, then 2 not evaluated, then 1 good.
 *
 * @see IOOS QARTOD, aggregate flag
 */
export function flagOf(failed: number): QualityFlag {
  if (failed === 0) return 1;
  if (failed & checks.grossRange) return 4;
  if (failed & (checks.clockWrong | checks.sameMoment)) return 3;
  if (failed & checks.tooOld) return 2;
  return 1;
}
