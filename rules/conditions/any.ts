import { z } from "zod";
import { gravityOf, partsInWords, rulesIn, termSchema } from "../term.ts";
import { over } from "./all.ts";
import type { CombinedCondition } from "./condition.ts";

/** One of several rules has reached a level, at one station or in one area. */
export const anySchema = z.strictObject({
  kind: z.literal("any"),
  of: z.array(termSchema).min(1).describe("What may hold"),
  over,
});

/** As grave as the gravest of its parts. */
export function anyCondition({ of, over: partsAt }: z.infer<typeof anySchema>): CombinedCondition {
  const rules = rulesIn(of, ["condition", "of"]);
  return {
    movedBy: "alarms",
    direction: "above",
    limitWords: "levels",
    words: { zh: "任一项", en: "any of several" },
    unit: "level",
    limitConversion: (_property, unit) => (unit === undefined ? { scale: 1, offset: 0 } : null),
    rules,
    partsAt,
    countedBy: "gauges",
    lookBackMs: 0,
    signal: (levels) => gravityOf({ any: of }, levels),
    reason: (levels) => partsInWords(rules, levels),
  };
}
