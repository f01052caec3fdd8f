import type { City } from "../../domain/city/city.ts";
import { errorWithin } from "../../domain/city/instrument-error.ts";
import { levelOfRank } from "../../domain/city/level.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import type { BoundAlarm } from "../../rules/binding/bound-alarm.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { Mark } from "./mark.ts";

/**
 * Every mark of a city, out of its rules: the levels of conditions that say what is, thresholds and sums of rain. What says
 * how it moves or will be (rates, forecasts), and alarms made of others, have none: they warn of a mark. Rules on trial are left out.
 */
export function marksOf(city: City, rules: readonly Rule[]): readonly Mark[] {
  const keys = new Map([...city.gauges.keys()].map((id, key): [GaugeId, GaugeKey] => [id, key as GaugeKey]));
  return bindRules(rules, city, keys).alarms.flatMap((alarm) => marksOfAlarm(alarm, city));
}

function marksOfAlarm(alarm: BoundAlarm, city: City): readonly Mark[] {
  const { rule, target, limits, sign } = alarm;
  const windowMs = windowOf(alarm);
  if (windowMs === null || rule.shadow || target.kind !== "gauge") return [];
  const gauge = city.gauges.get(target.gaugeId);
  if (gauge === undefined) return [];
  return limits.levels.flatMap(({ rank, raise, reset }): Mark[] => {
    const level = levelOfRank(rank);
    if (level === null) return [];
    return [
      {
        ruleId: rule.id,
        hazard: rule.hazard,
        stationId: target.stationId,
        gaugeId: gauge.id,
        level,
        limit: sign * raise,
        reset: sign * reset,
        sign,
        windowMs,
        error: errorWithin(gauge.property, gauge.range),
        expectedIntervalMs: gauge.expectedIntervalMs,
        onDelayMs: limits.onDelayMs,
      },
    ];
  });
}

function windowOf({ rule }: BoundAlarm): number | null {
  switch (rule.condition.kind) {
    case "threshold":
      return 0;
    case "accumulation":
      return rule.condition.window;
    case "rate-of-rise":
    case "peak":
    case "forecast":
    case "silence":
    case "stuck":
    case "upstream":
    case "count-in-area":
    case "all":
    case "any":
    case "not":
      return null;
  }
}
