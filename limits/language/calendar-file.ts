import { z } from "zod";
import type { WorkingCalendar, WorkingSpan } from "../../domain/city/policies/working-calendar.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { dayNumber } from "../clocks/calendar-days.ts";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const dateText = z.string().refine(isDate, schemaTexts.date.en);

const hoursText = z.string().refine((text) => readHours(text) !== null, schemaTexts["working-hours"].en);

const holiday = z
  .strictObject({
    name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
    from: dateText.describe("First day off"),
    to: dateText.describe("Last day off"),
    makeUp: z.array(dateText).default([]).describe("Days of weekends that are worked for it"),
  })
  .refine(({ from, to }) => from <= to, schemaTexts["from-at-most-to"].en);

/** calendar.yaml: when the offices of a city work, and the holidays of each year as they are announced. */
export const calendarFile = z.strictObject({
  workingDays: z.array(z.enum(weekdays)).min(1).describe("Days of the week that are worked"),
  workingHours: z
    .array(hoursText)
    .min(1)
    .refine(isInOrder, schemaTexts["working-hours-in-order"].en)
    .describe("Spans of a working day, such as 08:00-12:00, city time"),
  years: z
    .record(
      z.string().regex(/^\d{4}$/, schemaTexts.year.en),
      z.strictObject({
        source: z.string().min(1).describe("The notice that the days are from"),
        holidays: z.array(holiday).min(1),
        note: z.string().min(1).optional(),
      }),
    )
    .default({})
    .describe(
      "Years whose holidays are known; any other is taken for plain weeks, and a limit that runs into it says so",
    ),
  isDemonstration: z.boolean().default(false).describe("True where hours are made up for demonstration"),
  note: z.string().min(1).optional().describe("For the people who keep this file; the hub ignores it"),
});

export type CalendarFile = z.infer<typeof calendarFile>;

/** The calendar as clocks count by it. */
export function calendarFrom({ workingDays, workingHours, years }: CalendarFile): WorkingCalendar {
  const holidays = Object.values(years).flatMap((year) => year.holidays);
  return {
    weekdays: new Set(workingDays.map((day) => weekdays.indexOf(day) + 1)),
    hours: workingHours.flatMap((text) => readHours(text) ?? []),
    years: new Set(Object.keys(years).map(Number)),
    holidays: new Set(holidays.flatMap(({ from, to }) => numbersFrom(from, to))),
    makeUpDays: new Set(holidays.flatMap(({ makeUp }) => makeUp.map(dayNumberOf))),
  };
}

/** Of a date as the file writes it: days since 1970-01-01. */
export function dayNumberOf(date: string): number {
  return dayNumber(Temporal.PlainDate.from(date));
}

/** Holidays longer than this are mistyped dates; the schema of a year cannot see it. */
const longestHoliday = 60;

function numbersFrom(from: string, to: string): readonly number[] {
  const first = dayNumberOf(from);
  return Array.from({ length: Math.min(dayNumberOf(to) - first + 1, longestHoliday) }, (_, index) => first + index);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

function readHours(text: string): WorkingSpan | null {
  const found = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  if (found === null) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const isTime = fromMinute < 60 && toMinute < 60 && to <= 24 * 60;
  return isTime && from < to ? { from, to } : null;
}

function isInOrder(texts: readonly string[]): boolean {
  const spans = texts.flatMap((text) => readHours(text) ?? []);
  return spans.every(({ from }, index) => index === 0 || from >= (spans[index - 1]?.to ?? 0));
}
