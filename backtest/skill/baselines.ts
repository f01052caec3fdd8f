import { hourMs, minuteMs } from "../../domain/clock.ts";
import { chanceToReach } from "../../series/forecast/forecast.ts";
import { type ForecastState, stepForecast } from "../../series/forecast/forecast-state.ts";
import type { Baseline } from "./baseline.ts";

/** One gauge and the marks it is judged by, metres. */
export interface Marks {
  readonly markM: number;
  /** The next lower mark, or the mark less half a metre. */
  readonly lowerMarkM: number;
}

/** The settings of the forecast in every table of docs/skill.md, whatever the gauge. */
export const forecastRule = { withinMs: 6 * hourMs, raise: 0.5, reset: 0.2, offDelayMs: hourMs } as const;

export function forecastBaseline({ markM }: Marks): Baseline {
  const { withinMs, ...limits } = forecastRule;
  return {
    ...limits,
    start() {
      let state: ForecastState | null = null;
      return (at, value) => {
        state = stepForecast(state, at, value);
        return chanceToReach(state, markM, withinMs);
      };
    },
  };
}

/** Alerts while the next lower mark is reached. */
export function lowerMarkBaseline({ lowerMarkM }: Marks, offDelayMs: number): Baseline {
  return { raise: lowerMarkM, reset: lowerMarkM, offDelayMs, start: () => (_at, value) => value };
}

const straightLineMs = 30 * minuteMs;

/** Alerts while the line through the first and last value of the past 30 min reaches the mark within `withinMs`. */
export function straightLineBaseline({ markM }: Marks, withinMs: number, offDelayMs: number): Baseline {
  return {
    raise: 1,
    reset: 1,
    offDelayMs,
    start() {
      const past: { at: number; value: number }[] = [];
      return (at, value) => {
        past.push({ at, value });
        while ((past[0]?.at ?? at) < at - straightLineMs) past.shift();
        const first = past[0] ?? { at, value };
        const reachedM = at === first.at ? value : value + ((value - first.value) / (at - first.at)) * withinMs;
        return value >= markM || reachedM >= markM ? 1 : 0;
      };
    },
  };
}
