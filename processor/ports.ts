import type { Refusal } from "../domain/governance/refusal.ts";
import type { Entry, LoggedEntry } from "../domain/inputs/input.ts";

/** An entry that has taken effect. */
export interface EnteredEntry<Of extends Entry = Entry> {
  readonly logged: LoggedEntry<Of>;
  /** Why it changed nothing; null where it did what was asked. */
  readonly refusal: Refusal | null;
}

/** The one door by which everything but rows comes into the log: what people do, modes, rules, reports of devices. */
export interface EntryPort {
  /**
   * Puts an entry behind all that is in the log.
   *
   * @param onceKey an entry whose key the log has is not entered again
   * @returns the entry once what it brought about is committed
   * @throws {HubError} `store.disk_full`, `store.busy` or `store.write_failed` when it was not kept;
   *   `processor.stopped` when the hub stops first: the entry is kept and takes effect at the next start
   */
  enter<Of extends Entry>(entry: Of, onceKey?: string): Promise<EnteredEntry<Of>>;
}
