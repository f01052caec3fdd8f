import { z } from "zod";
import { hazards } from "../../domain/city/hazard.ts";
import { levels } from "../../domain/city/level.ts";
import { properties } from "../../domain/city/property.ts";

export const bilingualText = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: "BilingualText" });

export const level = z
  .enum(levels)
  .meta({ id: "Level", description: "Mildest first: blue IV, yellow III, orange II, red I" });

export const hazard = z.enum(hazards).meta({ id: "Hazard" });

export const property = z.enum(properties as [(typeof properties)[number]]).meta({ id: "Property" });

/** A count or a sequence number. */
export const whole = z.int().min(0);

/** An instant in an answer. */
export const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ id: "Instant", description: "ISO 8601 in UTC with milliseconds, such as 2026-07-20T08:00:00.000Z" });

const earliestMs = 0;
const latestMs = Date.UTC(2200, 0, 1);

/** An instant in a query: ISO 8601 with a zone; milliseconds since 1970 once read. */
export const instantQuery = z.iso
  .datetime({ offset: true })
  .describe("ISO 8601 with a zone; a plus sign is written %2B. Between 1970 and 2200")
  .transform((text) => Date.parse(text))
  .refine((ms) => ms >= earliestMs && ms < latestMs, {
    params: { wanted: { zh: "1970 年至 2200 年之间的时刻", en: "an instant between 1970 and 2200" } },
  });

/** An id in a path or query, given its brand; whether it exists the route finds out. */
export function idOf<Branded extends string>() {
  return z
    .string()
    .min(1)
    .max(200)
    .transform((text) => text as Branded);
}

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe("Rows in one page"),
  before: z.string().min(1).max(250).optional().describe("`next` of the page before; absent for the newest rows"),
};

/** A page of rows, newest first. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    rows: z.array(row),
    next: z.string().nullable().describe("Goes back in as `before`; null at the end"),
  });
}

export const noQuery = z.strictObject({});
