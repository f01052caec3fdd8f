import { z } from "zod";
import type { Gauge } from "../../domain/city/city.ts";
import { properties } from "../../domain/city/property.ts";
import { dayMs, minuteMs } from "../../domain/clock.ts";
import { chanceToReach, forecast as forecastOf } from "../../series/forecast/forecast.ts";
import { forecastWindowMs } from "../../series/forecast/forecast-state.ts";
import { trendAt } from "../../series/forecast-tracker.ts";
import { duration } from "../language/duration.ts";
import { type Limit, limit } from "../language/limit.ts";
import type { ConditionAt, ObservedCondition } from "./condition.ts";
import { spanWords } from "./span-words.ts";

/** The value will reach a mark within a lead time; limits are chances, 0 to 1. */
export const forecastSchema = z.strictObject({
  kind: z.literal("forecast"),
  mark: limit.describe("What is going to be reached: a number in metres, or a gauge threshold such as warningStage"),
  within: duration
    .refine((ms) => ms >= minuteMs && ms <= dayMs, "a lead time of 1min to 24h")
    .describe("How far it looks ahead"),
});

type ForecastSpec = z.infer<typeof forecastSchema>;

/** Before it is bound to a gauge: the mark is not known. */
export function forecastCondition({ within }: ForecastSpec): ObservedCondition {
  return forecastOfMark(Number.NaN, within);
}

/** The condition at one gauge, whose thresholds say what the mark is. */
export function forecastConditionAt({ mark, within }: ForecastSpec): ConditionAt {
  return (gauge) => {
    const markM = markAt(gauge, mark);
    if (markM === null) return { ok: false, lacks: typeof mark === "object" ? mark.threshold : "" };
    return { ok: true, condition: forecastOfMark(markM, within) };
  };
}

function markAt({ thresholds }: Gauge, mark: Limit): number | null {
  if (typeof mark === "number") return mark;
  const named = Object.hasOwn(thresholds, mark.threshold) ? thresholds[mark.threshold] : undefined;
  return named === undefined ? null : named.value + mark.offset;
}

/** The signal is the chance to reach the mark in time, by docs/forecast.md; NaN while the newest value is in doubt. */
function forecastOfMark(markM: number, withinMs: number): ObservedCondition {
  const span = spanWords(withinMs);
  return {
    movedBy: "observation",
    direction: "above",
    windowMs: forecastWindowMs,
    limitWords: "numbers",
    words: { zh: `${span.zh}内将达到`, en: `to be reached within ${span.en}` },
    signalUnit: () => "chance",
    limitConversion: (property, unit) =>
      property !== undefined && properties[property].unit === "m" && (unit === undefined || unit === "chance")
        ? { scale: 1, offset: 0 }
        : null,
    signal: (at, _value, window) => chanceToReach(trendAt(window, at), markM, withinMs),
    reason: (at, _value, window) => forecastOf(trendAt(window, at), markM, withinMs)?.reason ?? null,
  };
}
