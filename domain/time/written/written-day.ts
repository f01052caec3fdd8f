import { dayMs } from "../../clock.ts";
import { parseIsoTime } from "../iso-time.ts";
import type { DateOrder } from "./date-formats.ts";
import type { TimeFault } from "./time-fault.ts";

/** A day as it is written, which may be none of any calendar. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** What stands behind the day: the time, and the zone perhaps. */
  readonly rest: string;
}

/** The day that a time begins with. */
export function dayFirstIn(text: string, order: DateOrder | null): Day | TimeFault {
  return yearFirst(text) ?? countedDay(text) ?? numbersFirst(text, order) ?? namedMonth(text) ?? notADay(text);
}

/** A number of five digits may be a day since 1899-12-30, if somebody says so. */
function notADay(text: string): TimeFault {
  return /^[2-6]\d{4}([.,]\d+)?$/.test(text) ? "serial" : "unreadable";
}

function yearFirst(text: string): Day | null {
  const marked = /^(\d{4})\s?([-/.\u5e74])\s?(\d{1,2})\s?[-/.\u6708]\s?(\d{1,2})(?!\d)\u65e5?(.*)$/s.exec(text);
  if (marked !== null) return dayOf(marked[1], marked[3], marked[4], marked[5]);
  const run = /^(\d{4})(\d\d)(\d\d)(?:$|[Tt _]?(\d{2,6}(?!\d).*)$|([Tt _].*)$)/s.exec(text);
  return run === null ? null : dayOf(run[1], run[2], run[3], run[4] ?? run[5] ?? "");
}

/** ISO 8601's day of a year, `2026-201`, and day of a week, `2026-W30-1`; with a time behind it. */
function countedDay(text: string): Day | null {
  const [, year = "", day = "", rest = ""] = /^(\d{4})-?(\d{3})(?=[Tt ])(.*)$/s.exec(text) ?? [];
  if (day !== "") return dayAfter(Date.UTC(Number(year), 0, 0), Number(day), { year, rest });
  const [, weekYear = "", week = "", weekday = "", behind = ""] =
    /^(\d{4})-?W(\d\d)-?([1-7])(?=[Tt ])(.*)$/s.exec(text) ?? [];
  if (week === "") return null;
  // The week of 4 January is the first.
  const fourth = Date.UTC(Number(weekYear), 0, 4);
  const mondayBefore = -((new Date(fourth).getUTCDay() + 6) % 7) + (Number(week) - 1) * 7;
  const thursday = new Date(fourth + (mondayBefore + 3) * dayMs);
  const isWeek = thursday.getUTCFullYear() === Number(weekYear);
  return isWeek ? dayAfter(fourth, mondayBefore + Number(weekday) - 1, { rest: behind }) : dayOf();
}

/** So many days after one; none of any calendar where it has to be of a year and is not. */
function dayAfter(from: number, days: number, { year, rest }: { readonly year?: string; readonly rest: string }): Day {
  const found = new Date(from + days * dayMs);
  if (year !== undefined && (days === 0 || found.getUTCFullYear() !== Number(year))) return dayOf();
  return { year: found.getUTCFullYear(), month: found.getUTCMonth() + 1, day: found.getUTCDate(), rest };
}

function numbersFirst(text: string, said: DateOrder | null): Day | TimeFault | null {
  const found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?!\d)(.*)$/s.exec(text);
  if (found === null) return null;
  const [, first = "", mark, second = "", year = "", rest = ""] = found;
  if (year.length === 2 && said === "ymd") return dayOf(`20${first.padStart(2, "0")}`, second, year, rest);
  const order = mark === "." ? (said ?? "dmy") : said;
  if (year.length === 2 && said === null) return "short_year";
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

/** A name of the day before a name of the month. */
const weekdayBefore = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* (?=\p{L})/iu;

/** `20-Jul-2026`, `20JUL2026`, `Jul 20, 2026`, `2026-Jul-20`, `Jul 20 16:04:00 UTC 2026`, a name of the day before it. */
function namedMonth(text: string): Day | null {
  const plain = text.replace(/^[A-Za-z]{2,9}[.,]? (?=\d)/, "").replace(weekdayBefore, "");
  const dayFirst = /^(\d{1,2})[-. /]{0,2}(\p{L}{3,9})[-., /]{0,2}(\d{4})(?!\d)(.*)$/su.exec(plain);
  if (dayFirst !== null) return namedDay(dayFirst[3], dayFirst[2], dayFirst[1], dayFirst[4]);
  const monthFirst = /^(\p{L}{3,9})[. -]{1,2}(\d{1,2}),? ?(\d{4})(?!\d)(.*)$/su.exec(plain);
  if (monthFirst !== null) return namedDay(monthFirst[3], monthFirst[1], monthFirst[2], monthFirst[4]);
  const yearLast = /^(\p{L}{3}) (\d{1,2}) (\d\d:\d\d:\d\d(?: [-+:\w]{1,9})?) (\d{4})$/u.exec(plain);
  if (yearLast !== null) return namedDay(yearLast[4], yearLast[1], yearLast[2], ` ${yearLast[3]}`);
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

/** What the numbers of a written date say of its order; null for a date of another shape, or with a short year, which proves nothing. */
export function orderEvidence(text: string): "dmy" | "mdy" | "either" | null {
  const found = /^\s*(\d{1,2})([-/])(\d{1,2})\2\d{4}(?!\d)/.exec(text);
  if (found === null) return null;
  const first = Number(found[1]);
  const second = Number(found[3]);
  if (first > 12 && second <= 12) return "dmy";
  return second > 12 && first <= 12 ? "mdy" : "either";
}

/** Midnight of a day in UTC, ms since 1970; null where no calendar has it. */
export function midnightOf({ year, month, day }: Omit<Day, "rest">): number | null {
  const midnight = parseIsoTime(`${four(year)}-${two(month)}-${two(day)}T00:00Z`);
  return typeof midnight === "number" ? midnight : null;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function four(number: number): string {
  return String(number).padStart(4, "0");
}
