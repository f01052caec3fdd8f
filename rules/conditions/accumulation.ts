import { z } from "zod";
import { propertyUnits } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { fill } from "../../locales/fill.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import { ruleMistakeTexts } from "../../locales/rules/mistakes.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { coveredShare, enoughCovered, thinCover } from "../../series/covered-share.ts";
import { sumOf } from "../../series/running-sum.ts";
import { duration } from "../language/duration.ts";
import type { ObservedCondition } from "./condition.ts";
import { checkNumbers, checkUnit, hasProperty } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbers } from "./shared/limit-readers.ts";
import { spanWords } from "./shared/span-words.ts";

const schema = z.strictObject({
  kind: z.literal("accumulation"),
  window: duration
    .refine((ms) => ms >= minuteMs && ms <= 7 * dayMs, schemaTexts["window-1min-to-7d"].en)
    .describe("Over how long the rain is added up, such as 1h, 3h, 6h, 12h, 24h"),
});

/** What has fallen over a window: the sum of the readings in (t - window, t]. */
export const accumulationKind = defineCondition({
  schema,
  limits: numbers,
  lookBackKey: "window",
  condition: accumulationCondition,
  check(rule, report) {
    const { property } = rule.applies;
    if (hasProperty(rule, report)) {
      if (property === "rain") checkUnit(rule, accumulationCondition(rule.condition), report);
      else report({ path: ["applies", "property"], wanted: ruleMistakeTexts["property.rain"], got: property });
    }
    checkNumbers(rule, "above", report);
  },
});

/**
 * Rain is kept as what fell since the reading before, so the sum of what came in is what fell at least. Where too little
 * of the window is covered it may have been any more than that: the alarm rises on what is known and never clears.
 */
function accumulationCondition({ window: windowMs }: z.infer<typeof schema>): ObservedCondition {
  return {
    movedBy: "observation",
    direction: "above",
    windowMs,
    comparesValue: false,
    words: fill(conditionTexts.accumulation, { span: spanWords(windowMs) }),
    signalUnit: (property) => propertyUnits[property],
    // Nothing else is kept as an amount since the reading before.
    limitConversion: (property, unit) =>
      property !== "rain" || unit === undefined ? null : conversionFor(property, unit),
    signal: (at, _value, window) => sumOf(window, at, windowMs),
    ceiling: (at, _value, window) =>
      coveredShare(window, at, windowMs) < enoughCovered ? Number.POSITIVE_INFINITY : sumOf(window, at, windowMs),
    reason: (at, _value, window) => thinCover(coveredShare(window, at, windowMs)),
  };
}
