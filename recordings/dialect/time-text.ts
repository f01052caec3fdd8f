import { parseDeviceTime } from "../../ingest/codecs/device-time.ts";
import { abbreviatedZoneMinutes, offsetMinutes } from "./zones.ts";

/** In which order day, month and year stand where numbers alone do not say; `excel`: days since 1899-12-30. */
export const dateFormats = ["ymd", "dmy", "mdy", "excel"] as const;

export type DateFormat = (typeof dateFormats)[number];

/**
 * Why a time could not be read.
 *
 * - `unreadable`: it is no time
 * - `no_zone`: it is right but for its zone
 * - `date_order`: day and month may change places
 * - `short_year`: its year has two digits
 * - `serial`: a number that may be a spreadsheet's date
 * - `unknown_zone`: its zone is letters that mean several zones, or none
 * - `no_such_time`: clocks in its zone never showed it
 */
export type TimeFault =
  | "unreadable"
  | "no_zone"
  | "date_order"
  | "short_year"
  | "serial"
  | "unknown_zone"
  | "no_such_time";

/** A time as it is written. */
export interface WrittenTime {
  /** What it shows, as ms since 1970 of the same reading in UTC. */
  readonly localMs: number;
  /** Minutes east of UTC where it names its zone; null where it does not. */
  readonly zoneMinutes: number | null;
}

/** What the reader of times knows beforehand. */
export interface TimeGround {
  /** Null where the file does not say. */
  readonly format: DateFormat | null;
  /** True where abbreviations of zones are those of the USGS. */
  readonly isUsgs: boolean;
}

/**
 * Reads a time as agencies write it: ISO 8601, `20/07/2026 16:04`, `20.07.2026 16:04`, `7/20/2026 4:04 PM`,
 * `20-Jul-2026 1604`, `2026年7月20日16时04分`, `202607201604`, Unix seconds and milliseconds, the day numbers of
 * spreadsheets where `format` says so. `24:00` is midnight at the end of the day. With dots the day stands first.
 */
export function readWrittenTime(text: string, ground: TimeGround): WrittenTime | TimeFault {
  const plain = text.normalize("NFKC").replaceAll(/\s+/g, " ").trim();
  if (ground.format === "excel") return serialTime(plain);
  return unixTime(plain) ?? datedTime(plain, ground);
}

/** Unix seconds or milliseconds; 12 digits that make a date and a time are those. */
function unixTime(text: string): WrittenTime | null {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return { localMs: Number(text) * 1000, zoneMinutes: 0 };
  if (/^\d{13}$/.test(text)) return { localMs: Number(text), zoneMinutes: 0 };
  if (/^\d{12}$/.test(text) && !/^(19|20|21)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])([01]\d|2[0-4])[0-5]\d$/.test(text)) {
    return { localMs: Number(text), zoneMinutes: 0 };
  }
  return null;
}

const dayMs = 86_400_000;

/** @see ECMA-376 18.17.4.1, the 1900 date system */
function serialTime(text: string): WrittenTime | TimeFault {
  if (!/^\d{4,6}([.,]\d+)?$/.test(text)) return "unreadable";
  // A float of days holds a second only after rounding.
  const ms = Math.round(Number(text.replace(",", ".")) * 86_400) * 1000;
  return { localMs: Date.UTC(1899, 11, 30) + ms, zoneMinutes: null };
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** What stands behind the day: the time, and the zone perhaps. */
  readonly rest: string;
}

function datedTime(text: string, { format, isUsgs }: TimeGround): WrittenTime | TimeFault {
  const day = dayFirstIn(text, format);
  if (typeof day === "string") return day;
  const { year, month, day: dayOfMonth, rest } = day;
  const midnight = parseDeviceTime(`${four(year)}-${two(month)}-${two(dayOfMonth)}T00:00Z`);
  if (typeof midnight !== "number") return "unreadable";
  const time = timeOfDay(rest, isUsgs);
  return typeof time === "string" ? time : { localMs: midnight + time.ms, zoneMinutes: time.zoneMinutes };
}

/** The day that a time begins with. */
function dayFirstIn(text: string, format: DateFormat | null): Day | TimeFault {
  return yearFirst(text) ?? numbersFirst(text, format) ?? namedMonth(text) ?? notADay(text);
}

/** A number of five digits may be a day since 1899-12-30, if somebody says so. */
function notADay(text: string): TimeFault {
  return /^[2-6]\d{4}([.,]\d+)?$/.test(text) ? "serial" : "unreadable";
}

function yearFirst(text: string): Day | null {
  const marked = /^(\d{4})\s?([-/.\u5e74])\s?(\d{1,2})\s?[-/.\u6708]\s?(\d{1,2})(?!\d)\u65e5?(.*)$/s.exec(text);
  if (marked !== null) return dayOf(marked[1], marked[3], marked[4], marked[5]);
  const run = /^(\d{4})(\d\d)(\d\d)(?:$|[T _]?(\d{2,6}\b.*)$|([T _].*)$)/s.exec(text);
  return run === null ? null : dayOf(run[1], run[2], run[3], run[4] ?? run[5] ?? "");
}

function numbersFirst(text: string, format: DateFormat | null): Day | TimeFault | null {
  const found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?!\d)(.*)$/s.exec(text);
  if (found === null) return null;
  const [, first = "", mark, second = "", year = "", rest = ""] = found;
  if (year.length === 2 && format === "ymd") return dayOf(`20${first.padStart(2, "0")}`, second, year, rest);
  const order = mark === "." ? (format ?? "dmy") : format;
  if (year.length === 2 && format === null) return "short_year";
  if (order === null) return "date_order";
  const full = year.length === 2 ? `20${year}` : year;
  if (order === "dmy") return dayOf(full, second, first, rest);
  return order === "mdy" ? dayOf(full, first, second, rest) : "unreadable";
}

