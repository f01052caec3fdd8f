import { z } from "zod";
import { propertyUnits } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { fill } from "../../locales/fill.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { firstAtOrAfter, timeAt, valueAt } from "../../series/gauge-window.ts";
import { duration } from "../language/duration.ts";
import type { ObservedCondition } from "./condition.ts";
import { checkNumbers, checkUnit, hasProperty } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbers } from "./shared/limit-readers.ts";

const schema = z.strictObject({
  kind: z.literal("rate-of-rise"),
  direction: z.enum(["above", "below"]).default("above").describe("above: rises this fast; below: falls this fast"),
  window: duration
    .refine((ms) => ms >= minuteMs, schemaTexts["window-from-1min"].en)
    .describe("Over how long the rise is measured"),
});

/** How fast the value rises, or falls, over a window. Limits are per hour; a fall has negative limits. */
export const rateOfRiseKind = defineCondition({
  schema,
  limits: numbers,
  lookBackKey: "window",
  condition: rateOfRiseCondition,
  check(rule, report) {
    const { condition } = rule;
    if (hasProperty(rule, report)) checkUnit(rule, rateOfRiseCondition(condition), report);
    checkNumbers(rule, condition.direction, report);
  },
});

/**
 * The signal is (newest - oldest) / time between them, where oldest is the first observation at or after the window's
 * start. The two must lie at least half the window apart, so that two readings a few seconds apart, or the first ones
 * after a gap, say nothing.
 */
function rateOfRiseCondition({ direction, window: windowMs }: z.infer<typeof schema>): ObservedCondition {
  const minutes = windowMs / minuteMs;
  return {
    movedBy: "observation",
    direction,
    windowMs,
    comparesValue: false,
    words: fill(direction === "above" ? conditionTexts.rise : conditionTexts.fall, { minutes }),
    signalUnit: (property) => `${propertyUnits[property]}/h`,
    limitConversion(property, unit) {
      if (property === undefined || unit === undefined) return null;
      const conversion = conversionFor(property, unit.replace(/\/h$/, "")) ?? conversionFor(property, unit);
      // A difference has no zero point to shift.
      return conversion === null ? null : { scale: conversion.scale, offset: 0 };
    },
    signal(at, value, window) {
      const oldest = firstAtOrAfter(window, at - windowMs);
      if (oldest === window.end) return Number.NaN;
      const apartMs = at - timeAt(window, oldest);
      if (apartMs < windowMs / 2) return Number.NaN;
      return ((value - valueAt(window, oldest)) / apartMs) * hourMs;
    },
    signalWithin({ min, max }) {
      const fastest = ((max - min) / (windowMs / 2)) * hourMs;
      return { min: -fastest, max: fastest };
    },
  };
}
