import type { GaugeId } from "../../../domain/ids.ts";
import type { Reject } from "../../../domain/observations/reject.ts";
import type { Position } from "../../../domain/position.ts";
import { dropOldUntimed, type RetentionLimits, retentionChunk } from "../history/retention-chunk.ts";
import { keepReadRollups, keepRollups } from "../history/rollup-chunk.ts";
import { openDatabase } from "../open-database.ts";
import { GaugeIndex } from "./gauge-index.ts";
import { GaugeKeys } from "./gauge-keys.ts";
import { IndexBehind } from "./index-behind.ts";
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
  readonly keepRejectBytes: number;
}

export type JournalOffers = ReturnType<typeof openJournal>["offers"];

/** Everything that writes `journal.db`; runs in the journal's thread. Indexing goes on between calls. */
export function openJournal(start: JournalStart) {
  const database = openDatabase(start.journalFile);
  migrateJournal(database, start);
  const checkSpace = spaceCheck(database, start.folder, start);
  const writer = new JournalWriter(database, start);
  const newestSeq = (): number => writer.newestSeq();
  const index = new GaugeIndex(database);
  index.catchUp(newestSeq());
  const gaugeKeys = new GaugeKeys(database);
  const indexing = new IndexBehind(index, newestSeq);

  const offers = {
    /** Entries alone are kept whatever the limits of space say. */
    append(packed: Float64Array, rejects: readonly Reject[], entries: readonly EntryToWrite[]): AppendResult {
      if (packed.length > 0 || rejects.length > 0) checkSpace();
      // Past what indexing keeps up with, commits wait for it: readers scan the tail, and a restart indexes it first.
      while (newestSeq() - index.indexedSeq > maxTailRows) index.step(newestSeq());
      const result = writer.append(packed, rejects, entries);
      indexing.indexSoon();
      return result;
    },
    /** @throws {HubError} `store.disk_full` where an observation would be refused now */
    checkSpace: (): null => {
      checkSpace();
      return null;
    },
    end: (): Position => ({ row: newestSeq(), entry: writer.newestEntry() }),
    /** Every gauge known, those of `ids` added, as pairs of id and key. */
    gaugeKeys: (ids: readonly GaugeId[]): readonly (readonly [string, number])[] => gaugeKeys.withAdded(ids),
    /**
     * Indexes one slice at once, without waiting for the interval.
     *
     * @param upTo null at first, then what the call before gave
     * @returns how far to go on; null once everything up to there is indexed
     */
    indexSlice(upTo: number | null): number | null {
      const goal = upTo ?? newestSeq();
      if (index.indexedSeq < goal) index.step(newestSeq());
      return index.indexedSeq < goal ? goal : null;
    },
    keepReadRollups: (rollups: Float64Array): void => keepReadRollups(database, rollups),
    keepRollups: (rollups: Float64Array): void => keepRollups(database, rollups),
    retentionChunk: (limits: RetentionLimits): number => retentionChunk(database, limits),
    dropOldUntimed: (receivedBefore: number): number => dropOldUntimed(database, receivedBefore),
  };
  const close = (): void => {
    indexing.stop();
    database.close();
  };
  return { offers, close };
}
