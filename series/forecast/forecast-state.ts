import { risingWater } from "./rising-water.ts";
import { stepTrend, type Trend, trendFrom } from "./trend.ts";

/**
 * All the forecast remembers of one gauge: under 1 KB as JSON. Time is cut into runs of 12 h; a trend is begun afresh in
 * each and serves until the end of the next. The state is therefore a function of the observations of this run and the
 * one before alone, whatever came earlier, and `forecastStateFrom` makes the very same one from the journal.
 */
export interface ForecastState {
  readonly run: number;
  /** Begun in the run before this one, or in this one when the gauge said nothing then. */
  readonly trend: Trend;
  /** Begun in this run; used from the next on. */
  readonly nextTrend: Trend;
}

/** How much of a gauge's past a forecast can depend on, ms. */
export const forecastWindowMs = 2 * risingWater.runMs;

/**
 * Takes in one observation. Pure.
 *
 * @param state null before the first one
 * @param at newer than any before it, ms; an older one, or the same again, changes nothing
 * @param valueM stage or depth, metres
 */
export function stepForecast(state: ForecastState | null, at: number, valueM: number): ForecastState {
  const run = Math.floor(at / risingWater.runMs);
  if (state === null || run > state.run + 1) {
    const trend = trendFrom(at, valueM);
    return { run, trend, nextTrend: trend };
  }
  if (at <= state.trend.at) return state;
  if (run > state.run) {
    return { run, trend: stepTrend(state.nextTrend, at, valueM), nextTrend: trendFrom(at, valueM) };
  }
  const trend = stepTrend(state.trend, at, valueM);
  const isOne = state.nextTrend === state.trend;
  return { run, trend, nextTrend: isOne ? trend : stepTrend(state.nextTrend, at, valueM) };
}

/**
 * The state after the last of these observations, the same to the last bit as by `stepForecast` from the beginning of
 * time.
 *
 * @param times oldest first; all of the last `forecastWindowMs` must be there, older ones may be
 * @param first index to begin at, as in a `GaugeWindow`
 */
export function forecastStateFrom(
  times: ArrayLike<number>,
  valuesM: ArrayLike<number>,
  first = 0,
): ForecastState | null {
  const firstRun = Math.floor((times[times.length - 1] ?? 0) / risingWater.runMs) - 1;
  let state: ForecastState | null = null;
  for (let index = first; index < times.length; index++) {
    const at = times[index] as number;
    if (at >= firstRun * risingWater.runMs) state = stepForecast(state, at, valuesM[index] as number);
  }
  return state;
}
