import type { JournalledObservation, Observation } from "../domain/observation.ts";
import type { Reject } from "../domain/reject.ts";

/** What one commit added to the journal: duplicates are left out. */
export interface CommittedBatch {
  readonly observations: readonly JournalledObservation[];
}

/**
 * The append-only log of everything acknowledged. Appends made while a commit is under way go into the next one
 * together (group commit); callbacks run in the order of the appends.
 */
export interface Journal {
  /**
   * Keeps observations and rejects in one fsynced transaction, all or nothing. An observation whose gauge and
   * `observedAt` are already there (or gauge and `deviceTime`, where `observedAt` is ours) is a duplicate: kept once,
   * and where its value differs the later one is kept as a reject `reading.conflicting_duplicate`.
   *
   * @param done called once; with `store.disk_full`, `store.busy` or `store.write_failed` when nothing was kept
   */
  append(observations: readonly Observation[], rejects: readonly Reject[], done: (error: Error | null) => void): void;
  /** Called after every commit, in journal order, in the same turn as the callbacks and before them. */
  onCommitted(listener: (batch: CommittedBatch) => void): void;
  /** Our clock when the oldest append not yet committed came in; null when nothing is under way. */
  oldestUncommittedAt(): number | null;
}
