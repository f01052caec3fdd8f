import { z } from "zod";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import type { CombinedCondition } from "./condition.ts";
import { checkLevelLimits } from "./shared/check-level-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { levelsCondition, partsOver } from "./shared/levels-condition.ts";
import { levelLimits } from "./shared/limit-readers.ts";
import { rulesOf, termSchema } from "./shared/term.ts";

const schema = z.strictObject({
  kind: z.literal("not"),
  of: termSchema.describe("What must not hold"),
  over: partsOver,
});

/** Something that should be so is certainly not, at one station or in one area. */
export const notKind = defineCondition({
  schema,
  limits: levelLimits,
  condition: notCondition,
  check: (rule, report) => checkLevelLimits(rule, notCondition(rule.condition), report),
});

/** Holds only where every part is known: a silent gauge may be at any level. */
function notCondition({ of, over }: z.infer<typeof schema>): CombinedCondition {
  return levelsCondition({
    words: conditionTexts.not,
    term: { not: of },
    rules: rulesOf(of, ["condition", "of"]),
    partsAt: over,
  });
}
