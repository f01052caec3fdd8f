import { type Clock, dayMs, hourMs } from "../../domain/clock.ts";
import type { Position } from "../../domain/position.ts";
import type { StoreSettings } from "../settings.ts";
import { changedHoursSql, flagsWithoutRowSql } from "./history/changed-flags.ts";
import { dirtyHoursSql, readRollupWidth, rollupWidth } from "./history/rollup-chunk.ts";
import { indexNow } from "./journal/index-now.ts";
import type { JournalOffers } from "./journal/journal-offers.ts";
import type { DatabaseName, ReaderOffers, ReaderStart } from "./reader-offers.ts";
import { startReader } from "./start-reader.ts";
import type { StateOffers } from "./state/state-offers.ts";
import type { Thread } from "./thread.ts";

/** Hours or rows in one transaction, a few ms; readings are committed in between. */
const rollupHours = 200;
const retentionRows = 2_000;
/** Bound of every loop here; what is left waits for the next run. */
const maxChunks = 100_000;

/** What the jobs work on. */
export interface JobParts {
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly journal: Thread<JournalOffers>;
  readonly state: Thread<StateOffers>;
  readonly reader: Thread<ReaderOffers>;
  readonly files: ReaderStart;
  /** Cursors of all readers; retention stays below the lowest. */
  readonly held: () => readonly Position[];
}

export interface RetentionOutcome {
  readonly observations: number;
  readonly stateRows: number;
}

/** A problem SQLite found in one database. */
export interface IntegrityProblem {
  readonly database: DatabaseName;
  readonly words: string;
}

/**
 * Indexes what there is and rolls up every hour touched since the last run. Rows are read in a thread of their own, so
 * that the thread that appends writes sums alone.
 *
 * @returns how many hours were done
 */
export async function runRollup({ journal, files }: Pick<JobParts, "journal" | "files">): Promise<number> {
  await indexNow(journal);
  const reader = await startReader(files);
  try {
    let hours = 0;
    let after: readonly [gauge: number, hourAt: number] = [0, 0];
    for (let chunk = 0; chunk < maxChunks; chunk += 1) {
      const rollups = await reader.call("packed", "journal", dirtyHoursSql, [...after, rollupHours]);
      const count = rollups.length / readRollupWidth;
      if (count === 0) break;
      const last = rollups.length - readRollupWidth;
      after = [rollups[last]!, rollups[last + 1]!];
      hours += count;
      await journal.call("keepReadRollups", rollups);
      await betweenChunks();
    }
    return hours;
  } finally {
    await reader.stop();
  }
}

/**
 * Deletes what is past its time: observations that rules and every registered reader are through with, after rolling
 * their hours up; delivered and dead deliveries; events that no reader has still to send.
 */
export async function runRetention(parts: JobParts): Promise<RetentionOutcome> {
  const { settings, clock, journal, state, reader } = parts;
  await runRollup(parts);
  const checkpoint = await reader.call("rows", "state", "SELECT position_row FROM checkpoint", []);
  const upTo = Math.min(Number(checkpoint[0]!.position_row), ...parts.held().map(({ row }) => row));
  const receivedBefore = clock() - settings.keepObservationsDays * dayMs;
  await keepChangedRollups(parts, receivedBefore);
  const observations = await inChunks((rows) => journal.call("retentionChunk", { receivedBefore, upTo, rows }));
  await journal.call("dropOldUntimed", clock() - hourMs);
  const before = clock() - settings.keepDeliveredDays * dayMs;
  const stateRows = await inChunks((rows) => state.call("dropOld", before, rows));
  const flagChanges = await inChunks((rows) => dropFlagChanges(parts, receivedBefore, rows));
  return { observations, stateRows: stateRows + flagChanges };
}

/** Roll-ups outlive their observations: what flags changed later made of them is put down before those go. */
async function keepChangedRollups({ journal, reader }: JobParts, observedBefore: number): Promise<void> {
  const rollups = await reader.call("packed", "journal", changedHoursSql, [observedBefore]);
  for (let at = 0; at < rollups.length; at += rollupHours * rollupWidth) {
    await journal.call("keepRollups", rollups.slice(at, at + rollupHours * rollupWidth));
    await betweenChunks();
  }
}

/** Drops flags whose observation the journal no longer has. @returns how many went */
async function dropFlagChanges({ state, reader }: JobParts, observedBefore: number, limit: number): Promise<number> {
  const gone = await reader.call("packed", "journal", flagsWithoutRowSql, [observedBefore, limit]);
  return gone.length === 0 ? 0 : state.call("dropFlagChanges", [...gone]);
}

/** Checks every page of both databases, in a thread of its own because it reads all of them. @returns empty when all is well */
export async function runIntegrityCheck(files: ReaderStart, isQuick = false): Promise<readonly IntegrityProblem[]> {
  const thread = await startReader(files);
  try {
    const problems: IntegrityProblem[] = [];
    for (const database of ["journal", "state"] as const) {
      const found = await thread
        .call("integrityProblems", database, isQuick)
        .catch((error: Error): readonly string[] => [error.message]);
      problems.push(...found.map((words) => ({ database, words })));
    }
    return problems;
  } finally {
    await thread.stop();
  }
}

async function inChunks(deleteChunk: (rows: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (let chunk = 0; chunk < maxChunks; chunk += 1) {
    const gone = await deleteChunk(retentionRows);
    total += gone;
    if (gone < retentionRows) break;
    await betweenChunks();
  }
  return total;
}

/** Gives the event loop a turn, so that a waiting group of readings is sent before the next chunk. */
function betweenChunks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
