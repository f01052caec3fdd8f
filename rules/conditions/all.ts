import { z } from "zod";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import type { CombinedCondition } from "./condition.ts";
import { checkLevelLimits } from "./shared/check-level-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { levelsCondition, partsOver } from "./shared/levels-condition.ts";
import { levelLimits } from "./shared/limit-readers.ts";
import { rulesIn, termSchema } from "./shared/term.ts";

const schema = z.strictObject({
  kind: z.literal("all"),
  of: z.array(termSchema).min(1).describe("What must hold together"),
  over: partsOver,
});

/** Other rules have all reached a level, at one station or in one area. */
export const allKind = defineCondition({
  schema,
  limits: levelLimits,
  condition: allCondition,
  check: (rule, report) => checkLevelLimits(rule, allCondition(rule.condition), report),
});

/** As grave as the mildest of its parts. */
function allCondition({ of, over }: z.infer<typeof schema>): CombinedCondition {
  return levelsCondition({
    words: conditionTexts.all,
    term: { all: of },
    rules: rulesIn(of, ["condition", "of"]),
    partsAt: over,
  });
}
