import type { ForecastState } from "./forecast/forecast-state.ts";

/** The sum of the observations in (at - windowMs, at]: how many they are, and their values in millionths. Moved on by `sumOf`. */
export interface RunningSum {
  at: number;
  count: number;
  millionths: number;
}

/**
 * The judged observations of one gauge, oldest first, that lie no further than `keepMs` before its newest. It is a
 * function of the journal alone (docs/decisions/0003): late ones are put in their place, the order of arrival is
 * forgotten. Changed in place, as every observation of every gauge passes through one.
 */
export interface GaugeWindow {
  /**
   * Time and value by turns, up to before `end`. Side by side, and allocated ahead: with ten thousand gauges a reading
   * costs what it fetches from far memory, and two growing lists were most of that (measured).
   */
  samples: number[];
  end: number;
  /** Observations before it may have left the window; `firstOf` says which have. */
  first: number;
  readonly keepMs: number;
  /** A longer time between two observations is a gap: what the water did is unknown. */
  readonly holdGapMs: number;
  readonly expectedIntervalMs: number;
  /** Where the forecast stood after the observation at `trend.at`; null until one is asked for. */
  trend: { readonly at: number; readonly state: ForecastState } | null;
  /** By length, ms; null until one is asked for. */
  sums: Map<number, RunningSum> | null;
}

/** Room for this many observations to begin with. */
const roomAtFirst = 32;

export function createWindow(keepMs: number, expectedIntervalMs: number, holdGapMs: number): GaugeWindow {
  // What every observation touches comes first: it lies in one line of the processor's cache.
  return {
    samples: emptyRoom.slice(),
    end: 0,
    first: 0,
    keepMs,
    holdGapMs,
    expectedIntervalMs,
    trend: null,
    sums: null,
  };
}

/** Fractions without holes: V8 then keeps bare numbers from the first on. */
const emptyRoom: readonly number[] = Array.from({ length: 2 * roomAtFirst }, () => 0.5).concat();

/** @param index from `firstOf` to before `end` */
export function timeAt({ samples }: GaugeWindow, index: number): number {
  return samples[2 * index] as number;
}

/** @param index from `firstOf` to before `end` */
export function valueAt({ samples }: GaugeWindow, index: number): number {
  return samples[2 * index + 1] as number;
}

/** Fills an empty window from another of the same observations that goes back as far or further. */
export function fillFrom(window: GaugeWindow, other: GaugeWindow): void {
  window.samples = other.samples.slice();
  window.first = other.first;
  window.end = other.end;
  window.trend = other.trend;
}

/** Times and values of the observations up to before `end`, each in a list of its own. */
export function seriesOf(window: GaugeWindow, end: number = window.end): { times: number[]; values: number[] } {
  const times: number[] = [];
  const values: number[] = [];
  for (let index = firstOf(window); index < end; index++) {
    times.push(timeAt(window, index));
    values.push(valueAt(window, index));
  }
  return { times, values };
}

/**
 * Puts an observation in its place by time.
 *
 * @returns false when it is too old or at a time already there, and changed nothing
 */
export function addToWindow(window: GaugeWindow, at: number, value: number): boolean {
  const newest = newestAt(window);
  if (at > newest) {
    put(window, at, value);
    return true;
  }
  if (at < newest - window.keepMs) return false;
  const index = firstAtOrAfter(window, at);
  if (timeAt(window, index) === at) return false;
  insert(window, index, at, value);
  if (window.trend !== null && at <= window.trend.at) window.trend = null;
  window.sums = null;
  return true;
}

/** Forgets every observation. */
export function clearWindow(window: GaugeWindow): void {
  window.first = 0;
  window.end = 0;
  window.trend = null;
  window.sums = null;
}

/** Time of the newest observation, which never leaves; -Infinity before the first. */
export function newestAt({ samples, end }: GaugeWindow): number {
  return end > 0 ? (samples[2 * end - 2] as number) : Number.NEGATIVE_INFINITY;
}

/** Index of the oldest observation of the window; `end` when there is none. */
export function firstOf(window: GaugeWindow): number {
  // Put off until it is needed: what only the newest value answers needs no look at the oldest.
  const { samples, keepMs } = window;
  const oldest = newestAt(window) - keepMs;
  while ((samples[2 * window.first] as number) < oldest) window.first += 1;
  return window.first;
}

/** Index of the oldest observation at or after `at`; `end` when there is none. */
export function firstAtOrAfter(window: GaugeWindow, at: number): number {
  let low = firstOf(window);
  let high = window.end;
  if (low >= high || timeAt(window, low) >= at) return low;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(window, middle) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the oldest observation after `at`, which is nearly always beyond the newest. */
export function firstAfter(window: GaugeWindow, at: number): number {
  return newestAt(window) <= at ? window.end : firstAtOrAfter(window, at + 1);
}

/** Time of the newest observation at or before `at`; -Infinity when there is none. */
export function lastAtOrBefore(window: GaugeWindow, at: number): number {
  const index = firstAfter(window, at) - 1;
  return index < firstOf(window) ? Number.NEGATIVE_INFINITY : timeAt(window, index);
}

/** `splice` moves the samples behind as a block: one by one costs twenty times as much (measured). */
function insert(window: GaugeWindow, index: number, at: number, value: number): void {
  window.samples.splice(2 * index, 0, at, value);
  window.end += 1;
}

function put(window: GaugeWindow, at: number, value: number): void {
  if (2 * window.end >= window.samples.length) makeRoom(window);
  set(window, window.end, at, value);
  window.end += 1;
}

function set({ samples }: GaugeWindow, index: number, at: number, value: number): void {
  samples[2 * index] = at;
  samples[2 * index + 1] = value;
}

/** Cuts off those that have left once they are half of all, or doubles the room: once a reading costs too much. */
function makeRoom(window: GaugeWindow): void {
  const { samples, end } = window;
  const first = firstOf(window);
  if (2 * first < end) {
    window.samples = samples.concat(samples);
    return;
  }
  for (let index = 2 * first; index < 2 * end; index++) samples[index - 2 * first] = samples[index] as number;
  window.first = 0;
  window.end = end - first;
}
