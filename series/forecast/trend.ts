import { minuteMs } from "../../domain/clock.ts";
import { risingWater } from "./rising-water.ts";

/** The level and its running means after one observation, metres. */
interface Means {
  readonly at: number;
  /** The value, except that it falls no faster than water does. */
  readonly levelM: number;
  readonly nowM: number;
  readonly shortM: number;
  readonly longM: number;
}

/** What has to be known of a gauge's past to see where its water is going. A JSON value of constant size. */
export interface Trend extends Means {
  readonly valueM: number;
  /** How things stood one observation earlier: a spike is undone from here. */
  readonly before: Means | null;
  /** The newest value stepped up out of nothing; the next one shows whether it is a flood or a spike. */
  readonly isDoubtful: boolean;
  /** Where the present rise began, and the highest value since. */
  readonly footAt: number;
  readonly footM: number;
  readonly peakM: number;
}

/** How far the value stands above its running means, metres; below zero when it is falling. */
export interface Rise {
  readonly nowM: number;
  readonly shortM: number;
  readonly longM: number;
}

export function riseOf(trend: Trend): Rise {
  const { valueM } = trend;
  return { nowM: valueM - trend.nowM, shortM: valueM - trend.shortM, longM: valueM - trend.longM };
}

export function trendFrom(at: number, valueM: number): Trend {
  const means = { at, levelM: valueM, nowM: valueM, shortM: valueM, longM: valueM };
  return { ...means, valueM, before: null, isDoubtful: false, footAt: at, footM: valueM, peakM: valueM };
}

/** Moves the trend on by one observation, newer than any before it. Pure, about 100 ns. */
export function stepTrend(trend: Trend, at: number, valueM: number): Trend {
  const last = isSpike(trend, valueM) ? (trend.before as Means) : trend;
  const means = nextMeans(last, at, valueM);
  const stepM = valueM - trend.valueM;
  const isDoubtful =
    stepM > risingWater.doubtfulStepM &&
    stepM > risingWater.doubtfulStepPerRise * (Math.max(0, trend.valueM - trend.shortM) + risingWater.smallestRiseM);
  const isAtFoot = valueM <= trend.footM + risingWater.smallestRiseM;
  const hasFallen = valueM < trend.peakM - risingWater.wavesM && valueM - trend.footM < (trend.peakM - trend.footM) / 2;
  const isNewRise = isAtFoot || hasFallen;
  return {
    at,
    levelM: means.levelM,
    nowM: means.nowM,
    shortM: means.shortM,
    longM: means.longM,
    valueM,
    before: { at: last.at, levelM: last.levelM, nowM: last.nowM, shortM: last.shortM, longM: last.longM },
    isDoubtful,
    footAt: isNewRise ? at : trend.footAt,
    footM: isAtFoot ? Math.min(valueM, trend.footM) : hasFallen ? valueM : trend.footM,
    peakM: isNewRise ? valueM : Math.max(valueM, trend.peakM),
  };
}

function isSpike({ levelM, before }: Trend, valueM: number): boolean {
  if (before === null) return false;
  const stepM = levelM - before.levelM;
  return stepM > risingWater.doubtfulStepM && valueM < levelM - risingWater.spikeReturn * stepM;
}

function nextMeans(last: Means, at: number, valueM: number): Means {
  const stepMs = at - last.at;
  const levelM = Math.max(valueM, last.levelM - (risingWater.fastestFallMPerMinute * stepMs) / minuteMs);
  return {
    at,
    levelM,
    nowM: runningMean(last.nowM, last.levelM, levelM, stepMs / risingWater.nowMs),
    shortM: runningMean(last.shortM, last.levelM, levelM, stepMs / risingWater.shortMs),
    longM: runningMean(last.longM, last.levelM, levelM, stepMs / risingWater.longMs),
  };
}

/**
 * An exponentially weighted mean one irregular step on, exact for a level that runs straight between observations.
 *
 * @param steps how long the step took, in units of the mean's memory; above 0
 * @see Eckner, Algorithms for unevenly spaced time series: moving averages and other rolling operators, EMA with linear interpolation
 */
export function runningMean(oldM: number, fromM: number, toM: number, steps: number): number {
  const kept = Math.exp(-steps);
  const inStep = (1 - kept) / steps;
  return kept * oldM + (1 - inStep) * toM + (inStep - kept) * fromM;
}
