import { z } from "zod";
import type { Condition } from "./conditions/condition.ts";
import { rateOfRiseCondition, rateOfRiseSchema } from "./conditions/rate-of-rise.ts";
import { silenceCondition, silenceSchema } from "./conditions/silence.ts";
import { thresholdCondition, thresholdSchema } from "./conditions/threshold.ts";

/** Every condition a rule may have. A new kind is a file in conditions/ and a line in each of the two lists here. */
export const conditionSchema = z.discriminatedUnion("kind", [thresholdSchema, rateOfRiseSchema, silenceSchema]);

export type ConditionSpec = z.infer<typeof conditionSchema>;

/** Makes what judges out of what the rule file says. */
export function makeCondition(spec: ConditionSpec): Condition {
  switch (spec.kind) {
    case "threshold":
      return thresholdCondition(spec);
    case "rate-of-rise":
      return rateOfRiseCondition(spec);
    case "silence":
      return silenceCondition(spec);
  }
}
