import { minuteMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { forecastReason } from "./forecast-reason.ts";
import type { ForecastState } from "./forecast-state.ts";
import { risingWater } from "./rising-water.ts";
import { riseOf } from "./trend.ts";

/** When the water will reach a mark, if it goes on to reach it. */
export interface Forecast {
  readonly minutes: number;
  /** A band, not a promise; docs/skill.md counts how often it held. */
  readonly low: number;
  readonly high: number;
  /** From 0 to 1, see `chanceToReach`. */
  readonly probability: number;
  readonly reason: BilingualText;
}

/**
 * Minutes until the gauge reaches a mark, with a band and a reason in words.
 *
 * @param markM same datum as the observations, metres
 * @param withinMs how far the rule looks ahead
 * @returns null when it is there already, is not rising, or the newest value is in doubt
 */
export function forecast(state: ForecastState, markM: number, withinMs: number): Forecast | null {
  const { trend } = state;
  const rise = riseOf(trend);
  const toGoM = markM - trend.valueM;
  if (trend.isDoubtful || toGoM <= 0 || rise.nowM <= 0) return null;
  const probability = chanceToReach(state, markM, withinMs);
  // The faster of the two: a lull in a long rise is not its end. Both lag behind a young rise, and young rises slow down.
  const rateMPerMs = Math.max(rise.nowM / risingWater.nowMs, rise.shortM / risingWater.shortMs);
  const minutes = toGoM / rateMPerMs / minuteMs;
  const estimate = {
    minutes,
    low: minutes * risingWater.lowPerMinute,
    high: minutes * risingWater.highPerMinute,
    probability,
  };
  return { ...estimate, reason: forecastReason(trend, { toGoM, ...estimate }) };
}

/**
 * The number an alarm compares: the chance, from 0 to 1, that the gauge reaches the mark within `withinMs`. The rise so
 * far is held against what is still missing, as if rises of water had no size of their own: near the truth on rivers,
 * too sure of itself on streets and small streams.
 *
 * @returns 1 at the mark or above it; NaN when the newest value stepped up out of nothing: whether it is a flood or a spike, the next one shows
 * @see docs/forecast.md for the equations and their source
 */
export function chanceToReach({ trend }: ForecastState, markM: number, withinMs: number): number {
  const toGoM = markM - trend.valueM;
  if (toGoM <= 0) return 1;
  if (trend.isDoubtful) return Number.NaN;
  const rise = riseOf(trend);
  if (rise.longM <= 0) return 0;
  const { smallestRiseM, furtherPerRise, wavesM, lookAheadPower, longMs } = risingWater;
  const risenM = Math.sqrt((smallestRiseM + Math.max(0, rise.shortM)) * (smallestRiseM + rise.longM));
  const furtherM = furtherPerRise * risenM;
  const late = (toGoM / rise.longM) * (longMs / withinMs);
  return furtherM / (furtherM + toGoM + wavesM) / (1 + late ** lookAheadPower);
}
