import { z } from "zod";
import { dayMs, hourMs, minuteMs } from "../domain/clock.ts";

/** Which alarm transitions are notified, and which are held. */
export const suppressionSettings = z.strictObject({
  flapRaises: z
    .number()
    .int()
    .min(1)
    .default(3)
    .describe(
      "An alarm that is raised more often than this within flapWindowMs, or longer where its rule has delays, is unstable: it stays up, marked",
    ),
  flapWindowMs: z
    .number()
    .int()
    .min(1000)
    .default(30 * minuteMs)
    .meta({ unit: "ms" })
    .describe(
      "Least time in which raises are counted, and in which an unstable alarm must keep still to be stable again; both follow the delays of its rule",
    ),
  returnIntervals: z
    .number()
    .min(0)
    .default(3)
    .describe(
      "Once a silent device or gateway is heard again, its other gauges have so many expected intervals to follow",
    ),
  maxSilenceMs: z
    .number()
    .int()
    .min(minuteMs)
    .default(dayMs)
    .meta({ unit: "ms" })
    .describe("Longest silence; whoever needs more must think again and make another"),
  remindBeforeMs: z
    .number()
    .int()
    .min(0)
    .default(30 * minuteMs)
    .meta({ unit: "ms" })
    .describe("How long before its end a silence is announced to end; half its length where that is shorter"),
  maxMaintenanceMs: z
    .number()
    .int()
    .min(minuteMs)
    .default(72 * hourMs)
    .meta({ unit: "ms" })
    .describe("Longest maintenance of a device"),
});

export type SuppressionSettings = z.infer<typeof suppressionSettings>;
