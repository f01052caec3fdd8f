import { type Level, levels } from "../../../domain/city/level.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { HubEvent } from "../../../domain/governance/event.ts";

/** Span in which ISA-18.2 counts. */
export const loadBucketMs = 10 * minuteMs;

export const loadBuckets = 144;

/** Pages to one officer in one bucket, above which ISA-18.2 speaks of a flood. */
export const floodAbove = 10;

/** An event that was to page somebody. */
export type PagingEvent = Pick<HubEvent, "at" | "level">;

/** How much officers were paged over the last day, as ISA-18.2 measures it. */
export interface AlarmLoad {
  /** Pages in each ten minutes, oldest first; the last ends now. */
  readonly buckets: readonly number[];
  /** In the last ten minutes, to each officer. */
  readonly perOfficer: number;
  /** Of the buckets, 0 to 1. */
  readonly floodShare: number;
  readonly byLevel: Readonly<Record<Level, number>>;
}

/** @param officers on duty; pages go to one where there are none */
export function alarmLoad(events: readonly PagingEvent[], now: number, officers: number): AlarmLoad {
  const buckets = new Array<number>(loadBuckets).fill(0);
  const byLevel = { blue: 0, yellow: 0, orange: 0, red: 0 } satisfies Record<Level, number>;
  for (const { at, level } of events) {
    const place = loadBuckets - 1 - Math.floor((now - at) / loadBucketMs);
    if (place < 0 || place >= loadBuckets) continue;
    buckets[place] = (buckets[place] ?? 0) + 1;
    const known = levels.find((each) => each === level);
    if (known !== undefined) byLevel[known] += 1;
  }
  const share = Math.max(1, officers);
  const inFlood = buckets.filter((pages) => pages / share > floodAbove).length;
  return { buckets, perOfficer: (buckets.at(-1) ?? 0) / share, floodShare: inFlood / loadBuckets, byLevel };
}
