import { z } from "zod";
import { accumulationCondition, accumulationSchema } from "./conditions/accumulation.ts";
import { allCondition, allSchema } from "./conditions/all.ts";
import { anyCondition, anySchema } from "./conditions/any.ts";
import type { Condition, ConditionAt } from "./conditions/condition.ts";
import { countInAreaCondition, countInAreaSchema } from "./conditions/count-in-area.ts";
import { forecastCondition, forecastConditionAt, forecastSchema } from "./conditions/forecast.ts";
import { notCondition, notSchema } from "./conditions/not.ts";
import { peakCondition, peakSchema } from "./conditions/peak.ts";
import { rateOfRiseCondition, rateOfRiseSchema } from "./conditions/rate-of-rise.ts";
import { silenceCondition, silenceSchema } from "./conditions/silence.ts";
import { stuckCondition, stuckSchema } from "./conditions/stuck.ts";
import { thresholdCondition, thresholdSchema } from "./conditions/threshold.ts";
import { upstreamCondition, upstreamSchema } from "./conditions/upstream.ts";

/** Every condition a rule may have. A new kind is a file in conditions/ and a line in each of the two lists here. */
export const conditionSchema = z.discriminatedUnion("kind", [
  thresholdSchema,
  rateOfRiseSchema,
  accumulationSchema,
  peakSchema,
  silenceSchema,
  stuckSchema,
  forecastSchema,
  countInAreaSchema,
  upstreamSchema,
  allSchema,
  anySchema,
  notSchema,
]);

export type ConditionSpec = z.infer<typeof conditionSchema>;

/** Makes what judges out of what the rule file says. */
export function makeCondition(spec: ConditionSpec): Condition {
  switch (spec.kind) {
    case "threshold":
      return thresholdCondition(spec);
    case "rate-of-rise":
      return rateOfRiseCondition(spec);
    case "accumulation":
      return accumulationCondition(spec);
    case "peak":
      return peakCondition(spec);
    case "silence":
      return silenceCondition(spec);
    case "stuck":
      return stuckCondition(spec);
    case "forecast":
      return forecastCondition(spec);
    case "count-in-area":
      return countInAreaCondition(spec);
    case "upstream":
      return upstreamCondition(spec);
    case "all":
      return allCondition(spec);
    case "any":
      return anyCondition(spec);
    case "not":
      return notCondition(spec);
  }
}

/** For a kind that is not the same at every gauge: what makes it at one. Null for all others. */
export function conditionAt(spec: ConditionSpec): ConditionAt | null {
  return spec.kind === "forecast" ? forecastConditionAt(spec) : null;
}
