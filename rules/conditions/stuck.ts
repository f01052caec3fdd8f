import { z } from "zod";
import type { Conversion } from "../../domain/city/conversions.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import { ruleMistakeTexts } from "../../locales/rules/mistakes.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { firstAfter, timeAt, valueAt } from "../../series/gauge-window.ts";
import { duration } from "../language/duration.ts";
import type { ObservedCondition } from "./condition.ts";
import { checkNumbers, checkRaises, checkUnit, hasProperty } from "./shared/check-limits.ts";
import { defineCondition } from "./shared/condition-kind.ts";
import { numbers } from "./shared/limit-readers.ts";

const schema = z.strictObject({
  kind: z.literal("stuck"),
  tolerance: z
    .number()
    .min(0, schemaTexts.tolerance.en)
    .describe("Highest less lowest value that still counts as one value, in the property's own unit"),
  above: z
    .number()
    .optional()
    .describe("Only values above this count, in the property's own unit; 0 leaves a dry gauge alone"),
  window: duration
    .refine((ms) => ms >= minuteMs && ms <= 7 * dayMs, schemaTexts["window-1min-to-7d"].en)
    .describe("How far back it looks; no limit may be longer"),
});

const minutesIn: Readonly<Record<string, number>> = { min: 1, h: 60, d: 24 * 60 };

/** The value stays within a tolerance though water moves; limits say for how long. */
export const stuckKind = defineCondition({
  schema,
  limits: numbers,
  lookBackKey: "window",
  condition: stuckCondition,
  check(rule, report) {
    const condition = stuckCondition(rule.condition);
    if (hasProperty(rule, report)) checkUnit(rule, condition, report, ruleMistakeTexts["unit.of-time"]);
    checkNumbers(rule, "above", report);
    const { scale } = timeConversion(rule.unit) ?? { scale: 1 };
    const isFit = (raise: number): boolean => raise > 0 && raise * scale * minuteMs <= rule.condition.window;
    checkRaises(rule, { isFit, wanted: ruleMistakeTexts["raise.within-window"] }, report);
  },
});

/**
 * The signal is for how many minutes the value has now stayed within the tolerance without a gap. Over a gap it may
 * have moved unseen, so it is counted from there.
 */
function stuckCondition({ tolerance, above, window: windowMs }: z.infer<typeof schema>): ObservedCondition {
  return {
    movedBy: "observation",
    direction: "above",
    windowMs,
    comparesValue: false,
    words: conditionTexts.stuck,
    signalUnit: () => "min",
    limitConversion: (property, unit) => (property === undefined ? null : timeConversion(unit)),
    signal(at, value, window) {
      const { holdGapMs } = window;
      const first = firstAfter(window, at - windowMs - 1);
      let lowest = value;
      let highest = value;
      let since = at;
      if (above !== undefined && value <= above) return 0;
      for (let index = firstAfter(window, at) - 1; index >= first; index--) {
        const each = valueAt(window, index);
        const time = timeAt(window, index);
        if (since - time > holdGapMs || (above !== undefined && each <= above)) break;
        lowest = Math.min(lowest, each);
        highest = Math.max(highest, each);
        if (highest - lowest > tolerance + rounding) break;
        since = time;
      }
      return (at - since) / minuteMs;
    },
  };
}

/** From a unit of time to minutes; null for no such unit. */
function timeConversion(unit: string | undefined): Conversion | null {
  const scale = unit !== undefined && Object.hasOwn(minutesIn, unit) ? minutesIn[unit] : undefined;
  return scale === undefined ? null : { scale, offset: 0 };
}

/** Conversions between units leave a last digit in doubt. */
const rounding = 1e-9;
