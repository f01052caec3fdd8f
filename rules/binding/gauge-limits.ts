import { type Level, levels } from "../../domain/city/level.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import type { Condition } from "../conditions/condition.ts";
import type { RunningAlarm } from "../engine/running-alarm.ts";
import { adviceOf } from "./alarm-words.ts";

/**
 * Limits to draw beside the values of their gauges, in the mode the city is in. Only those of rules that compare the
 * value itself: a limit of a rise or a sum is another unit. Rules on trial act on nothing and are left out.
 */
export function gaugeLimits(alarms: readonly RunningAlarm[]): readonly GaugeLimits[] {
  return alarms.flatMap(({ bound, limits }) => {
    const { rule, target, condition, sign } = bound;
    if (!comparesValue(condition) || target.kind !== "gauge" || rule.shadow) return [];
    const raiseAt = limits.levels.map(({ rank, raise }) => [levels[rank - 1] as Level, sign * raise] as const);
    const advice = raiseAt.map(([level]) => [level, adviceOf(bound, level)] as const);
    return [
      {
        ruleId: rule.id,
        gaugeId: target.gaugeId,
        direction: condition.direction,
        raiseAt: Object.fromEntries(raiseAt),
        advice: Object.fromEntries(advice),
        isDemonstration: rule.isDemonstration,
      },
    ];
  });
}

function comparesValue(condition: Condition): boolean {
  return condition.movedBy !== "alarms" && condition.comparesValue;
}
