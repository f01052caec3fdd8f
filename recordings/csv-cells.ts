import { parseIsoTime } from "../domain/time/iso-time.ts";

const zero = 0x30;

/** Powers of ten that a double holds exactly: a division by one of them is rounded once, as a parser must. */
const powers = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** A number between two places; NaN where there is none. Blanks around it are passed over. */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let at = filledFrom(bytes, from, to);
  const end = filledTo(bytes, at, to);
  const isNegative = bytes[at] === 0x2d;
  if (isNegative || bytes[at] === 0x2b) at++;
  let digits = 0;
  let decimals = -1;
  let value = 0;
  for (let place = at; place < end; place++) {
    const byte = bytes[place] as number;
    const digit = byte - zero;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === 0x2e && decimals < 0) decimals = 0;
    else return slowNumber(bytes, from, to);
  }
  if (digits === 0) return Number.NaN;
  if (digits > 15) return slowNumber(bytes, from, to);
  const whole = decimals > 0 ? value / (powers[decimals] as number) : value;
  return isNegative ? -whole : whole;
}

/** Exponents and many digits; more than a double holds is no number. */
function slowNumber(bytes: Uint8Array, from: number, to: number): number {
  const text = ascii(bytes, from, to).trim();
  const number = /^[-+]?(\d+(?:\.\d*)?|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Where blanks at the start end; `to` where there is nothing else. */
export function filledFrom(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === 0x20) at++;
  return at;
}

/** Where blanks at the end begin. */
export function filledTo(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && bytes[end - 1] === 0x20) end--;
  return end;
}

/**
 * Reads the times that most files have, `2026-07-20T16:04:00` with `Z` or nothing behind it, without making a string.
 *
 * @returns what it shows, as ms since 1970 of the same reading in UTC; NaN for a time of any other shape
 */
export function isoLocalTimes(): (bytes: Uint8Array, from: number, to: number) => number {
  const dayAt = dayReader();
  return (bytes, from, to) => {
    const isShort = to - from === 19 || (to - from === 20 && bytes[to - 1] === zulu);
    if (!isShort || !hasIsoMarks(bytes, from)) return Number.NaN;
    const ofDay = msOfDay(bytes, from + 11);
    return Number.isNaN(ofDay) ? Number.NaN : dayAt(bytes, from) + ofDay;
  };
}

/** `Z`, behind a time in UTC. */
export const zulu = 0x5a;

/** Midnight of `2026-07-20` in UTC; NaN when it is no day. Days repeat from row to row, so each is worked out once. */
function dayReader(): (bytes: Uint8Array, at: number) => number {
  let knownDay = -1;
  let knownDayMs = 0;
  return (bytes, at) => {
    const day =
      two(bytes, at) * 1_000_000 + two(bytes, at + 2) * 10_000 + two(bytes, at + 5) * 100 + two(bytes, at + 8);
    if (day === knownDay) return knownDayMs;
    const ms = parseIsoTime(`${ascii(bytes, at, at + 10)}T00:00Z`);
    if (typeof ms !== "number") return Number.NaN;
    knownDay = day;
    knownDayMs = ms;
    return ms;
  };
}

/** Whether dashes, colons and the T stand where `2026-07-20T16:04:00` has them. */
function hasIsoMarks(bytes: Uint8Array, at: number): boolean {
  const separator = (bytes[at + 10] as number) | 0x20;
  const isDate = bytes[at + 4] === 0x2d && bytes[at + 7] === 0x2d && (separator === 0x74 || separator === 0x20);
  return isDate && bytes[at + 13] === 0x3a && bytes[at + 16] === 0x3a;
}

/** `16:04:00` in ms; NaN when it is no time of day. */
function msOfDay(bytes: Uint8Array, at: number): number {
  const hour = two(bytes, at);
  const minute = two(bytes, at + 3);
  const second = two(bytes, at + 6);
  const isTime = hour <= 23 && minute <= 59 && second <= 59;
  return isTime ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("latin1");
}

/** NaN when one of the two is no digit. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - zero;
  const ones = (bytes[at + 1] as number) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
