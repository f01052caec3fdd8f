import { dayMs, hourMs, minuteMs, secondMs } from "../../domain/clock.ts";

/** A span of time, ms since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const unitMs: Readonly<Record<string, number>> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs };

/** Milliseconds of a length such as `6h`; nought for anything else. */
export function lengthMs(text: string): number {
  const [, count = "0", unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return Number(count) * (unitMs[unit] ?? 0);
}

/**
 * What Grafana does to a query before it sends it: the board's range, the interval of a plot 600 points wide, never below
 * the samples' own 10 s, the end of the range and the choices made at the top.
 */
export function fillQuery(
  query: string,
  span: TimeRange,
  choices: Readonly<Record<string, string>>,
  leastIntervalMs = 0,
): string {
  return query
    .replaceAll("$timeFilter", `time >= ${span.from}ms AND time <= ${span.to}ms`)
    .replaceAll("$__interval", `${Math.max(intervalMs(span), leastIntervalMs)}ms`)
    .replaceAll(/\$\{__to\}/g, String(span.to))
    .replaceAll(/\$\{(\w+):regex\}/g, (gap, name: string) => escaped(choices[name] ?? gap));
}

export function intervalMs({ from, to }: TimeRange): number {
  return Math.max(10 * secondMs, Math.ceil((to - from) / 600 / (10 * secondMs)) * 10 * secondMs);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
