import { z } from "zod";
import type { GaugeId } from "../../../domain/ids.ts";
import { idOf, instant, spannedQuery, whole } from "../common.ts";

/** Gauges in one chart. */
const mostGauges = 20;

export const seriesQuery = spannedQuery({
  gauges: z
    .string()
    .min(1)
    .max(4_000)
    .describe(`Ids with commas between, ${mostGauges} at most`)
    .transform((text) => text.split(","))
    .pipe(z.array(idOf<GaugeId>()).min(1).max(mostGauges)),
  points: z.coerce.number().int().min(1).max(4_000).default(600).describe("Buckets that the span is cut into"),
});

const numbers = z.array(z.number().nullable());

export const seriesAnswer = z.strictObject({
  from: instant,
  to: instant,
  bucketMs: z.number(),
  rows: z.array(
    z.strictObject({
      gaugeId: z.string(),
      unit: z.string(),
      source: z
        .enum(["observations", "rollups"])
        .describe("rollups: from hourly least and greatest, where observations would be too many"),
      at: z.array(whole).describe("Start of each bucket that holds something, ms since 1970: a gap is a gap"),
      count: z.array(whole),
      min: numbers.describe("Over judged readings; null where none was"),
      max: numbers,
      sum: numbers.describe("Over the same: of rain what fell in the bucket"),
      last: numbers.describe("Newest judged reading; null of rollups"),
      flag: numbers.describe("Worst quality flag in it; null of rollups"),
    }),
  ),
});

const horizon = z.strictObject({
  withinMs: whole,
  chance: z
    .number()
    .nullable()
    .describe("That the mark is reached in that time; null while the newest value is in doubt"),
});

export const forecastAnswer = z
  .strictObject({
    gaugeId: z.string(),
    unit: z.string(),
    issuedAt: instant.nullable().describe("Observation time of the reading it rests on; null where there is none"),
    value: z.number().nullable(),
    method: z.string(),
    spans: z
      .array(z.strictObject({ withinMs: whole, low: z.number(), high: z.number() }))
      .describe(
        "The highest in that time is expected between the two, 8 in 10; empty where it does not rise or the newest value is in doubt",
      ),
    skill: z.string().describe("Where it is said how good it is"),
    marks: z.array(
      z.strictObject({
        name: z.string().describe("Threshold of the gauge, or `number` of a rule"),
        mark: z.number(),
        isReached: z.boolean(),
        chances: z.array(horizon),
        minutes: z
          .number()
          .nullable()
          .describe("Until it is reached, if the rise goes on; null where it does not rise"),
        low: z.number().nullable(),
        high: z.number().nullable(),
        reason: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: "GaugeForecast", description: "What is expected, never what is: chances of marks that are not reached" });
