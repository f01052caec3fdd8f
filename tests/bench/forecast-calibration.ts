import { forecastRule } from "../../backtest/skill/baselines.ts";
import { minuteMs } from "../../domain/clock.ts";
import { chanceToReach, forecast } from "../../series/forecast/forecast.ts";
import { type ForecastState, stepForecast } from "../../series/forecast/forecast-state.ts";
import type { SkillTrial } from "./skill-trials.ts";

/** Whether chances were chances and bands held: over every value below the mark, not over alerts. */
export interface Calibration {
  /** By fifths of the chance: values, and how many were followed by the mark within the look-ahead. */
  readonly said: readonly number[];
  readonly came: readonly number[];
  /** Values with a chance over the raise limit whose mark came within the look-ahead, and those it came to in the band. */
  readonly banded: number;
  readonly inBand: number;
}

/** A chance below this is no statement: still water would fill the first fifth with truths. */
const leastChance = 0.05;

export function calibrate(trials: readonly SkillTrial[]): Calibration {
  const said = [0, 0, 0, 0, 0];
  const came = [0, 0, 0, 0, 0];
  let banded = 0;
  let inBand = 0;
  const { withinMs, raise } = forecastRule;
  for (const { series, markM } of trials) {
    const { times, valuesM } = series;
    const nextAt = nextCrossings(times, valuesM, markM);
    let state: ForecastState | null = null;
    for (let index = 0; index < times.length; index++) {
      const at = times[index] as number;
      state = stepForecast(state, at, valuesM[index] as number);
      const chance = chanceToReach(state, markM, withinMs);
      if (!(chance >= leastChance) || nextAt[index] === at) continue;
      const waitMs = (nextAt[index] as number) - at;
      const fifth = Math.min(4, Math.floor(chance * 5));
      said[fifth] = (said[fifth] as number) + 1;
      if (waitMs > withinMs) continue;
      came[fifth] = (came[fifth] as number) + 1;
      const answer = chance >= raise ? forecast(state, markM, withinMs) : null;
      if (answer === null) continue;
      banded += 1;
      const waitMin = waitMs / minuteMs;
      if (waitMin >= answer.low && waitMin <= answer.high) inBand += 1;
    }
  }
  return { said, came, banded, inBand };
}

/** For each observation, when the mark is next reached: its own time at or above the mark, Infinity when never again. */
function nextCrossings(times: Float64Array, valuesM: Float64Array, markM: number): Float64Array {
  const nextAt = new Float64Array(times.length);
  let next = Number.POSITIVE_INFINITY;
  for (let index = times.length - 1; index >= 0; index--) {
    if ((valuesM[index] as number) >= markM - 1e-9) next = times[index] as number;
    nextAt[index] = next;
  }
  return nextAt;
}
