import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { QualityFlag } from "../domain/observations/quality.ts";

/** The newest readings of one gauge by observation time, oldest first, whatever their flags. */
export interface RecentObservations {
  readonly size: number;
  readonly kept: JournalledObservation[];
}

export function recentObservations(size: number): RecentObservations {
  return { size, kept: [] };
}

/** Late readings take their place in time, so that a restart which reads them from the journal finds the same. */
export function addObservation({ kept, size }: RecentObservations, reading: JournalledObservation): void {
  let at = kept.length;
  while (at > 0 && (kept[at - 1] as JournalledObservation).observedAt > reading.observedAt) at -= 1;
  if (kept[at - 1]?.observedAt === reading.observedAt) return;
  if (at === kept.length) kept.push(reading);
  else kept.splice(at, 0, reading);
  if (kept.length > size) kept.shift();
}

/** Takes in a flag that was given after the journal had the reading. */
export function changeFlag(recent: RecentObservations, observedAt: number, flag: QualityFlag, checks: number): void {
  const at = recent.kept.findIndex((reading) => reading.observedAt === observedAt);
  const reading = recent.kept[at];
  if (reading !== undefined) recent.kept[at] = { ...reading, flag, checks };
}

/** Flags 3, 4 and 9. */
export function doubtfulIn({ kept }: RecentObservations): { readonly count: number; readonly doubtful: number } {
  let doubtful = 0;
  for (const { flag } of kept) if (flag >= 3) doubtful += 1;
  return { count: kept.length, doubtful };
}
