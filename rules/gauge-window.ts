import type { ForecastState } from "./forecast/forecast-state.ts";
import type { RunningSum } from "./running-sum.ts";

/**
 * The judged observations of one gauge, oldest first, that lie no further than `keepMs` before its newest. It is a
 * function of the journal alone (docs/decisions/0003): late ones are put in their place, the order of arrival is
 * forgotten. Changed in place, as every observation of every gauge passes through one.
 */
export interface GaugeWindow {
  /** Observation times; those before index `first` have left the window. */
  readonly times: number[];
  readonly values: number[];
  first: number;
  readonly keepMs: number;
  /** A longer time between two observations is a gap: nobody saw what the water did. */
  readonly holdGapMs: number;
  readonly expectedIntervalMs: number;
  /** Where the forecast stood after the observation at `trend.at`; null until one is asked for. */
  trend: { readonly at: number; readonly state: ForecastState } | null;
  /** By length, ms; null until one is asked for. */
  sums: Map<number, RunningSum> | null;
}

/** Entries that have left are cut off only when there are this many, and half of all: once a reading costs too much. */
const slack = 32;

export function createWindow(keepMs: number, expectedIntervalMs: number, holdGapMs: number): GaugeWindow {
  // What every observation touches comes first: it lies in one line of the processor's cache.
  return { times: [], values: [], first: 0, keepMs, holdGapMs, expectedIntervalMs, trend: null, sums: null };
}

/**
 * Puts an observation in its place by time.
 *
 * @returns false when it is too old or at a time already there, and changed nothing
 */
export function addToWindow(window: GaugeWindow, at: number, value: number): boolean {
  const { times, values } = window;
  const newest = newestAt(window);
  if (at > newest) {
    times.push(at);
    values.push(value);
    leaveBehind(window, at - window.keepMs);
    return true;
  }
  if (at < newest - window.keepMs) return false;
  const index = firstAtOrAfter(window, at);
  if (times[index] === at) return false;
  times.splice(index, 0, at);
  values.splice(index, 0, value);
  if (window.trend !== null && at <= window.trend.at) window.trend = null;
  window.sums = null;
  return true;
}

/** Time of the newest observation, which never leaves; -Infinity before the first. */
export function newestAt({ times }: GaugeWindow): number {
  return times.length > 0 ? (times[times.length - 1] as number) : Number.NEGATIVE_INFINITY;
}

/** Index of the oldest observation at or after `at`; the length of `times` when there is none. */
export function firstAtOrAfter(window: GaugeWindow, at: number): number {
  const { times } = window;
  let low = window.first;
  if (low >= times.length || (times[low] as number) >= at) return low;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the oldest observation after `at`, which is nearly always beyond the newest. */
export function firstAfter(window: GaugeWindow, at: number): number {
  const { times } = window;
  const newest = times[times.length - 1];
  return newest === undefined || newest <= at ? times.length : firstAtOrAfter(window, at + 1);
}

/** Time of the newest observation at or before `at`; -Infinity when there is none. */
export function lastAtOrBefore(window: GaugeWindow, at: number): number {
  const index = firstAfter(window, at) - 1;
  return index < window.first ? Number.NEGATIVE_INFINITY : (window.times[index] as number);
}

function leaveBehind(window: GaugeWindow, before: number): void {
  const { times, values } = window;
  while ((times[window.first] as number) < before) window.first += 1;
  if (window.first < slack || window.first * 2 < times.length) return;
  times.splice(0, window.first);
  values.splice(0, window.first);
  window.first = 0;
}
