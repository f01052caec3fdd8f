import { z } from "zod";
import { propertyUnits } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import type { ObservedCondition } from "./condition.ts";
import { checkNumbers, checkUnit, hasProperty } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbersAndThresholds } from "./shared/limit-readers.ts";

const schema = z.strictObject({
  kind: z.literal("threshold"),
  direction: z.enum(["above", "below"]).default("above").describe("Whether rising or falling to a limit raises"),
});

/** The value itself reaches a limit; `below` is for what must not run short, such as oxygen. */
export const thresholdKind = defineCondition({
  schema,
  limits: numbersAndThresholds,
  condition: thresholdCondition,
  check(rule, report) {
    const { condition } = rule;
    if (hasProperty(rule, report)) checkUnit(rule, thresholdCondition(condition), report);
    checkNumbers(rule, condition.direction, report);
  },
});

function thresholdCondition({ direction }: z.infer<typeof schema>): ObservedCondition {
  return {
    movedBy: "observation",
    direction,
    windowMs: 0,
    comparesValue: true,
    words: conditionTexts.threshold,
    signalUnit: (property) => propertyUnits[property],
    limitConversion: (property, unit) =>
      property === undefined || unit === undefined ? null : conversionFor(property, unit),
    signal: (_at, value) => value,
    signalWithin: (span) => span,
  };
}
