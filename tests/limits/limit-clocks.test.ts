import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorkingCalendar } from "../../domain/city/policies/working-calendar.ts";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import { limitClocks } from "../../domain/governance/time-limit.ts";
import { dayNumber, plainWeeks } from "../../limits/clocks/calendar-days.ts";
import { createLimitClocks, limitMs } from "../../limits/clocks/limit-clocks.ts";
import { readLimit } from "../../limits/grammar.ts";

const day = (date: string): number => dayNumber(Temporal.PlainDate.from(date));
const at = (text: string, zone = "Asia/Shanghai"): number =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;

/** A week of National Day 2026, with its two make-up days. */
const october: WorkingCalendar = {
  ...plainWeeks,
  years: new Set([2026]),
  holidays: new Set(["01", "02", "03", "04", "05", "06", "07"].map((date) => day(`2026-10-${date}`))),
  makeUpDays: new Set([day("2026-09-20"), day("2026-10-10")]),
};

const shanghai = createLimitClocks("Asia/Shanghai", october);

const due = (limit: string, from: string): string => {
  const read = readLimit(limit)!;
  const { at: dueAt } = shanghai.addMs(read.clock, limitMs(read), at(from));
  return Temporal.Instant.fromEpochMilliseconds(dueAt)
    .toZonedDateTimeISO("Asia/Shanghai")
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
};

describe("a time limit", () => {
  it.each([
    // 紧急工作时 runs on through the night and the holiday.
    ["2紧急工作时", "2026-10-03T23:30", "2026-10-04T01:30"],
    // Working hours 08:00-12:00 and 14:00-18:00: over noon, over night, over a weekend.
    ["4工作时", "2026-11-25T10:00", "2026-11-25T16:00"],
    ["4工作时", "2026-11-25T14:00", "2026-11-25T18:00"],
    ["4小时", "2026-11-25T17:00", "2026-11-26T11:00"],
    ["4工作时", "2026-11-27T17:00", "2026-11-30T11:00"],
    // Reported at night: counted from the morning on.
    ["1工作时", "2026-11-25T23:00", "2026-11-26T09:00"],
    // Over National Day to the make-up Saturday included.
    ["2工作日", "2026-09-30T10:00", "2026-10-09T10:00"],
    ["3天", "2026-09-30T10:00", "2026-10-10T10:00"],
    ["4工作日", "2026-09-30T10:00", "2026-10-12T10:00"],
    // A Sunday that is worked.
    ["1工作日", "2026-09-19T15:00", "2026-09-21T00:00"],
    ["8工作时", "2026-09-19T15:00", "2026-09-20T18:00"],
    // From a day off: whole working days from the next on.
    ["2工作日", "2026-11-28T15:00", "2026-12-02T00:00"],
    ["1自然日", "2026-10-01T09:00", "2026-10-02T09:00"],
    ["0.5工作日", "2026-11-25T00:00", "2026-11-25T12:00"],
  ])("%s from %s is due at %s", (limit, from, to) => {
    expect(due(limit, from)).toBe(to);
  });

  it("says which year it took for plain weeks where the calendar ends", () => {
    const from = at("2026-12-31T17:00");
    expect(shanghai.addMs("working-hours", 3 * hourMs, from)).toEqual({
      at: at("2027-01-01T10:00"),
      assumedYear: 2027,
    });
    expect(shanghai.addMs("working-hours", hourMs, from)).toEqual({ at: at("2026-12-31T18:00"), assumedYear: null });
    expect(shanghai.addMs("calendar-days", 3 * dayMs, from).assumedYear).toBeNull();
    expect(shanghai.elapsed("working-days", from, at("2027-01-04T00:00")).assumedYear).toBe(2027);
  });

  it.each(["2", "2 weeks", "0工作日", "-1工作时", "1001天", "两工作时", "2紧急工作时 ", " 2 working-hours"])(
    "reads %j or refuses it",
    (text) => {
      const isLimit = text.includes("紧急") || text.includes("hours");
      expect(readLimit(text) !== null).toBe(isLimit);
    },
  );
});

/** Zones whose clocks change, one by half an hour, one that changes at midnight, one without. */
const zones = [
  "Asia/Shanghai",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Santiago",
] as const;
const calendars = zones.map((zone) => ({ zone, clocks: createLimitClocks(zone, october) }));
const anyClocks = fc.constantFrom(...calendars);
const anyClock = fc.constantFrom(...limitClocks);
/** Two years around the calendar's, ms. */
const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 5, 1) });
const length = fc.integer({ min: 0, max: 20 * dayMs });

describe("in any zone and clock", () => {
  it("no earlier start is due later", () => {
    fc.assert(
      fc.property(anyClocks, anyClock, moment, length, length, ({ clocks }, clock, from, later, ms) => {
        const [first, second] = [clocks.addMs(clock, ms, from).at, clocks.addMs(clock, ms, from + later).at];
        expect(second).toBeGreaterThanOrEqual(first);
        expect(first).toBeGreaterThanOrEqual(from);
      }),
    );
  });

  it("two limits one after the other are their sum", () => {
    fc.assert(
      fc.property(anyClocks, anyClock, moment, length, length, ({ clocks }, clock, from, a, b) => {
        const inTwo = clocks.addMs(clock, b, clocks.addMs(clock, a, from).at).at;
        // Where clocks change, a day of 23 or 25 hours is one day: its milliseconds are rounded.
        expect(Math.abs(inTwo - clocks.addMs(clock, a + b, from).at)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("what was added has passed, and spans add up", () => {
    fc.assert(
      fc.property(anyClocks, anyClock, moment, length, length, ({ clocks }, clock, from, ms, more) => {
        const { at: to } = clocks.addMs(clock, ms, from);
        expect(Math.abs(clocks.elapsed(clock, from, to).ms - ms)).toBeLessThanOrEqual(2);
        const whole = clocks.elapsed(clock, from, to + more).ms;
        expect(whole).toBe(clocks.elapsed(clock, from, to).ms + clocks.elapsed(clock, to, to + more).ms);
      }),
    );
  });

  it("counts working minutes as a minute-by-minute count does", () => {
    fc.assert(
      fc.property(anyClocks, moment, fc.integer({ min: 0, max: 4 * 24 * 60 }), ({ zone, clocks }, start, minutes) => {
        const from = Math.floor(start / minuteMs) * minuteMs;
        let worked = 0;
        for (let minute = 0; minute < minutes; minute++) worked += Number(isWorking(from + minute * minuteMs, zone));
        expect(clocks.elapsed("working-hours", from, from + minutes * minuteMs).ms).toBe(worked * minuteMs);
      }),
      { numRuns: 25 },
    );
  });
});

function isWorking(moment: number, zone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const date = local.toPlainDate();
  const number = dayNumber(date);
  const isWeekday = date.dayOfWeek <= 5 && !october.holidays.has(number);
  if (!isWeekday && !october.makeUpDays.has(number)) return false;
  const { hour } = local;
  return (hour >= 8 && hour < 12) || (hour >= 14 && hour < 18);
}
