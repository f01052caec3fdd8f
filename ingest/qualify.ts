import { checks, type QualityFlag } from "../domain/observations/quality.ts";
import type { RejectReason } from "../domain/observations/reject.ts";
import { describeValue } from "./describe-value.ts";
import type { GaugeConversion } from "./gauge-conversions.ts";

/** Why something cannot be kept, in a word of the closed set and in words for people. */
export interface Rejection {
  readonly reason: RejectReason;
  readonly detail: string;
}

/** 2000-01-01T00:00:00Z. A clock before it was never set. */
const year2000Ms = 946_684_800_000;

const mostMagnitude = 1e12;

/** Above it a double has no nine decimals left to round to. */
const roundableBelow = 9_000_000;

/** Null for a time from 2000 on. */
export function rejectionOfTime(deviceTime: number): Rejection | null {
  if (deviceTime >= year2000Ms) return null;
  // As seconds, a moment between 2000 and 2286.
  const isLikeSeconds = deviceTime * 1000 >= year2000Ms && deviceTime < 1e10;
  const got = isLikeSeconds ? `${deviceTime}, which looks like seconds; send milliseconds` : isoTime(deviceTime);
  return { reason: "time.before_2000", detail: `wanted a time from 2000 on: got ${got}` };
}

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

/** Bit of the check that fails where a value lies outside the instrument's span, both ends included; else 0. */
export function spanCheck({ min, max, floor, ceiling }: GaugeConversion, value: number): number {
  if (value < min) return value >= floor ? checks.belowFloor : checks.grossRange;
  if (value > max) return value <= ceiling ? checks.aboveCeiling : checks.grossRange;
  return 0;
}

/** The value to keep: the end of the span for one that is beyond it by noise alone. */
export function valueInSpan({ min, max }: GaugeConversion, value: number, failed: number): number {
  if (failed & checks.belowFloor) return min;
  return failed & checks.aboveCeiling ? max : value;
}

/** Checks that leave a reading in doubt and usable. */
const suspectChecks =
  checks.clockWrong | checks.belowFloor | checks.aboveCeiling | checks.counterReset | checks.spreadOverGap;

/**
 * The flag that failed checks leave: 4 fail, then 3 suspect, then 2 not evaluated, then 1 good.
 *
 * @see IOOS QARTOD, aggregate flag
 */
export function flagOf(failed: number): QualityFlag {
  if (failed === 0) return 1;
  if (failed & checks.grossRange) return 4;
  if (failed & suspectChecks) return 3;
  if (failed & checks.tooOld) return 2;
  return 1;
}

function isoTime(time: number): string {
  return time >= -62_135_596_800_000 ? `${new Date(time).toISOString()}; set the device's clock` : `${time} ms`;
}
