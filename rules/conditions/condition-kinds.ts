import { z } from "zod";
import { accumulationCondition, accumulationSchema } from "./accumulation.ts";
import { allCondition, allSchema } from "./all.ts";
import { anyCondition, anySchema } from "./any.ts";
import type { Condition, ConditionAt } from "./condition.ts";
import { countInAreaCondition, countInAreaSchema } from "./count-in-area.ts";
import { forecastCondition, forecastConditionAt, forecastSchema } from "./forecast.ts";
import { notCondition, notSchema } from "./not.ts";
import { peakCondition, peakSchema } from "./peak.ts";
import { rateOfRiseCondition, rateOfRiseSchema } from "./rate-of-rise.ts";
import { silenceCondition, silenceSchema } from "./silence.ts";
import { stuckCondition, stuckSchema } from "./stuck.ts";
import { thresholdCondition, thresholdSchema } from "./threshold.ts";
import { upstreamCondition, upstreamSchema } from "./upstream.ts";

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
