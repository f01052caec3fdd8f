import type { GaugeKey } from "../domain/ids.ts";
import type { Observation } from "../domain/observations/observation.ts";
import { checks } from "../domain/observations/quality.ts";
import type { HubJournal } from "./group-commit.ts";

/** Recorded values of one gauge, times rising, in the canonical unit of its property above its datum. */
export interface ArchiveSeries {
  readonly gauge: GaugeKey;
  /** Ms since 1970. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface KeptArchive {
  readonly kept: number;
  /** Moments of which the journal had a value already; that one stays. */
  readonly known: number;
}

/** Rows in one append: a commit of 30 to 50 ms. */
const batchRows = 5_000;

/**
 * Puts recorded values into the journal as history: flag 2, received now, given to no step. Putting the same in again keeps
 * nothing twice.
 *
 * @param onProgress rows that are in, of all
 */
export async function keepArchive(
  journal: Pick<HubJournal, "append" | "counts">,
  series: readonly ArchiveSeries[],
  { now, onProgress }: { readonly now: number; readonly onProgress: (done: number, total: number) => void },
): Promise<KeptArchive> {
  const total = series.reduce((sum, { times }) => sum + times.length, 0);
  const before = { ...journal.counts };
  let done = 0;
  onProgress(done, total);
  for (const { gauge, times, values } of series) {
    for (let from = 0; from < times.length; from += batchRows) {
      const to = Math.min(times.length, from + batchRows);
      const rows = Array.from({ length: to - from }, (_, index) =>
        archived(gauge, { at: times[from + index] as number, value: values[from + index] as number, now }),
      );
      await append(journal, rows);
      done += rows.length;
      onProgress(done, total);
    }
  }
  return { kept: journal.counts.rows - before.rows, known: journal.counts.duplicates - before.duplicates };
}

function archived(
  gauge: GaugeKey,
  row: { readonly at: number; readonly value: number; readonly now: number },
): Observation {
  return {
    gauge,
    observedAt: row.at,
    receivedAt: row.now,
    value: row.value,
    flag: 2,
    checks: checks.tooOld | checks.archived,
    deviceTime: null,
    seq: null,
  };
}

function append(journal: Pick<HubJournal, "append">, rows: readonly Observation[]): Promise<void> {
  return new Promise((resolve, reject) => {
    journal.append(rows, [], (error) => (error === null ? resolve() : reject(error)));
  });
}
