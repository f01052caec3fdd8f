import { z } from "zod";
import { propertyUnits } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { fill } from "../../locales/fill.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { coveredShare, enoughCovered, thinCover } from "../../series/covered-share.ts";
import { firstAfter, valueAt } from "../../series/gauge-window.ts";
import { duration } from "../language/duration.ts";
import type { ObservedCondition } from "./condition.ts";
import { checkNumbers, checkUnit, hasProperty } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbersAndThresholds } from "./shared/limit-readers.ts";
import { spanWords } from "./shared/span-words.ts";

const schema = z.strictObject({
  kind: z.literal("peak"),
  window: duration
    .refine((ms) => ms >= minuteMs && ms <= 7 * dayMs, schemaTexts["window-1min-to-7d"].en)
    .describe("Over how long the highest value counts"),
});

/** The highest value of a window: (t - window, t]. */
export const peakKind = defineCondition({
  schema,
  limits: numbersAndThresholds,
  lookBackKey: "window",
  condition: peakCondition,
  check(rule, report) {
    if (hasProperty(rule, report)) checkUnit(rule, peakCondition(rule.condition), report);
    checkNumbers(rule, "above", report);
  },
});

/** Where too little of the window is covered the peak may have been any higher: the alarm does not clear. */
function peakCondition({ window: windowMs }: z.infer<typeof schema>): ObservedCondition {
  return {
    movedBy: "observation",
    direction: "above",
    windowMs,
    comparesValue: false,
    words: fill(conditionTexts.peak, { span: spanWords(windowMs) }),
    signalUnit: (property) => propertyUnits[property],
    limitConversion: (property, unit) =>
      property === undefined || unit === undefined ? null : conversionFor(property, unit),
    signal(at, value, window) {
      const end = firstAfter(window, at);
      let highest = value;
      for (let index = firstAfter(window, at - windowMs); index < end; index++) {
        const each = valueAt(window, index);
        if (each > highest) highest = each;
      }
      return highest;
    },
    signalWithin: (span) => span,
    ceiling(at, value, window) {
      return coveredShare(window, at, windowMs) < enoughCovered
        ? Number.POSITIVE_INFINITY
        : this.signal(at, value, window);
    },
    reason: (at, _value, window) => thinCover(coveredShare(window, at, windowMs)),
  };
}
