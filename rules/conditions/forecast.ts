import { z } from "zod";
import { type Property, propertyUnits } from "../../domain/city/property.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { fill } from "../../locales/fill.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import { ruleMistakeTexts } from "../../locales/rules/mistakes.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { chanceToReach, forecast as forecastOf } from "../../series/forecast/forecast.ts";
import { forecastWindowMs } from "../../series/forecast/forecast-state.ts";
import { trendAt } from "../../series/forecast-tracker.ts";
import { duration } from "../language/duration.ts";
import { type ThresholdLimit, thresholdLimit, writtenLimit } from "../language/limit.ts";
import type { ConditionAt, ObservedCondition, ThresholdInCondition } from "./condition.ts";
import { checkNumbers, checkRaises, checkUnit, hasProperty } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbers } from "./shared/limit-readers.ts";
import { spanWords } from "./shared/span-words.ts";

const schema = z.strictObject({
  kind: z.literal("forecast"),
  mark: writtenLimit
    .transform(thresholdLimit)
    .describe("What is going to be reached: a number in metres, or a gauge threshold such as warningStage"),
  within: duration
    .refine((ms) => ms >= minuteMs && ms <= dayMs, schemaTexts["lead-time"].en)
    .describe("How far it looks ahead"),
});

type Spec = z.infer<typeof schema>;

/** The value will reach a mark within a lead time; limits are chances, 0 to 1. */
export const forecastKind = defineCondition({
  schema,
  limits: numbers,
  // No key shortens its look-back: that is what the trend needs, whatever the lead time.
  condition: ({ within }) => forecastOfMark(Number.NaN, within),
  conditionAt,
  thresholds: ({ mark }) => (typeof mark === "object" ? [asMark(mark)] : []),
  check(rule, report) {
    const { property } = rule.applies;
    if (hasProperty(rule, report)) {
      if (!isWater(property)) {
        report({ path: ["applies", "property"], wanted: ruleMistakeTexts["property.water"], got: property });
      } else {
        const condition = forecastOfMark(Number.NaN, rule.condition.within);
        checkUnit(rule, condition, report, ruleMistakeTexts["unit.chance"]);
      }
    }
    checkNumbers(rule, "above", report);
    checkRaises(rule, { isFit: (raise) => raise > 0 && raise <= 1, wanted: ruleMistakeTexts["raise.chance"] }, report);
  },
});

/** The condition at one gauge, whose thresholds say what the mark is. */
function conditionAt({ mark, within }: Spec): ConditionAt {
  return ({ thresholds }) => {
    if (typeof mark === "number") return { ok: true, condition: forecastOfMark(mark, within) };
    const named = Object.hasOwn(thresholds, mark.threshold) ? thresholds[mark.threshold] : undefined;
    if (named === undefined) return { ok: false, lacks: asMark(mark) };
    return { ok: true, condition: forecastOfMark(named.value + mark.offset, within) };
  };
}

function asMark({ threshold }: ThresholdLimit): ThresholdInCondition {
  return { path: ["mark"], threshold };
}

function isWater(property: Property | undefined): boolean {
  return property !== undefined && propertyUnits[property] === "m";
}

/** The signal is the chance to reach the mark in time, by docs/forecast.md; NaN while the newest value is in doubt. */
function forecastOfMark(markM: number, withinMs: number): ObservedCondition {
  return {
    movedBy: "observation",
    direction: "above",
    windowMs: forecastWindowMs,
    comparesValue: false,
    words: fill(conditionTexts.forecast, { span: spanWords(withinMs) }),
    signalUnit: () => "chance",
    limitConversion: (property, unit) =>
      isWater(property) && (unit === undefined || unit === "chance") ? { scale: 1, offset: 0 } : null,
    signal: (at, _value, window) => chanceToReach(trendAt(window, at), markM, withinMs),
    reason: (at, _value, window) => forecastOf(trendAt(window, at), markM, withinMs)?.reason ?? null,
  };
}
