import { namedThresholds } from "../../rules/language/named-thresholds.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { GaugeContext } from "./stage-gauge.ts";

/** Thresholds that rules name at a gauge: each has to be there, with its value or as `unset`, or the rules cannot be bound. */
export function thresholdsNamedBy(rules: readonly Rule[]): GaugeContext["namedThresholds"] {
  return ({ id, kind, tags = [] }, property) => {
    const judging = rules.filter(({ applies }) => {
      if (!applies.kind.some((each) => each === kind)) return false;
      if (applies.property !== undefined && applies.property !== property) return false;
      return applies.tags?.every((tag) => tags.includes(tag)) !== false && applies.ids?.includes(id) !== false;
    });
    return [...new Set(judging.flatMap((rule) => namedThresholds(rule).map(({ threshold }) => threshold)))];
  };
}
