import { z } from "zod";
import { schemaTexts } from "../../locales/schemas.ts";
import { areaCodeText, idText, nameText, noteText, phoneText } from "../city-schema.ts";

const minutesOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, schemaTexts["time-of-day"].en)
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const date = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, schemaTexts.date.en)
  .refine(isDate, schemaTexts.date.en);

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const shiftEntry = z
  .strictObject({
    from: minutesOfDay.describe("When it begins, by the city's clocks"),
    to: minutesOfDay.describe("When it ends; of the day after where not later than from"),
    days: z.array(z.enum(weekdays)).min(1).optional().describe("Days on which it begins; left out: every day"),
    dates: z
      .array(date)
      .min(1)
      .optional()
      .describe("Dates on which it begins; it then stands in place of the weekly shifts of those dates"),
    first: date.optional().describe("First date on which it begins, from which the rotation is counted"),
    last: date.optional().describe("Last date on which it begins"),
    people: z.array(idText).min(1).optional().describe("Who is on duty"),
    rotation: z.array(z.array(idText).min(1)).min(2).optional().describe("Groups that take it day by day in turn"),
    deputies: z.array(idText).default([]).describe("Called after those on duty"),
    note: noteText,
  })
  .refine((shift) => shift.days === undefined || shift.dates === undefined, schemaTexts["days-or-dates"].en)
  .refine(
    (shift) => (shift.people === undefined) !== (shift.rotation === undefined),
    schemaTexts["people-or-rotation"].en,
  )
  .refine((shift) => shift.rotation === undefined || shift.first !== undefined, schemaTexts["rotation-first"].en);

const personEntry = z.strictObject({
  id: idText.describe("Once in the whole city: rungs and rosters name people by it"),
  name: nameText,
  phone: phoneText.describe("Shown where nothing else reaches the person"),
  account: z.string().min(1).optional().describe("Name of the token or account that the person signs in with"),
  channels: z.array(idText).default([]).describe("Endpoints that reach the person, the first tried first"),
  note: noteText,
});

/** One of posts.yaml: a duty post, its people, and who is on it when. */
export const postEntry = z.strictObject({
  id: idText,
  name: nameText,
  area: areaCodeText.describe("Area that the post is for"),
  people: z.array(personEntry).min(1),
  roster: z.array(shiftEntry).min(1),
  isDemonstration: z.boolean().default(false).describe("True when made up for demonstration"),
  note: noteText,
});

export type PostEntry = z.infer<typeof postEntry>;
export type ShiftEntry = z.infer<typeof shiftEntry>;

/** 1 Monday to 7 Sunday. */
export function weekdayNumber(day: (typeof weekdays)[number]): number {
  return weekdays.indexOf(day) + 1;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
