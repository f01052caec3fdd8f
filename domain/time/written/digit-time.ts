import { type DateFormat, type DigitForm, type DigitFormat, digitFormats } from "./date-formats.ts";
import type { TimeFault } from "./time-fault.ts";
import { msOfDay, type WrittenTime } from "./time-of-day.ts";
import { midnightOf } from "./written-day.ts";

/** Years that recorded water has. */
const firstYear = 1800;
const lastYear = 2199;

/** Whether a format says what digits alone are. */
function isDigitFormat(format: DateFormat | null): format is DigitFormat {
  return format !== null && (digitFormats as readonly string[]).includes(format);
}

/** Whether a time is digits alone, which may be a date and a time or what has passed since 1970. */
export function isDigitTime(text: string): boolean {
  return /^\d{8,14}$/.test(text) || isEpoch(text);
}

function isEpoch(text: string): boolean {
  return /^[1-9]\d{8,9}(\.\d+)?$|^[1-9]\d{11,12}$/.test(text);
}

/** A time in digits alone under a format that is one of digits; null for any other time or format. */
export function digitTime(text: string, format: DateFormat | null): WrittenTime | TimeFault | null {
  if (!isDigitFormat(format)) return null;
  if (format === "unix") return isEpoch(text) ? epochTime(text) : null;
  return isDigitTime(text) ? readDigits(text, format) : null;
}

/** A zero at the start may be lost, as spreadsheets lose it. */
function readDigits(text: string, format: DigitForm): WrittenTime | TimeFault {
  const isShorn = text.length === format.length - 1 && !format.startsWith("yyyy");
  const digits = isShorn ? `0${text}` : text;
  if (digits.length !== format.length) return "unreadable";
  const yearDigits = format.includes("yyyy") ? 4 : 2;
  const yearAt = format.indexOf("y");
  const year = Number(digits.slice(yearAt, yearAt + yearDigits)) + (yearDigits === 2 ? 2000 : 0);
  if (year < firstYear || year > lastYear) return "unreadable";
  // The first `mm` is the month, as the time stands behind the date.
  const midnight = midnightOf({ year, month: two(digits, format.indexOf("m")), day: two(digits, format.indexOf("d")) });
  const clockAt = yearDigits + 4;
  const ofDay = msOfDay({
    hours: two(digits, clockAt),
    minutes: two(digits, clockAt + 2),
    seconds: two(digits, clockAt + 4),
  });
  return midnight === null || ofDay === null ? "unreadable" : { localMs: midnight + ofDay, zoneMinutes: null };
}

/** 0 beyond the end. */
function two(digits: string, at: number): number {
  return Number(digits.slice(at, at + 2));
}

/** Seconds since 1970, 9 or 10 digits, or milliseconds, 12 or 13: from 1973 on. */
function epochTime(text: string): WrittenTime {
  return { localMs: Number(text) * (/^\d{12}/.test(text) ? 1 : 1000), zoneMinutes: 0 };
}
