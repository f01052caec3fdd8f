import { z } from "zod";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import type { CombinedCondition } from "./condition.ts";
import { checkLevelLimits } from "./shared/check-level-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { levelsCondition, partsOver } from "./shared/levels-condition.ts";
import { levelLimits } from "./shared/limit-readers.ts";
import { rulesIn, termSchema } from "./shared/term.ts";

const schema = z.strictObject({
  kind: z.literal("any"),
  of: z.array(termSchema).min(1).describe("What may hold"),
  over: partsOver,
});

/** One of several rules has reached a level, at one station or in one area. */
export const anyKind = defineCondition({
  schema,
  limits: levelLimits,
  condition: anyCondition,
  check: (rule, report) => checkLevelLimits(rule, anyCondition(rule.condition), report),
});

/** As grave as the gravest of its parts. */
function anyCondition({ of, over }: z.infer<typeof schema>): CombinedCondition {
  return levelsCondition({
    words: conditionTexts.any,
    term: { any: of },
    rules: rulesIn(of, ["condition", "of"]),
    partsAt: over,
  });
}
