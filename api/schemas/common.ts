import { z } from "zod";
import { hazards } from "../../domain/city/hazard.ts";
import { levels } from "../../domain/city/level.ts";
import { properties } from "../../domain/city/property.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { readInstant } from "../../domain/time/read-instant.ts";
import { wantedTexts } from "../../locales/api.ts";
import { fill } from "../../locales/fill.ts";
import { person } from "./classed.ts";

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

/** An instant that is sent: ISO 8601 with a zone, or milliseconds since 1970; milliseconds since 1970 once read. */
export const instantQuery = z
  .string()
  .max(60)
  .describe("ISO 8601 with a zone (a plus sign is written %2B) or milliseconds since 1970. Between 1970 and 2200")
  .transform((text, context) => {
    const at = readInstant(text);
    if (at !== null) return at;
    context.addIssue({ code: "custom", params: { wanted: wantedTexts.instant } });
    return z.NEVER;
  });

/** The span of a list. */
const spanQuery = {
  from: instantQuery.optional().describe("First instant of the list, included; from the beginning when absent"),
  to: instantQuery.optional().describe("Last instant of the list, excluded; up to now when absent"),
};

/** In which form a list is given out. */
export const formQuery = {
  format: z
    .enum(["json", "csv"])
    .optional()
    .describe("csv: all rows of the span, as the Accept header text/csv asks for too"),
  bom: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("true: CSV begins with a byte order mark, by which spreadsheets know UTF-8"),
};

/** A query whose answer may be narrowed to a span. */
export function spannedQuery<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, ...spanQuery }).superRefine(beginsBeforeItsEnd);
}

/** A query of a span that has both ends. */
export const wholeSpanQuery = z
  .strictObject({
    from: instantQuery.describe("First instant, included"),
    to: instantQuery.describe("Last instant, excluded"),
  })
  .superRefine(beginsBeforeItsEnd);

function beginsBeforeItsEnd(
  { from, to }: { readonly from?: unknown; readonly to?: unknown },
  context: z.RefinementCtx,
): void {
  if (typeof from !== "number" || typeof to !== "number" || from < to) return;
  const wanted = fill(wantedTexts["before-to"], { to: isoInstant(to) });
  context.addIssue({ code: "custom", path: ["from"], params: { wanted } });
}

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

/** The query of a list that may be narrowed to a span and given out whole as CSV. */
export function listQuery<Shape extends z.ZodRawShape>(shape: Shape) {
  return spannedQuery({ ...shape, ...formQuery });
}

/** Pages of a list that may be given out whole as CSV. */
export const listPageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe("Rows in one page, 100 when absent; of CSV the most rows, all when absent"),
  before: pageQuery.before,
};

/** Rows in a page of a list where nothing is said. */
export const usualLimit = 100;

/** A page of rows, newest first. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    rows: z.array(row),
    next: z.string().nullable().describe("Goes back in as `before`; null at the end"),
  });
}

export const noQuery = z.strictObject({});

export const entryCaller = z
  .strictObject({
    kind: z.enum(["account", "token"]),
    id: person(z.string()),
    name: person(z.string()).describe("As it was called at that time"),
  })
  .meta({
    id: "EntryCaller",
    description:
      "Who the hub knows to have made the call; absent for what the hub or its command line entered, and in what old releases kept",
  });
