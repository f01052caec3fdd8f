import type { Observation } from "../domain/observations/observation.ts";
import type { QualityFlag } from "../domain/observations/quality.ts";

/** What is kept of a reading. */
export type HeardReading = Pick<Observation, "observedAt" | "receivedAt" | "value" | "flag" | "checks">;

/** The newest readings of one gauge by observation time, oldest first, whatever their flags. */
export interface RecentObservations {
  readonly size: number;
  readonly kept: KeptReading[];
}

type KeptReading = { -readonly [Field in keyof HeardReading]: HeardReading[Field] };

export function recentObservations(size: number): RecentObservations {
  return { size, kept: [] };
}

/** Late readings take their place in time, so that a restart which reads them from the journal finds the same. */
export function addObservation({ kept, size }: RecentObservations, reading: HeardReading): void {
  let at = kept.length;
  while (at > 0 && (kept[at - 1] as KeptReading).observedAt > reading.observedAt) at -= 1;
  if (kept[at - 1]?.observedAt === reading.observedAt) return;
  const isFull = kept.length >= size;
  if (isFull && at === 0) return;
  const { observedAt, receivedAt, value, flag, checks } = reading;
  const record = { observedAt, receivedAt, value, flag, checks };
  if (at === kept.length) kept.push(record);
  else kept.splice(at, 0, record);
  if (isFull) kept.shift();
}

/** Takes in a flag that was given after the journal had the reading. */
export function changeFlag({ kept }: RecentObservations, observedAt: number, flag: QualityFlag, checks: number): void {
  const record = kept.find((each) => each.observedAt === observedAt);
  if (record !== undefined) Object.assign(record, { flag, checks });
}

/** Flags 3, 4 and 9. */
export function doubtfulIn({ kept }: RecentObservations): { readonly count: number; readonly doubtful: number } {
  let doubtful = 0;
  for (const { flag } of kept) if (flag >= 3) doubtful += 1;
  return { count: kept.length, doubtful };
}
