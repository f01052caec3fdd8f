import { dayMs } from "../../domain/clock.ts";
import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import type { BilingualText } from "../../domain/text.ts";
import { parseIsoTime } from "../../domain/time/iso-time.ts";
import { namesNoMoment } from "../../domain/time/no-moment.ts";
import { isDateInDigits, readWrittenMoment } from "../../domain/time/read-moment.ts";
import { fixTexts, wantedTexts } from "../../locales/devices/rejects.ts";
import { fill } from "../../locales/fill.ts";
import { describeValue } from "../describe-value.ts";
import { BareWord } from "../json/bare-word.ts";
import { DoubledValue, valuesIn } from "../json/doubled-value.ts";
import { timeInObject } from "../json/time-in-object.ts";
import type { Rejection } from "../qualify.ts";
import { wantedGot, wantedOnce } from "../reject-words.ts";

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
 * Reads the time of a reading: ISO 8601 with a zone, or ms since 1970; another unit, quotes and other ways to write a
 * moment where nothing else can be meant.
 *
 * @param key what the payload calls it
 * @param receivedAt our clock, ms since 1970
 * @returns ms since 1970, with hints where it was not sent so; why not, otherwise
 */
export function readTime(value: unknown, key: string, receivedAt: number): number | UnusualTime | Rejection {
  if (typeof value === "number") return readNumber(value, key, receivedAt);
  if (value instanceof DoubledValue) return readDoubled(value, key, receivedAt);
  if (typeof value !== "string") {
    const held = timeInObject(value);
    if (held !== undefined) return withHint(readTime(held, key, receivedAt), "time-format");
    return unreadable(value, key, value instanceof BareWord ? fixTexts["clock-not-set"] : "");
  }
  const time = parseIsoTime(value);
  if (typeof time === "number") return time;
  if (time === "no_zone") return withoutZone(value, key);
  if (/^\d{9,19}(\.\d{1,9})?$/.test(value)) {
    return withHint(readNumber(Number(value), key, receivedAt), "time-in-quotes");
  }
  const moment = readWrittenMoment(value);
  if (typeof moment === "number") return { at: moment, hints: ["time-format"] };
  if (moment === "no_zone" || moment === "unknown_zone") return withoutZone(value, key);
  return unreadable(value, key, /^\d+$/.test(value) ? fixTexts["without-quotes"] : "");
}

function unreadable(value: unknown, key: string, fix: BilingualText | ""): Rejection {
  return { reason: "time.unreadable", words: () => wantedTime(value, key, fix) };
}

function wantedTime(value: unknown, key: string, fix: BilingualText | ""): BilingualText {
  return wantedGot(fill(wantedTexts.time, { key }), describeValue(value), fix);
}

function withoutZone(value: unknown, key: string): Rejection {
  return { reason: "time.no_zone", words: () => wantedTime(value, key, fixTexts.zone) };
}

/** Whether a clock that is not set has no time to say: nothing, a word for nothing, or a date that no calendar has. */
export function isNoTime(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return namesNoMoment(value);
  if (typeof value !== "object") return false;
  if (value instanceof DoubledValue) return value.values.every(isNoTime);
  const text = value instanceof BareWord ? value.text : timeInObject(value);
  return typeof text === "string" && namesNoMoment(text);
}

/** A time under a key that stands twice: the one moment that all of its values say. */
function readDoubled(value: DoubledValue, key: string, receivedAt: number): number | UnusualTime | Rejection {
  const times = valuesIn(value)
    .filter((each) => !isNoTime(each))
    .map((each) => readTime(each, key, receivedAt));
  const moments = new Set(times.map((time) => (typeof time === "object" && "at" in time ? time.at : time)));
  const [only] = times;
  if (moments.size === 1 && only !== undefined) return only;
  return { reason: "payload.doubled_key", words: () => wantedOnce(key, value) };
}

/** A time that was read, with one more thing that was unusual about it. */
function withHint(time: number | UnusualTime | Rejection, hint: PayloadHint): UnusualTime | Rejection {
  if (typeof time === "number") return { at: time, hints: [hint] };
  return "reason" in time ? time : { at: time.at, hints: [hint, ...time.hints] };
}

function readNumber(number: number, key: string, receivedAt: number): number | UnusualTime | Rejection {
  if (isDateInDigits(number)) return withoutZone(number, key);
  const isLikeMs = number >= smallestLikeMs && number < tooLargeForMs;
  const other = isLikeMs ? null : inOtherUnit(number, receivedAt);
  if (other !== null) return other;
  if (Math.abs(number) < tooLargeForMs) return Math.floor(number);
  const unit = Math.abs(number) < 1e17 ? fixTexts.microseconds : fixTexts.nanoseconds;
  const fix = Number.isFinite(number) ? unit : "";
  return {
    reason: "time.unreadable",
    words: () => wantedGot(fill(wantedTexts.milliseconds, { key }), String(number), fix),
  };
}

function inOtherUnit(number: number, receivedAt: number): UnusualTime | null {
  for (const { inMs, hint } of otherUnits) {
    const at = Math.floor(number * inMs);
    if (Math.abs(at - receivedAt) <= closeMs) return { at, hints: [hint] };
  }
  return null;
}