/** First three letters of the months, in English, German, French and Spanish; `jui` is told apart by its fourth. */
const months: Readonly<Record<string, number>> = {
  jan: 1,
  ene: 1,
  feb: 2,
  "f\u00e9v": 2,
  fev: 2,
  mar: 3,
  "m\u00e4r": 3,
  apr: 4,
  avr: 4,
  abr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  juin: 6,
  jul: 7,
  juil: 7,
  aug: 8,
  "ao\u00fb": 8,
  aou: 8,
  ago: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  "d\u00e9c": 12,
  dez: 12,
  dic: 12,
};

function monthNumber(word: string): number | null {
  const letters = word.toLowerCase();
  const number = months[letters.slice(0, 3)] ?? months[letters.slice(0, 4)];
  return number ?? null;
}

/** `20-Jul-2026`, `20JUL2026`, `Jul 20, 2026`, `2026-Jul-20`, a name of the day before it. */
function namedMonth(text: string): Day | null {
  const plain = text.replace(/^[A-Za-z]{2,9}[.,]? (?=\d)/, "");
  const dayFirst = /^(\d{1,2})[-. /]{0,2}(\p{L}{3,9})[-., /]{0,2}(\d{4})(?!\d)(.*)$/su.exec(plain);
  if (dayFirst !== null) return namedDay(dayFirst[3], dayFirst[2], dayFirst[1], dayFirst[4]);
  const monthFirst = /^(\p{L}{3,9})[. -]{1,2}(\d{1,2}),? ?(\d{4})(?!\d)(.*)$/su.exec(text);
  if (monthFirst !== null) return namedDay(monthFirst[3], monthFirst[1], monthFirst[2], monthFirst[4]);
  const yearFirst = /^(\d{4})[- /](\p{L}{3,9})[- /](\d{1,2})(?!\d)(.*)$/su.exec(plain);
  return yearFirst === null ? null : namedDay(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4]);
}

function namedDay(year = "", word = "", day = "", rest = ""): Day | null {
  const month = monthNumber(word);
  return month === null ? null : dayOf(year, String(month), day, rest);
}

function dayOf(year = "", month = "", day = "", rest = ""): Day {
  return { year: Number(year), month: Number(month), day: Number(day), rest };
}

interface TimeOfDay {
  readonly ms: number;
  readonly zoneMinutes: number | null;
}

const clockTime =
  /^(\u4e0a\u5348|\u4e0b\u5348)? ?(\d{1,2})(?:[:.\u65f6\u70b9\u6642](\d\d)?(?:[:.\u5206](\d\d)(?:[.,](\d{1,9}))?\u79d2?|\u5206)?)? ?(a\.?m\.?|p\.?m\.?)? ?(?:Uhr|h)? ?(.*)$/is;
const digitTime = /^(\d{1,2})(\d\d)(\d\d)?(?!\d)()() ?(.*)$/s;

/** The time behind a day, and its zone; midnight where there is none. */
function timeOfDay(text: string, isUsgs: boolean): TimeOfDay | TimeFault {
  const plain = text.replace(/^(T|[ ,_-])+(?=\S)/i, "").trim();
  if (plain === "") return { ms: 0, zoneMinutes: null };
  const run = digitTime.exec(plain);
  const [, before = "", hour = "", minute = "0", second = "0", part = "", half = "", zone = ""] =
    run === null ? (clockTime.exec(plain) ?? []) : ["", "", run[1], run[2], run[3], "", "", run[6]];
  const hours = hourOf(Number(hour), `${before}${half}`.toLowerCase());
  if (hour === "" || hours === null) return "unreadable";
  const ms = msOfDay({ hours, minutes: Number(minute), seconds: Number(second) });
  if (ms === null) return "unreadable";
  const fraction = Number(`0.${part.slice(0, 3) || "0"}`) * 1000;
  const zoneMinutes = zone === "" ? null : zoneMinutesOf(zone, isUsgs);
  return typeof zoneMinutes === "string" ? zoneMinutes : { ms: ms + Math.round(fraction), zoneMinutes };
}

/** An hour of 0 to 24; null when it is none. */
function hourOf(hour: number, half: string): number | null {
  if (half === "") return hour <= 24 ? hour : null;
  if (hour > 12) return null;
  const isAfternoon = half.startsWith("p") || half === "\u4e0b\u5348";
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function msOfDay(time: { readonly hours: number; readonly minutes: number; readonly seconds: number }): number | null {
  const { hours, minutes, seconds } = time;
  if (hours === 24) return minutes === 0 && seconds === 0 ? dayMs : null;
  // A leap second is the first moment of the next minute.
  if (minutes > 59 || seconds > (minutes === 59 ? 60 : 59)) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function zoneMinutesOf(text: string, isUsgs: boolean): number | TimeFault {
  const minutes = abbreviatedZoneMinutes(text, isUsgs) ?? offsetMinutes(text.replaceAll(" ", ""));
  if (minutes !== null) return minutes;
  return /^[A-Za-z]{1,5}$/.test(text) ? "unknown_zone" : "unreadable";
}

/** What the numbers of a written date say of its order; null for a date of another shape, or with a short year, which proves nothing. */
export function orderEvidence(text: string): "dmy" | "mdy" | "either" | null {
  const found = /^\s*(\d{1,2})([-/])(\d{1,2})\2\d{4}(?!\d)/.exec(text);
  if (found === null) return null;
  const first = Number(found[1]);
  const second = Number(found[3]);
  if (first > 12 && second <= 12) return "dmy";
  return second > 12 && first <= 12 ? "mdy" : "either";
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function four(number: number): string {
  return String(number).padStart(4, "0");
}
