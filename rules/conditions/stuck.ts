import { z } from "zod";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { firstAfter, timeAt, valueAt } from "../../series/gauge-window.ts";
import { duration } from "../language/duration.ts";
import type { ObservedCondition } from "./condition.ts";

/** The value stays within a tolerance though water moves; limits say for how long. */
export const stuckSchema = z.strictObject({
  kind: z.literal("stuck"),
  tolerance: z
    .number()
    .min(0, "a tolerance of 0 or more")
    .describe("Highest less lowest value that still counts as one value, in the property's own unit"),
  above: z
    .number()
    .optional()
    .describe("Only values above this count, in the property's own unit; 0 leaves a dry gauge alone"),
  window: duration
    .refine((ms) => ms >= minuteMs && ms <= 7 * dayMs, "a window of 1min to 7d")
    .describe("How far back it looks; no limit may be longer"),
});

const minutesIn: Readonly<Record<string, number>> = { min: 1, h: 60, d: 24 * 60 };

/**
 * The signal is for how many minutes the value has now stayed within the tolerance without a gap. Over a gap nobody saw
 * it move or not, so it is counted from there.
 */
export function stuckCondition({ tolerance, above, window: windowMs }: z.infer<typeof stuckSchema>): ObservedCondition {
  return {
    movedBy: "observation",
    direction: "above",
    windowMs,
    limitWords: "numbers",
    words: { zh: "数值不变", en: "value does not move" },
    signalUnit: () => "min",
    limitConversion(property, unit) {
      const scale = unit !== undefined && Object.hasOwn(minutesIn, unit) ? minutesIn[unit] : undefined;
      return property === undefined || scale === undefined ? null : { scale, offset: 0 };
    },
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

/** Conversions between units leave a last digit in doubt. */
const rounding = 1e-9;
