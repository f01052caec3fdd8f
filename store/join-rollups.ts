import { dayMs } from "../domain/clock.ts";
import type { Rollup } from "./ports.ts";

/** Roll-up of at least one value. */
export function rollupOf(startsAt: number, values: readonly number[]): Rollup {
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { startsAt, count: values.length, min, max, sum, mean: sum / values.length };
}

/** Days of UTC+`offsetMs` from their hours, oldest first. */
export function joinDays(hours: readonly Rollup[], offsetMs: number): readonly Rollup[] {
  const days: Rollup[] = [];
  for (const hour of hours) {
    const startsAt = roundDown(hour.startsAt, dayMs, offsetMs);
    const day = days.at(-1);
    if (day?.startsAt !== startsAt) {
      days.push({ ...hour, startsAt });
      continue;
    }
    const count = day.count + hour.count;
    const sum = day.sum + hour.sum;
    days[days.length - 1] = {
      startsAt,
      count,
      min: Math.min(day.min, hour.min),
      max: Math.max(day.max, hour.max),
      mean: sum / count,
      sum,
    };
  }
  return days;
}

/** Start of the step of UTC+`offsetMs` that `at` lies in. */
export function roundDown(at: number, stepMs: number, offsetMs: number): number {
  return Math.floor((at + offsetMs) / stepMs) * stepMs - offsetMs;
}

/** The first start of a step of UTC+`offsetMs` that is not before `at`. */
export function roundUp(at: number, stepMs: number, offsetMs: number): number {
  return Math.ceil((at + offsetMs) / stepMs) * stepMs - offsetMs;
}
