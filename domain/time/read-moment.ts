import { parseIsoTime } from "./iso-time.ts";
import type { TimeFault } from "./written/time-fault.ts";
import { readWrittenTime } from "./written/written-time.ts";

/** Longer than any time is written. */
const mostCharacters = 80;

/** Numbers before the year: whether the day or the month comes first, nobody knows. */
const numbersFirst = /^\s*\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]/;

/** Letters for a zone that somewhere mean another; only UTC, GMT and the like mean one moment everywhere. */
const lettersForZone = /(?<![A-Za-z[/])(?!UTC|GMT|UT\b)[A-Za-z]{3,5}(?: \d{4})?$/i;

/**
 * Reads a moment that is written so that it can be one only, in whatever way: ISO 8601 with its zone, extended or basic,
 * by day, by week or by day of the year; RFC 5322; `Date.toString()` of JavaScript; `/Date(ms)/` of .NET.
 *
 * @returns ms since 1970, or what is wrong; what may be two moments is never read
 */
export function readMoment(text: string): number | TimeFault {
  const time = parseIsoTime(text);
  return time === "unreadable" ? readWrittenMoment(text) : time;
}

/** The same but for ISO 8601 as `parseIsoTime` reads it. */
export function readWrittenMoment(text: string): number | TimeFault {
  if (text.length > mostCharacters || !/\d/.test(text)) return "unreadable";
  if (numbersFirst.test(text)) return "date_order";
  // A moment alone has no column to be judged by: digits are Unix time, but for a year, month and day in full.
  const format = isDateInDigits(Number(text)) ? null : "unix";
  const written = readWrittenTime(text, { format, isUsgs: false });
  if (typeof written === "string") return written;
  const { localMs, zoneMinutes } = written;
  if (zoneMinutes === null) return "no_zone";
  return lettersForZone.test(text) ? "unknown_zone" : localMs - zoneMinutes * 60_000;
}

/** Whether a number is a date and a time in digits, `20260720160400` or `202607201604`, and so has no zone. */
export function isDateInDigits(number: number): boolean {
  const isLong = number >= 2000_01_01_00_00_00 && number < 2200_01_01_00_00_00;
  if (!isLong && !(number >= 2000_01_01_00_00 && number < 2200_01_01_00_00)) return false;
  const digits = String(isLong ? number : number * 100);
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
  return year !== undefined && parseIsoTime(`${year}-${month}-${day}T${hour}:${minute}:${second}`) === "no_zone";
}
