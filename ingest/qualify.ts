import { checks, type QualityFlag } from "../domain/observations/quality.ts";
import type { ReadingRejectReason } from "../domain/observations/reject.ts";
import { saysNothing } from "../domain/says-nothing.ts";
import type { BilingualText } from "../domain/text.ts";
import { fixTexts, wantedTexts } from "../locales/devices/rejects.ts";
import { fill } from "../locales/fill.ts";
import { describeValue } from "./describe-value.ts";
import type { GaugeConversion } from "./gauge-conversions.ts";
import { BareWord } from "./json/bare-word.ts";
import { DoubledValue } from "./json/doubled-value.ts";
import { numberInText } from "./json/number-text.ts";
import type { MetHints } from "./payload-hints.ts";
import { type RejectWords, wantedGot, wantedOnce } from "./reject-words.ts";

/** Why something cannot be kept, in a word of the closed set and in words for people. */
export interface Rejection {
  readonly reason: ReadingRejectReason;
  readonly words: RejectWords;
}

const mostMagnitude = 1e12;

/** Longest text that is looked at for a number. */
const longestNumber = 40;

/** Above it a double has no nine decimals left to round to. */
const roundableBelow = 9_000_000;

/** True for a finite number of at most 1e12, either sign. */
export function isWithinBounds(value: number): boolean {
  return value <= mostMagnitude && value >= -mostMagnitude;
}

/**
 * The number that a value can only mean although it is none as JSON writes it: `"31.5"`, `" 31,5"`. Null for any other.
 *
 * @param hints is told what was unusual
 */
export function numberMeant(sent: unknown, hints: MetHints): number | null {
  if (sent instanceof DoubledValue) return numberMeantByAll(sent.values, hints);
  if (typeof sent !== "string" || sent.length > longestNumber) return null;
  const found = numberInText(sent.trim());
  if (found === null) return null;
  hints.meet("number-in-quotes");
  if (found.hint !== null) hints.meet(found.hint);
  return found.number;
}

/** The number that all of several values mean; null where they differ. */
function numberMeantByAll(values: readonly unknown[], hints: MetHints): number | null {
  const numbers = new Set(values.map((value) => (typeof value === "number" ? value : numberMeant(value, hints))));
  const [only = null] = numbers;
  return numbers.size === 1 ? only : null;
}

/** Which reason refuses a value of a known channel that is not within bounds or no number. */
export function reasonOfValue(sent: unknown): "value.not_a_number" | "value.out_of_bounds" | "payload.doubled_key" {
  if (sent instanceof DoubledValue) return "payload.doubled_key";
  const isNumber = typeof sent === "number" ? Number.isFinite(sent) : typeof sent === "string" && hasNumber(sent);
  return isNumber ? "value.out_of_bounds" : "value.not_a_number";
}

/** Why such a value is refused. */
export function rejectionOfValue(channel: string, sent: unknown): Rejection {
  const reason = reasonOfValue(sent);
  return { reason, words: () => wordsOfValue(reason, channel, sent) };
}

function wordsOfValue(reason: ReturnType<typeof reasonOfValue>, channel: string, sent: unknown): BilingualText {
  const name = describeValue(channel);
  switch (reason) {
    case "payload.doubled_key":
      return wantedOnce(channel, sent);
    case "value.out_of_bounds":
      return wantedGot(fill(wantedTexts.bounds, { name }), String(sent));
    case "value.not_a_number":
      return wantedGot(fill(wantedTexts.number, { name }), describeValue(sent), fixOfValue(sent));
  }
}

/** What to do about a value that is no number; empty where that goes without saying. */
function fixOfValue(sent: unknown): BilingualText | "" {
  if (sent === null) return fixTexts["leave-out"];
  if (sent instanceof BareWord) return fixOfText(sent.text) ?? fixTexts["leave-out"];
  if (typeof sent === "object") return fixTexts["number-alone"];
  if (typeof sent !== "string") return "";
  return fixOfText(sent) ?? fixTexts["a-number"];
}

/** Null for a word that says neither a number nor nothing. */
function fixOfText(text: string): BilingualText | null {
  if (saysNothing(text)) return fixTexts["leave-out"];
  if (/^\s*[+-]?\d+,\d+\s*$/.test(text)) return fixTexts.thousands;
  if (/^\s*[+-]?0x[\da-f]+\s*$/i.test(text)) return fixTexts.decimal;
  if (/(?!\d)\p{Nd}/u.test(text)) return fixTexts["other-digits"];
  return /\d/.test(text) ? fixTexts["no-unit"] : null;
}

function hasNumber(text: string): boolean {
  return text.length <= longestNumber && numberInText(text.trim()) !== null;
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
  checks.clockWrong |
  checks.sameMoment |
  checks.belowFloor |
  checks.aboveCeiling |
  checks.counterReset |
  checks.spreadOverGap;

/**
 * The flag that failed checks leave: 4 fail, then 3 suspect, then 2 not evaluated, then 1 good.
 *
 * @see IOOS QARTOD, aggregate flag
 */
export function flagOf(failed: number): QualityFlag {
  if (failed === 0) return 1;
  if (failed & (checks.grossRange | checks.untimedSeries)) return 4;
  if (failed & suspectChecks) return 3;
  if (failed & checks.tooOld) return 2;
  return 1;
}
