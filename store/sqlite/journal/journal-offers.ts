import type { GaugeId } from "../../../domain/ids.ts";
import type { Mode } from "../../../domain/mode.ts";
import type { Reject } from "../../../domain/reject.ts";
import { dropOldUntimed, type RetentionLimits, retentionChunk } from "../history/retention-chunk.ts";
import { rollupChunk } from "../history/rollup-chunk.ts";
import { migrate } from "../migrate.ts";
import { inTransaction, openDatabase } from "../open-database.ts";
import { createGaugeIndex } from "./gauge-index.ts";
import { journalMigrations } from "./journal-schema.ts";
import { spaceCheck } from "./journal-space.ts";
import { type AppendResult, createJournalWriter } from "./journal-writer.ts";

/** Most rows that may wait to be indexed. */
const maxTailRows = 262_144;

/** What the journal's thread is started with. */
export interface JournalStart {
  readonly file: string;
  readonly folder: string;
  readonly minFreeBytes: number;
  readonly maxBytes: number;
  readonly keepRejects: number;
}

export type JournalOffers = ReturnType<typeof openJournal>["offers"];

/** Everything that writes `journal.db`; runs in the journal's thread. Indexing goes on between calls. */
export function openJournal(start: JournalStart) {
  const database = openDatabase(start.file);
  migrate(database, journalMigrations, start.file);
  const checkSpace = spaceCheck(database, start.folder, start);
  const writer = createJournalWriter(database, start);
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
    append(packed: Float64Array, rejects: readonly Reject[]): AppendResult {
      checkSpace();
      // Past what indexing keeps up with, commits wait for it: readers scan the tail, and a restart indexes it first.
      while (writer.newestSeq() - index.indexedSeq() > maxTailRows) index.step(writer.newestSeq());
      const result = writer.append(packed, rejects);
      indexSoon();
      return result;
    },
    markStart: (startedAt: number, countedUpTo: number | null): number => writer.markStart(startedAt, countedUpTo),
    markMode: (mode: Mode, at: number): number => writer.markMode(mode, at),
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
     * Indexes one slice for whoever cannot wait for the interval.
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
    retentionChunk: (limits: RetentionLimits): number => retentionChunk(database, limits),
    dropOldUntimed: (receivedBefore: number): number => dropOldUntimed(database, receivedBefore),
  };
  const close = (): void => {
    clearInterval(timer);
    database.close();
  };
  return { offers, close };
}
