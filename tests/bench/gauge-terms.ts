import { hourMs, minuteMs } from "../../domain/clock.ts";
import { type ForecastState, stepForecast } from "../../series/forecast/forecast-state.ts";
import { runningMean } from "../../series/forecast/trend.ts";
import type { SkillTrial } from "./skill-trials.ts";

/** What one gauge's past says of its mark, by value: terms of a sum, in the order of `termNames`. */
export interface GaugeTerms {
  readonly trial: SkillTrial;
  /** `termsAValue` numbers a value, one value after the other. */
  readonly terms: Float64Array;
  /** By value: 1 at the mark or above it, NaN in doubt, -1 when the water does not rise, else 0. */
  readonly known: Float64Array;
  /** By value: the rise of the last 160 min, metres. */
  readonly riseM: Float64Array;
}

const memoriesMin = [20, 40, 80, 160, 320, 640] as const;
const pacesMin = [80, 160, 320] as const;

export const termNames = [
  ...memoriesMin.map((minutes) => `ln (rise ${minutes} min / to go)`),
  ...pacesMin.map((minutes) => `lateness at pace ${minutes} min`),
  "ln to go",
  "below the highest of 24 h / to go",
  "ln (above the lowest of 24 h / to go)",
] as const;

/** With room for one more, by which `addOtherGauges` tells of the storm. */
export const termsAValue = termNames.length + 1;

const smallestM = 0.01;
const wavesM = 0.05;
const lookAheadMin = 360;

/** Causal: a value's terms depend on it and on what came before. */
export function gaugeTerms(trial: SkillTrial): GaugeTerms {
  const { times, valuesM } = trial.series;
  const terms = new Float64Array(times.length * termsAValue);
  const known = new Float64Array(times.length);
  const riseM = new Float64Array(times.length);
  const means = new Float64Array(memoriesMin.length).fill(valuesM[0] ?? 0);
  let state: ForecastState | null = null;
  let levelM = valuesM[0] ?? 0;
  let day = 0;
  for (let index = 0; index < times.length; index++) {
    const at = times[index] as number;
    const valueM = valuesM[index] as number;
    state = stepForecast(state, at, valueM);
    const stepMin = (at - (times[index - 1] ?? at)) / minuteMs;
    const nextM: number = state.trend.levelM;
    if (stepMin > 0) {
      for (let m = 0; m < means.length; m++)
        means[m] = runningMean(means[m] as number, levelM, nextM, stepMin / (memoriesMin[m] as number));
    }
    levelM = nextM;
    while ((times[day] as number) < at - 24 * hourMs) day++;
    riseM[index] = valueM - (means[3] as number);
    known[index] = knownOf(state, trial.markM, valueM, riseM[index] as number);
    if (known[index] === 0)
      terms.set(termsOf(means, valueM, trial.markM - valueM, valuesM.subarray(day, index + 1)), index * termsAValue);
  }
  return { trial, terms, known, riseM };
}

function knownOf({ trend }: ForecastState, markM: number, valueM: number, riseM: number): number {
  if (valueM >= markM) return 1;
  if (trend.isDoubtful) return Number.NaN;
  return riseM <= 0 ? -1 : 0;
}

function termsOf(means: Float64Array, valueM: number, toGoM: number, day: Float64Array): readonly number[] {
  const farM = toGoM + wavesM;
  const rise = (minutes: number) =>
    Math.max(0, valueM - (means[(memoriesMin as readonly number[]).indexOf(minutes)] as number));
  let [highM, lowM] = [valueM, valueM];
  for (const each of day) {
    if (each > highM) highM = each;
    if (each < lowM) lowM = each;
  }
  return [
    ...memoriesMin.map((minutes) => Math.log((rise(minutes) + smallestM) / farM)),
    ...pacesMin.map((minutes) => Math.log1p(((toGoM * minutes) / (rise(minutes) + 1e-3) / lookAheadMin) ** 3)),
    Math.log(farM),
    Math.min(3, (highM - valueM) / farM),
    Math.log((valueM - lowM + smallestM) / farM),
  ];
}

/** Fills the last term: the root of the share of the storm's other gauges that rise, as last heard within the hour. */
export function addOtherGauges(all: readonly GaugeTerms[]): void {
  for (const own of all) {
    const { times } = own.trial.series;
    const others = all.filter((each) => each !== own && each.trial.series.storm === own.trial.series.storm);
    const rising = new Float64Array(times.length);
    for (const other of others) countRising(times, other, rising);
    for (let index = 0; index < times.length; index++) {
      own.terms[(index + 1) * termsAValue - 1] = Math.sqrt((rising[index] as number) / Math.max(1, others.length));
    }
  }
}

const risingM = 0.05;

function countRising(times: Float64Array, { trial, riseM }: GaugeTerms, rising: Float64Array): void {
  const theirs = trial.series.times;
  let last = -1;
  for (let index = 0; index < times.length; index++) {
    const at = times[index] as number;
    while (last + 1 < theirs.length && (theirs[last + 1] as number) <= at) last++;
    const isHeard = last >= 0 && at - (theirs[last] as number) <= hourMs;
    if (isHeard && (riseM[last] as number) > risingM) rising[index] = (rising[index] as number) + 1;
  }
}
