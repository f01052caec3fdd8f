import { z } from "zod";
import { levelOfRank } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import type { CombinedCondition } from "./condition.ts";
import { checkLevelLimits } from "./shared/check-level-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { levelLimits } from "./shared/limit-readers.ts";
import { ruleName } from "./shared/term.ts";
import { tallyLevels } from "./shared/worst-levels.ts";

const schema = z.strictObject({
  kind: z.literal("upstream"),
  rule: ruleName,
});

/** A station upstream has reached a level of a rule; the water is on its way. */
export const upstreamKind = defineCondition({
  schema,
  limits: levelLimits,
  condition: upstreamCondition,
  check: (rule, report) => checkLevelLimits(rule, upstreamCondition(rule.condition), report),
});

/**
 * Raised at once, so that the travel time is time to act, and held for the travel time after it is over upstream: only
 * then has the end of the flood come by. Links and travel times stand at the stations.
 */
function upstreamCondition({ rule }: z.infer<typeof schema>): CombinedCondition {
  return {
    movedBy: "alarms",
    direction: "above",
    words: conditionTexts.upstream,
    unit: "level",
    limitConversion: (_property, unit) => (unit === undefined ? { scale: 1, offset: 0 } : null),
    rules: [{ rule, path: ["condition", "rule"] }],
    partsAt: "upstream",
    countedBy: "gauges",
    lookBackMs: 0,
    tally: () => tallyLevels((levels) => levels.of(0)),
    reason(parts) {
      const gravest = parts.toSorted((a, b) => b.low - a.low || a.part.lookBackMs - b.part.lookBackMs)[0];
      const level = levelOfRank(gravest?.low ?? 0);
      if (gravest === undefined || level === null) return null;
      const { placeName, lookBackMs } = gravest.part;
      const minutes = Math.round(lookBackMs / minuteMs);
      return fill(conditionTexts["upstream.reached"], { place: placeName, level: levelNames[level], minutes });
    },
  };
}
