import type { WorkingCalendar } from "../../domain/city/policies/working-calendar.ts";
import { dayMs, hourMs } from "../../domain/clock.ts";
import type { LimitClock, TimeLimit } from "../../domain/governance/time-limit.ts";
import { CalendarDays, type CityDay, type Piece } from "./calendar-days.ts";

/** A moment that was counted to. */
export interface CountedTo {
  /** ms since 1970 */
  readonly at: number;
  /** The first year on the way that the calendar says nothing of; null for none. */
  readonly assumedYear: number | null;
}

/** How much of a clock passed. */
export interface Counted {
  /** In that clock, ms; of clocks of days 86,400,000 a day. */
  readonly ms: number;
  readonly assumedYear: number | null;
}

/** Counts time limits in each of their clocks. Pure: the same city and calendar, the same answers. */
export interface LimitClocks {
  /**
   * The moment at which `ms` of a clock will have passed since `from`: the earliest where that clock then stands still, such
   * as the end of Friday and not the start of Monday.
   */
  addMs(clock: LimitClock, ms: number, from: number): CountedTo;
  /** How much of a clock passes from one moment to a later one; 0 where `to` is no later. */
  elapsed(clock: LimitClock, from: number, to: number): Counted;
}

/** @param zone IANA name of the city's zone */
export function createLimitClocks(zone: string, calendar: WorkingCalendar): LimitClocks {
  const days = new CalendarDays(zone, calendar);
  return {
    addMs: (clock, ms, from) =>
      clock === "urgent-hours" ? { at: from + ms, assumedYear: null } : advance(days, clock, ms, from),
    elapsed: (clock, from, to) =>
      clock === "urgent-hours" || to <= from
        ? { ms: Math.max(0, to - from), assumedYear: null }
        : passed(days, clock, from, to),
  };
}

/** What a limit is in its clock, ms; of clocks of days 86,400,000 a day. */
export function limitMs({ clock, amount }: TimeLimit): number {
  return Math.round(amount * (clock === "urgent-hours" || clock === "working-hours" ? hourMs : dayMs));
}

type CountedClock = Exclude<LimitClock, "urgent-hours">;

/** Days walked at most: some clock that never runs must not run for ever. */
const mostDays = 36_525;

function advance(days: CalendarDays, clock: CountedClock, ms: number, from: number): CountedTo {
  let left = ms;
  let assumedYear: number | null = null;
  const first = days.numberAt(from);
  if (left <= 0) return { at: from, assumedYear };
  for (let number = first; number < first + mostDays; number++) {
    const day = days.day(number);
    assumedYear ??= assumedIn(day, clock);
    for (const piece of piecesOf(day, clock)) {
      const before = countedAt(piece, from);
      if (left <= piece.counts - before) return { at: instantIn(piece, before + left), assumedYear };
      left -= piece.counts - before;
    }
  }
  return { at: Number.MAX_SAFE_INTEGER, assumedYear };
}

function passed(days: CalendarDays, clock: CountedClock, from: number, to: number): Counted {
  let ms = 0;
  let assumedYear: number | null = null;
  const last = days.numberAt(to);
  for (let number = days.numberAt(from); number <= last; number++) {
    const day = days.day(number);
    assumedYear ??= assumedIn(day, clock);
    for (const piece of piecesOf(day, clock)) ms += countedAt(piece, to) - countedAt(piece, from);
  }
  return { ms, assumedYear };
}

function piecesOf(day: CityDay, clock: CountedClock): readonly Piece[] {
  switch (clock) {
    case "working-hours":
      return day.workingHours;
    case "working-days":
      return day.isWorked ? day.whole : [];
    case "calendar-days":
      return day.whole;
  }
}

function assumedIn({ assumedYear }: CityDay, clock: CountedClock): number | null {
  return clock === "calendar-days" ? null : assumedYear;
}

/** How much of a piece is over at a moment, in its clock. */
function countedAt({ startAt, endAt, counts }: Piece, at: number): number {
  if (at <= startAt) return 0;
  if (at >= endAt) return counts;
  return Math.round(((at - startAt) * counts) / (endAt - startAt));
}

function instantIn({ startAt, endAt, counts }: Piece, counted: number): number {
  return startAt + Math.round((counted * (endAt - startAt)) / counts);
}
