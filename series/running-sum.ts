import { firstAfter, type GaugeWindow, type RunningSum, timeAt, valueAt } from "./gauge-window.ts";

const perUnit = 1e6;

/**
 * What the observations in (at - windowMs, at] come to. Moves on from the observation before where it can, so that a day
 * of readings is not added up anew with each (at one a minute 60 times as slow, measured); in whole millionths, which add
 * up exactly, so that it is the same number whatever way it was come by.
 *
 * @param window must hold the observation at `at`
 */
export function sumOf(window: GaugeWindow, at: number, windowMs: number): number {
  const end = firstAfter(window, at);
  const known = window.sums?.get(windowMs);
  const sum = known ?? { at: Number.NaN, count: 0, millionths: 0 };
  if (known === undefined) window.sums = (window.sums ?? new Map()).set(windowMs, sum);
  if (sum.at !== at) {
    const isNext = end >= 2 && timeAt(window, end - 2) === sum.at;
    if (isNext) add(sum, valueAt(window, end - 1), 1);
    else addUp(sum, window, at - windowMs, end);
    sum.at = at;
  }
  for (let oldest = end - sum.count; timeAt(window, oldest) <= at - windowMs; oldest++) {
    add(sum, valueAt(window, oldest), -1);
  }
  return sum.millionths / perUnit;
}

function addUp(sum: RunningSum, window: GaugeWindow, after: number, end: number): void {
  sum.count = 0;
  sum.millionths = 0;
  for (let index = firstAfter(window, after); index < end; index++) add(sum, valueAt(window, index), 1);
}

function add(sum: RunningSum, value: number, sign: 1 | -1): void {
  sum.count += sign;
  sum.millionths += sign * Math.round(value * perUnit);
}
