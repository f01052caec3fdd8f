import { z } from "zod";
import { gravityOf, partsInWords, rulesOf, termSchema } from "../term.ts";
import { over } from "./all.ts";
import type { CombinedCondition } from "./condition.ts";

/** Something that should be so is certainly not, at one station or in one area. */
export const notSchema = z.strictObject({
  kind: z.literal("not"),
  of: termSchema.describe("What must not hold"),
  over,
});

/** Holds only where every part is known: a gauge that says nothing proves nothing. */
export function notCondition({ of, over: partsAt }: z.infer<typeof notSchema>): CombinedCondition {
  const rules = rulesOf(of, ["condition", "of"]);
  return {
    movedBy: "alarms",
    direction: "above",
    limitWords: "levels",
    words: { zh: "未出现", en: "missing" },
    unit: "level",
    limitConversion: (_property, unit) => (unit === undefined ? { scale: 1, offset: 0 } : null),
    rules,
    partsAt,
    countedBy: "gauges",
    lookBackMs: 0,
    signal: (levels) => gravityOf({ not: of }, levels),
    reason: (levels) => partsInWords(rules, levels),
  };
}
