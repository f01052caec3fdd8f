import { type DateFormat, orderOf } from "./date-formats.ts";
import { digitTime } from "./digit-time.ts";
import type { TimeFault } from "./time-fault.ts";
import { timeOfDay, type WrittenTime } from "./time-of-day.ts";
import { dayFirstIn, midnightOf } from "./written-day.ts";

/** What the reader of times knows beforehand. */
export interface TimeGround {
  /** Null where the file does not say. */
  readonly format: DateFormat | null;
  /** True where abbreviations of zones are those of the USGS. */
  readonly isUsgs: boolean;
}

/**
 * Reads a time as agencies write it: ISO 8601, `20/07/2026 16:04`, `20.07.2026 16:04`, `7/20/2026 4:04 PM`,
 * `20-Jul-2026 1604`, `2026年7月20日16时04分`, `202607201604`, `20260720T160400+0800`, `2026-W30-1T16:04Z`, `2026-201T16:04Z`,
 * `Mon, 20 Jul 2026 16:04:00 GMT`, `Mon Jul 20 16:04:00 UTC 2026`; Unix time, other dates in
 * digits and the day numbers of spreadsheets where `format` says so. `24:00` is midnight at the end of the day. With dots
 * the day stands first.
 */
export function readWrittenTime(text: string, ground: TimeGround): WrittenTime | TimeFault {
  const plain = text.normalize("NFKC").replaceAll(/\s+/g, " ").trim();
  const { format } = ground;
  if (format === "excel") return serialTime(plain);
  return digitTime(plain, format) ?? dotNetTime(plain) ?? datedTime(plain, ground);
}

/** As .NET writes it, `/Date(1784534400000+0800)/`. What stands behind the milliseconds says how to show the moment, and nothing of when it is. */
function dotNetTime(text: string): WrittenTime | null {
  const [, ms] = /^\/?Date\((\d{9,13})(?:[-+]\d{4})?\)\/?$/.exec(text) ?? [];
  return ms === undefined ? null : { localMs: Number(ms), zoneMinutes: 0 };
}

/** @see ECMA-376 18.17.4.1, the 1900 date system */
function serialTime(text: string): WrittenTime | TimeFault {
  if (!/^\d{4,6}([.,]\d+)?$/.test(text)) return "unreadable";
  // A float of days holds a second only after rounding.
  const ms = Math.round(Number(text.replace(",", ".")) * 86_400) * 1000;
  return { localMs: Date.UTC(1899, 11, 30) + ms, zoneMinutes: null };
}

function datedTime(text: string, { format, isUsgs }: TimeGround): WrittenTime | TimeFault {
  const day = dayFirstIn(text, orderOf(format));
  if (typeof day === "string") return day;
  const midnight = midnightOf(day);
  if (midnight === null) return "unreadable";
  const time = timeOfDay(day.rest, isUsgs);
  return typeof time === "string" ? time : { localMs: midnight + time.ms, zoneMinutes: time.zoneMinutes };
}
