import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";

/** Round numbers from at or below `low` to at or above `high`, `about` of them. */
export function axisTicks(low: number, high: number, about: number): readonly number[] {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) / 10;
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil((high + span * 0.05) / step));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(6)));
}

const steps = [
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
];

/** Whole hours, or whatever step leaves ten or fewer, as `16:00` or, at midnight, `07-20`. */
export function timeTicks(
  from: number,
  to: number,
  zoneMs: number,
): readonly { readonly at: number; readonly text: string }[] {
  const step = steps.find((each) => (to - from) / each <= 10) ?? Math.ceil((to - from) / 10 / dayMs) * dayMs;
  const ticks: { at: number; text: string }[] = [];
  for (let at = Math.ceil((from + zoneMs) / step) * step - zoneMs; at <= to; at += step) {
    const local = new Date(at + zoneMs).toISOString();
    ticks.push({ at, text: (at + zoneMs) % dayMs === 0 ? local.slice(5, 10) : local.slice(11, 16) });
  }
  return ticks;
}

/** `2026-07-20 16:04` in a zone. */
export function localTimeText(at: number, zoneMs: number): string {
  return new Date(at + zoneMs).toISOString().slice(0, 16).replace("T", " ");
}
