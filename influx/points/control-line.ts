import type { LineBatch } from "../server/deliver-lines.ts";

/** A line that any sound database takes, its time in nanoseconds. */
export function controlLine(now: number): string {
  return `hub_check ok=1 ${now}000000`;
}

/** The same as a batch: whether InfluxDB takes anything from the hub at all. */
export function controlBatch(now: number): LineBatch {
  return { body: `${controlLine(now)}\n`, count: 1, precision: "ns" };
}
