import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { AppendedObservation, NewEntry } from "./ports.ts";

/** An entry and where it stands in its group: behind the first `rowsBefore` observations. */
export interface PlacedEntry extends NewEntry {
  readonly rowsBefore: number;
}

/** What one commit is to keep, whole or not at all. */
export interface AppendGroup {
  readonly observations: readonly AppendedObservation[];
  readonly rejects: readonly Reject[];
  readonly entries: readonly PlacedEntry[];
}

/** An entry as the log has it now. */
export interface KeptEntry {
  readonly logged: LoggedEntry;
  /** False where the log had its `onceKey` already. */
  readonly isNew: boolean;
}

/** What one commit kept. */
export interface KeptGroup {
  /** The observations that are no duplicates, with their numbers and the dates they were kept under. */
  readonly rows: readonly JournalledObservation[];
  /** One for each entry of the group, in its order. */
  readonly entries: readonly KeptEntry[];
  readonly duplicates: number;
  readonly conflicts: number;
  readonly commitMs: number;
}

/** Keeps groups one after the other. @throws {HubError} `store.disk_full`, `store.busy`, `store.write_failed` */
export type KeepGroup = (group: AppendGroup) => Promise<KeptGroup>;
