import { scaleLinear, scaleUtc } from "d3-scale";
import { dayMs } from "../domain/clock.ts";
import type { TimeSpan, ValueRange } from "./plot-scales.ts";

/** Extends a range to round values, such that `about` ticks fit it. A range of one value gets room above. */
export function roundRange({ low, high }: ValueRange, about: number): ValueRange {
  const top = high > low ? high : low + Math.max(Math.abs(low), 1) / 10;
  const [roundLow = low, roundHigh = top] = scaleLinear([low, top], [0, 1]).nice(about).domain();
  return { low: roundLow, high: roundHigh };
}

/** Round values within a range, rising, `about` of them: steps of 1, 2 or 5 times a power of ten. */
export function valueTicks({ low, high }: ValueRange, about: number): readonly number[] {
  return scaleLinear([low, high], [0, 1]).ticks(about);
}

export interface TimeTick {
  /** Ms since 1970. */
  readonly at: number;
  readonly isMidnight: boolean;
}

/**
 * Round instants within a span as the clock of a zone shows them: whole minutes, hours, days or months, `most` at most.
 *
 * @param zone.zoneMs ms east of UTC
 */
export function timeTicks(
  span: TimeSpan,
  zone: { readonly zoneMs: number; readonly most: number },
): readonly TimeTick[] {
  const { zoneMs, most } = zone;
  const scale = scaleUtc([span.from + zoneMs, span.to + zoneMs], [0, 1]);
  // d3 gives about as many as it is asked for.
  for (let count = most; count > 0; count--) {
    const ticks = scale.ticks(count).map(Number);
    if (ticks.length <= most) return ticks.map((at) => ({ at: at - zoneMs, isMidnight: at % dayMs === 0 }));
  }
  return [];
}
