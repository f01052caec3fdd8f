import { z } from "zod";
import { noiseSettings } from "./noise/settings.ts";
import { watchSettings } from "./watch/settings.ts";

export const rulesSettings = z.strictObject({
  lateAfterMs: z
    .number()
    .int()
    .min(1000)
    .default(900000)
    .meta({ unit: "ms" })
    .describe(
      "A transition learnt of later than this after it happened is marked late and pages nobody. 0 is not allowed: late is never live",
    ),
  holdGapIntervals: z
    .number()
    .min(1)
    .default(3)
    .describe(
      "A gap of more than so many expected intervals restarts on-delay and off-delay: nobody saw the level hold",
    ),
});

export type RulesSettings = z.infer<typeof rulesSettings>;
  watch: watchSettings.prefault({}).describe("Which gauges are believed"),
  noise: noiseSettings.prefault({}).describe("How much of what alarms do is told"),
