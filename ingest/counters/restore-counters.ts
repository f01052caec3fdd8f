import type { GaugeKey } from "../../domain/ids.ts";
import type { Position } from "../../domain/position.ts";
import type { JournalReader } from "../../store/ports.ts";
import type { Counter } from "./counter.ts";

/** The newest total, and those before it that say whether one was wrong, and what had been counted before that. */
const totalsRecalled = 32;

/**
 * Brings every counter to where the journal's newest totals left it.
 *
 * @param sinceRow totals up to this row are of another counter or another unit, by gauge; absent for none
 */
export async function restoreCounters(
  counters: ReadonlyMap<GaugeKey, Counter>,
  journal: Pick<JournalReader, "newest">,
  { end, sinceRow }: { readonly end: Position; readonly sinceRow: ReadonlyMap<GaugeKey, number> },
): Promise<void> {
  await Promise.all(
    [...counters].map(async ([gauge, counter]) => {
      const since = sinceRow.get(gauge) ?? 0;
      const totals = await journal.newest(counter.totalKey, totalsRecalled, end);
      const asTheyCame = totals.toSorted((a, b) => a.journalSeq - b.journalSeq);
      counter.restore(asTheyCame.filter(({ journalSeq }) => journalSeq > since));
    }),
  );
}
