import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { seriesTexts } from "../locales/series.ts";
import { firstAfter, firstOf, type GaugeWindow, timeAt } from "./gauge-window.ts";

/** Readings come a little early and a little late; each answers for so many of its expected intervals, no more. */
const intervalsAnswered = 1.5;

/** With less of a window covered than this it is not known that little fell, or that the water stayed low. */
export const enoughCovered = 0.8;

/**
 * How much of (at - windowMs, at] observations answer for, 0 to 1. Each answers for the time since the one before it, one
 * and a half expected intervals at most: what was never sent is not covered, and not dry either.
 */
export function coveredShare(window: GaugeWindow, at: number, windowMs: number): number {
  const { expectedIntervalMs } = window;
  const from = at - windowMs;
  const answersMs = intervalsAnswered * expectedIntervalMs;
  const first = firstOf(window);
  const end = firstAfter(window, at);
  let coveredMs = 0;
  for (let index = firstAfter(window, from); index < end; index++) {
    const time = timeAt(window, index);
    const before = index > first ? timeAt(window, index - 1) : Number.NEGATIVE_INFINITY;
    coveredMs += time - Math.max(before, from, time - answersMs);
  }
  return Math.min(1, coveredMs / windowMs);
}

/** `63 % of the window was covered`, where it was too little to say that it is over; null where it was enough. */
export function thinCover(share: number): BilingualText | null {
  if (share >= enoughCovered) return null;
  return fill(seriesTexts["thin-cover"], { percent: Math.floor(share * 100) });
}
