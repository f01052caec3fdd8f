import { z } from "zod";
import { instant, instantQuery, whole } from "./common.ts";

export const rollupQuery = z.strictObject({
  from: instantQuery.optional().describe("First instant, included; 24 hours or 30 days before `to` when absent"),
  to: instantQuery.optional().describe("Last instant, excluded; now when absent"),
  step: z.enum(["hour", "day"]).default("hour"),
  dayOffsetMinutes: z.coerce
    .number()
    .int()
    .min(-720)
    .max(840)
    .optional()
    .describe("Days begin at midnight this far ahead of UTC; 0 with +08:00 gives rain days from 08:00"),
});

export const rollupList = z
  .strictObject({
    gaugeId: z.string(),
    unit: z.string(),
    step: z.enum(["hour", "day"]),
    from: instant,
    to: instant,
    rows: z
      .array(
        z.strictObject({
          startsAt: instant,
          count: whole,
          min: z.number(),
          max: z.number(),
          mean: z.number(),
          sum: z.number(),
        }),
      )
      .describe("Oldest first; a step without an observation is absent. Only flags 1 to 3 count"),
  })
  .meta({ id: "RollupList" });
