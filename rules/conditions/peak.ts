import { z } from "zod";
import { properties } from "../../domain/city/property.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { coveredShare, enoughCovered, thinCover } from "../../series/covered-share.ts";
import { firstAfter, valueAt } from "../../series/gauge-window.ts";
import { duration } from "../language/duration.ts";
import type { ObservedCondition } from "./condition.ts";
import { spanWords } from "./span-words.ts";

/** The highest value of a window: (t - window, t]. */
export const peakSchema = z.strictObject({
  kind: z.literal("peak"),
  window: duration
    .refine((ms) => ms >= minuteMs && ms <= 7 * dayMs, "a window of 1min to 7d")
    .describe("Over how long the highest value counts"),
});

/** Where too little of the window is covered the peak may have been any higher: the alarm does not clear. */
export function peakCondition({ window: windowMs }: z.infer<typeof peakSchema>): ObservedCondition {
  const span = spanWords(windowMs);
  return {
    movedBy: "observation",
    direction: "above",
    windowMs,
    limitWords: "numbers-and-names",
    words: { zh: `${span.zh}最高值`, en: `highest of ${span.en}` },
    signalUnit: (property) => properties[property].unit,
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
    ceiling(at, value, window) {
      return coveredShare(window, at, windowMs) < enoughCovered
        ? Number.POSITIVE_INFINITY
        : this.signal(at, value, window);
    },
    reason: (at, _value, window) => thinCover(coveredShare(window, at, windowMs)),
  };
}
