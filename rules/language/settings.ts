import { z } from "zod";

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
  latenessLimitMs: z
    .number()
    .int()
    .min(0)
    .max(3600000)
    .default(600000)
    .meta({ unit: "ms" })
    .describe(
      "A reading so much older than the newest of its gauge is still put in its place, as if it had come in order; an older one completes windows and moves no alarm. 0 puts none",
    ),
  holdGapIntervals: z
    .number()
    .min(1)
    .default(3)
    .describe(
      "A gap of more than so many expected intervals restarts on-delay and off-delay: nobody saw the level hold",
    ),
  activateOnSave: z
    .boolean()
    .default(true)
    .describe(
      "Whether rule files saved in the city folder go live within a second or two. If not, they are a draft that a second person approves",
    ),
});

export type RulesSettings = z.infer<typeof rulesSettings>;
