/**
 * How a device's time moved from one message to the next, beside ours.
 *
 * - `first`: nothing to compare with
 * - `same`: the same moment again
 * - `live`: as ours: what is measured is sent
 * - `burst`: quicker than ours by steps as of a backlog, forwards or backwards
 * - `leap`: forwards by more than any backlog steps
 * - `back`: backwards, and not in a burst
 * - `slow`: forwards, and slower than ours
 */
export type Pace = "first" | "same" | "live" | "burst" | "leap" | "back" | "slow";

/** What lies between two messages. */
export interface Step {
  /** By the device's clock, ms; NaN where there was no message before. */
  readonly deviceMs: number;
  /** By ours, from when the moment before was first heard, ms. */
  readonly ourMs: number;
  /** Whether the moment before was heard more than once: the clock is coarser than the messages are apart. */
  readonly isCoarse: boolean;
}

/** Difference that is no difference whatever the step, ms: two clocks read in turn. */
export const leastToleranceMs = 100;
/** Less apart, times are made up: of readings of one moment that must not be the same. */
export const leastStepMs = 5;
/** Messages closer together, in intervals, may be of a backlog: none is sent as slowly as readings are taken. */
export const liveIntervals = 0.9;
/** Closer together, in intervals, no readings of a level are taken. */
export const leastIntervals = 1 / 20;
/** How long a packet may be under way more or less than the one before, ms. */
export const delayMs = 1_500;
/** Steps of a backlog are of so many intervals at most, but for its gaps. */
const mostBurstIntervals = 20;

/** @param intervalMs how far apart readings of the device are expected */
export function paceOf({ deviceMs, ourMs, isCoarse }: Step, intervalMs: number): Pace {
  if (Number.isNaN(deviceMs)) return "first";
  if (deviceMs === 0) return "same";
  if (isLiveStep(deviceMs, ourMs, isCoarse)) return "live";
  const isShortStep = ourMs < intervalMs / 4 || Math.abs(deviceMs) <= mostBurstIntervals * intervalMs;
  if (Math.abs(deviceMs) > 1.5 * ourMs && isShortStep) return "burst";
  if (deviceMs < 0) return "back";
  return deviceMs > ourMs ? "leap" : "slow";
}

/** As `Step` has them. A backlog sent at twice the pace it was measured at, or half of it, is not live. */
export function isLiveStep(deviceMs: number, ourMs: number, isCoarse: boolean): boolean {
  const half = ourMs / 2;
  const tolerance = Math.max(leastToleranceMs, isCoarse ? half : Math.min(half, delayMs + ourMs / 10));
  return deviceMs >= leastStepMs && Math.abs(deviceMs - ourMs) <= tolerance;
}

/** The coarsest unit that a moment is a whole number of, ms: what a clock that shows no less cannot tell apart. */
export function resolutionMs(deviceTime: number): number {
  if (deviceTime % 60_000 === 0) return 60_000;
  return deviceTime % 1_000 === 0 ? 1_000 : 1;
}
