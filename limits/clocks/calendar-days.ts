import type { WorkingCalendar } from "../../domain/city/policies/working-calendar.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";

/** A span of real time, and how much of a clock passes in it, ms. */
export interface Piece {
  readonly startAt: number;
  readonly endAt: number;
  readonly counts: number;
}

/** A day of the city, midnight to midnight. */
export interface CityDay {
  /** The whole day, always 86,400,000 ms of a clock that counts days: a day on which clocks change is one day. */
  readonly whole: readonly [Piece];
  /** Its working hours; empty on a day off. */
  readonly workingHours: readonly Piece[];
  readonly isWorked: boolean;
  /** Its year where the calendar says nothing of that year: a plain week is assumed. Null where it is known. */
  readonly assumedYear: number | null;
}

/** Days kept: some years of them; a limit and its cases walk the same weeks again and again. */
const keptDays = 4_096;

const mondayToFriday: ReadonlySet<number> = new Set([1, 2, 3, 4, 5]);

/** A city without a calendar: weeks of five days, eight hours each. */
export const plainWeeks: WorkingCalendar = {
  weekdays: mondayToFriday,
  hours: [
    { from: 8 * 60, to: 12 * 60 },
    { from: 14 * 60, to: 18 * 60 },
  ],
  years: new Set(),
  holidays: new Set(),
  makeUpDays: new Set(),
};

/** The days of a city by number: days since 1970-01-01 in its zone. */
export class CalendarDays {
  readonly #zone: string;
  readonly #calendar: WorkingCalendar;
  readonly #starts = new Map<number, number>();
  readonly #days = new Map<number, CityDay>();

  /** @param zone IANA name */
  constructor(zone: string, calendar: WorkingCalendar) {
    this.#zone = zone;
    this.#calendar = calendar;
  }

  /** Number of the day that an instant falls on; midnight is the next day's. */
  numberAt(at: number): number {
    let day = Math.floor(at / dayMs);
    while (this.#startOf(day) > at) day -= 1;
    while (this.#startOf(day + 1) <= at) day += 1;
    return day;
  }

  day(number: number): CityDay {
    const known = this.#days.get(number);
    if (known !== undefined) return known;
    const made = this.#make(number);
    if (this.#days.size >= keptDays) this.#days.clear();
    this.#days.set(number, made);
    return made;
  }

  #make(number: number): CityDay {
    const { years, hours } = this.#calendar;
    const date = dateOf(number);
    const isWorked = this.#isWorked(number, date.dayOfWeek);
    const [startAt, endAt] = [this.#startOf(number), this.#startOf(number + 1)];
    return {
      whole: [{ startAt, endAt, counts: dayMs }],
      workingHours: isWorked ? hours.map(({ from, to }) => this.#span(date, from, to)) : [],
      isWorked,
      assumedYear: years.has(date.year) ? null : date.year,
    };
  }

  #isWorked(number: number, dayOfWeek: number): boolean {
    const { weekdays, holidays, makeUpDays } = this.#calendar;
    if (makeUpDays.has(number)) return true;
    return weekdays.has(dayOfWeek) && !holidays.has(number);
  }

  #span(date: Temporal.PlainDate, from: number, to: number): Piece {
    const [startAt, endAt] = [this.#atMinute(date, from), this.#atMinute(date, to)];
    return { startAt, endAt, counts: endAt - startAt };
  }

  /** @param minute after midnight, 1,440 for the end of the day */
  #atMinute(date: Temporal.PlainDate, minute: number): number {
    if (minute * minuteMs >= dayMs) return this.#startOf(dayNumber(date) + 1);
    const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
    return date.toZonedDateTime({ timeZone: this.#zone, plainTime }).epochMilliseconds;
  }

  #startOf(number: number): number {
    const known = this.#starts.get(number);
    if (known !== undefined) return known;
    const at = dateOf(number).toZonedDateTime(this.#zone).epochMilliseconds;
    if (this.#starts.size >= keptDays) this.#starts.clear();
    this.#starts.set(number, at);
    return at;
  }
}

const epoch = Temporal.PlainDate.from("1970-01-01");

/** Days since 1970-01-01. */
export function dayNumber(date: Temporal.PlainDate): number {
  return epoch.until(date, { largestUnit: "day" }).days;
}

function dateOf(number: number): Temporal.PlainDate {
  return epoch.add({ days: number });
}
