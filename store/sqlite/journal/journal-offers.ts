import type { GaugeId } from "../../../domain/ids.ts";
import type { Reject } from "../../../domain/observations/reject.ts";
import type { Position } from "../../../domain/position.ts";
import { dropOldUntimed, type RetentionLimits, retentionChunk } from "../history/retention-chunk.ts";
import { keepRollups, rollupChunk } from "../history/rollup-chunk.ts";
import { inTransaction, openDatabase } from "../open-database.ts";
import { createGaugeIndex } from "./gauge-index.ts";
import { spaceCheck } from "./journal-space.ts";
import { type AppendResult, type EntryToWrite, JournalWriter } from "./journal-writer.ts";
import { migrateJournal } from "./migrate-journal.ts";

/** Most rows that may wait to be indexed. */
const maxTailRows = 262_144;

/** What the journal's thread is started with. */
export interface JournalStart {
  readonly journalFile: string;
  readonly stateFile: string;
  readonly folder: string;
  readonly minFreeBytes: number;
  readonly maxBytes: number;
  readonly keepRejects: number;
}

export type JournalOffers = ReturnType<typeof openJournal>["offers"];

/** Everything that writes `journal.db`; runs in the journal's thread. Indexing goes on between calls. */
export function openJournal(start: JournalStart) {
  const database = openDatabase(start.journalFile);
  migrateJournal(database, start);
  const checkSpace = spaceCheck(database, start.folder, start);
  const writer = new JournalWriter(database, start);
  const index = createGaugeIndex(database);
  index.catchUp(writer.newestSeq());
  const gaugeKeys = new Map<string, number>();
  for (const row of database.prepare("SELECT id, gauge FROM gauge").all()) {
    gaugeKeys.set(String(row.id), Number(row.gauge));
  }

  let isSliceAwaited = false;
  const indexSoon = (): void => {
    if (isSliceAwaited || !index.isDue(writer.newestSeq())) return;
    isSliceAwaited = true;
    // Lets a group of readings that waits in the port go first.
    setImmediate(() => {
      isSliceAwaited = false;
      if (!tryStep()) return;
      indexSoon();
    });
  };
  /** A failed slice is tried again at the next tick of the timer: nothing is lost by an index that lags. */
  const tryStep = (): boolean => {
    try {
      index.step(writer.newestSeq());
      return true;
    } catch {
      return false;
    }
  };
  const timer = setInterval(indexSoon, 250);

  const offers = {
    /** Entries alone are kept whatever the limits of space say. */
    append(packed: Float64Array, rejects: readonly Reject[], entries: readonly EntryToWrite[]): AppendResult {
      if (packed.length > 0 || rejects.length > 0) checkSpace();
      // Past what indexing keeps up with, commits wait for it: readers scan the tail, and a restart indexes it first.
      while (writer.newestSeq() - index.indexedSeq() > maxTailRows) index.step(writer.newestSeq());
      const result = writer.append(packed, rejects, entries);
      indexSoon();
      return result;
    },
    end: (): Position => ({ row: writer.newestSeq(), entry: writer.newestEntry() }),
    /** Every gauge known, those of `ids` added, as pairs of id and key. */
    gaugeKeys(ids: readonly GaugeId[]): readonly (readonly [string, number])[] {
      const missing = ids.filter((id) => !gaugeKeys.has(id));
      if (missing.length > 0) {
        const add = database.prepare("INSERT INTO gauge (id) VALUES (?)");
        const added = inTransaction(database, () =>
          missing.map((id) => [id, Number(add.run(id).lastInsertRowid)] as const),
        );
        for (const [id, key] of added) gaugeKeys.set(id, key);
      }
      return [...gaugeKeys];
    },
    /**
     * Indexes one slice at once, without waiting for the interval.
     *
     * @param upTo null at first, then what the call before gave
     * @returns how far to go on; null once everything up to there is indexed
     */
    indexSlice(upTo: number | null): number | null {
      const goal = upTo ?? writer.newestSeq();
      if (index.indexedSeq() < goal) index.step(writer.newestSeq());
      return index.indexedSeq() < goal ? goal : null;
    },
    rollupChunk: (limit: number): number => rollupChunk(database, limit),
    keepRollups: (rollups: Float64Array): void => keepRollups(database, rollups),
    retentionChunk: (limits: RetentionLimits): number => retentionChunk(database, limits),
    dropOldUntimed: (receivedBefore: number): number => dropOldUntimed(database, receivedBefore),
  };
  const close = (): void => {
    clearInterval(timer);
    database.close();
  };
  return { offers, close };
}
