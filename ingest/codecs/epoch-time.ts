import { dayMs } from "../../domain/clock.ts";
import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import { describeValue } from "../describe-value.ts";
import { BareWord } from "../json/bare-word.ts";
import { DoubledValue, valuesIn } from "../json/doubled-value.ts";
import type { Rejection } from "../qualify.ts";
import { parseDeviceTime } from "./device-time.ts";

/** From here on a number cannot be ms: microseconds since 1970 are above it for any time after July 1979. */
const tooLargeForMs = 3e14;
/** March 1973 in ms, the year 5138 in seconds. */
const smallestLikeMs = 1e11;

/** A time in another unit is taken for one only where it lies so close to ours: a count of another kind seldom does. */
const closeMs = 31 * dayMs;

/** Seconds, microseconds and nanoseconds since 1970, in ms. */
const otherUnits = [
  { inMs: 1e3, hint: "time-in-seconds" },
  { inMs: 1e-3, hint: "time-finer-than-ms" },
  { inMs: 1e-6, hint: "time-finer-than-ms" },
] as const;

/** A time that was not sent as the standard has it, in ms since 1970, and how it was sent. */
interface UnusualTime {
  readonly at: number;
  readonly hints: readonly PayloadHint[];
}

/**
 * Reads the time of a reading: ISO 8601 with a zone, or ms since 1970; another unit and quotes where nothing else can be
 * meant.
 *
 * @param key what the payload calls it
 * @param receivedAt our clock, ms since 1970
 * @returns ms since 1970, with hints where it was not sent so; why not, otherwise
 */
export function readTime(value: unknown, key: string, receivedAt: number): number | UnusualTime | Rejection {
  if (typeof value === "number") return readNumber(value, key, receivedAt);
  if (value instanceof DoubledValue) return readDoubled(value, key, receivedAt);
  const wanted = `wanted "${key}" as ISO 8601 with a zone or as epoch ms`;
  if (typeof value !== "string") {
    const fix = value instanceof BareWord ? "; leave it out where the clock is not set" : "";
    return { reason: "time.unreadable", detail: `${wanted}: got ${describeValue(value)}${fix}` };
  }
  const time = parseDeviceTime(value);
  if (typeof time === "number") return time;
  if (time === "no_zone") {
    const detail = `${wanted}: got ${describeValue(value)}, which has no zone; add Z or +08:00`;
    return { reason: "time.no_zone", detail };
  }
  if (/^\d{9,19}(\.\d{1,9})?$/.test(value)) return readQuoted(Number(value), key, receivedAt);
  const hint = /^\d+$/.test(value) ? "; send epoch ms as a number, without quotes" : "";
  return { reason: "time.unreadable", detail: `${wanted}: got ${describeValue(value)}${hint}` };
}

/** Whether a clock that is not set has no time to say: nothing, a blank text, or a date all of zeros. */
export function isNoTime(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (value instanceof DoubledValue) return value.values.every(isNoTime);
  return typeof value === "string" && /^\s*$|^0{4}-00-00(?!\d)/.test(value);
}

/** A time under a key that stands twice: the one moment that all of its values say. */
function readDoubled(value: DoubledValue, key: string, receivedAt: number): number | UnusualTime | Rejection {
  const times = valuesIn(value)
    .filter((each) => !isNoTime(each))
    .map((each) => readTime(each, key, receivedAt));
  const moments = new Set(times.map((time) => (typeof time === "object" && "at" in time ? time.at : time)));
  const [only] = times;
  if (moments.size === 1 && only !== undefined) return only;
  return { reason: "payload.doubled_key", detail: `wanted "${key}" once: got ${describeValue(value)}` };
}

function readQuoted(number: number, key: string, receivedAt: number): UnusualTime | Rejection {
  const time = readNumber(number, key, receivedAt);
  if (typeof time === "number") return { at: time, hints: ["time-in-quotes"] };
  return "reason" in time ? time : { at: time.at, hints: ["time-in-quotes", ...time.hints] };
}

function readNumber(number: number, key: string, receivedAt: number): number | UnusualTime | Rejection {
  const isLikeMs = number >= smallestLikeMs && number < tooLargeForMs;
  const other = isLikeMs ? null : inOtherUnit(number, receivedAt);
  if (other !== null) return other;
  if (Math.abs(number) < tooLargeForMs) return Math.floor(number);
  const unit = Math.abs(number) < 1e17 ? "microseconds" : "nanoseconds";
  const hint = Number.isFinite(number) ? `, which looks like ${unit}; send milliseconds` : "";
  return { reason: "time.unreadable", detail: `wanted "${key}" in ms since 1970: got ${number}${hint}` };
}

function inOtherUnit(number: number, receivedAt: number): UnusualTime | null {
  for (const { inMs, hint } of otherUnits) {
    const at = Math.floor(number * inMs);
    if (Math.abs(at - receivedAt) <= closeMs) return { at, hints: [hint] };
  }
  return null;
}
