import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import { type Entry, endOf, type LoggedEntry, type LogSlice } from "../domain/inputs/input.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { Position } from "../domain/position.ts";
import type { AppendGroup, KeepGroup, KeptEntry, KeptGroup, PlacedEntry } from "./append-group.ts";
import { AppendQueue, type TakenAppends } from "./append-queue.ts";
import { type JournalCounts, noCounts } from "./journal-counts.ts";
import type { AppendedObservation, Journal, NewEntry } from "./ports.ts";

/** The journal as the hub holds it. */
export interface HubJournal extends Journal {
  readonly counts: Readonly<JournalCounts>;
  /** Resolves once everything appended so far is kept or refused. */
  flush(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Most observations and entries in one commit, but for the last short append in it. */
  readonly maxCommitRows: number;
  readonly clock: Clock;
  /** Where the log ends now. */
  readonly end: Position;
}

/** The part of a journal that does not depend on what it is kept in. */
export type GroupCommit = Omit<HubJournal, "keysFor">;

const nothing: readonly never[] = [];
const nothingTaken: TakenAppends = { parts: [], short: [] };

/**
 * Group commit: what is appended while one group is being kept goes into the next. The first append of an idle journal
 * waits for the end of the event loop's turn, so that all publishes read from the sockets in it share an fsync.
 *
 * A long append is kept in parts over several commits, so that it holds nobody up; its callback runs with the last.
 *
 * Where there is no space for observations, entries of the same group are tried again without them: what people do, and
 * the hub's own start, need next to nothing and must go on.
 */
export class GroupCommitter implements GroupCommit {
  readonly counts: JournalCounts = noCounts();
  readonly #keep: KeepGroup;
  readonly #options: GroupCommitOptions;
  readonly #listeners: ((added: LogSlice) => void)[] = [];
  readonly #onIdle: (() => void)[] = [];
  readonly #waiting: AppendQueue;
  #underWay: TakenAppends = nothingTaken;
  #isScheduled = false;
  #end: Position;

  constructor(keep: KeepGroup, options: GroupCommitOptions) {
    this.#keep = keep;
    this.#options = options;
    this.#waiting = new AppendQueue(options.maxCommitRows);
    this.#end = options.end;
  }

  append(
    observations: readonly AppendedObservation[],
    rejects: readonly Reject[],
    done: (error: Error | null) => void,
  ): void {
    this.#waiting.push({ observations, rejects, entry: null, done, at: this.#options.clock() });
    this.#schedule();
  }

  enter<Of extends Entry>(entry: NewEntry<Of>): Promise<LoggedEntry<Of>> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, logged: LoggedEntry | null): void => {
        if (error !== null) reject(error);
        // The entry that was given, or the one that has its key and therefore its kind.
        else resolve(logged as LoggedEntry<Of>);
      };
      this.#waiting.push({ observations: nothing, rejects: nothing, entry, done, at: this.#options.clock() });
      this.#schedule();
    });
  }

  onCommitted(listener: (added: LogSlice) => void): void {
    this.#listeners.push(listener);
  }

  oldestUncommittedAt(): number | null {
    const { parts, short } = this.#underWay;
    const all = [parts[0]?.append.at, short[0]?.at, this.#waiting.oldestAt];
    const oldest = Math.min(...all.map((at) => at ?? Number.POSITIVE_INFINITY));
    return oldest === Number.POSITIVE_INFINITY ? null : oldest;
  }

  end(): Position {
    return this.#end;
  }

  flush(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle.push(resolve);
      this.#schedule();
    });
  }

  get #isKeeping(): boolean {
    return this.#underWay !== nothingTaken;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isKeeping) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#sendNext();
    });
  }

  #sendNext(): void {
    if (this.#isKeeping) return;
    if (this.#waiting.isEmpty) {
      for (const resolve of this.#onIdle.splice(0)) resolve();
      return;
    }
    this.#underWay = this.#waiting.take();
    const group = groupOf(this.#underWay);
    this.#keep(group).then(
      (kept) => this.#onKept(group, kept),
      (error: Error) => this.#onRefused(error),
    );
  }

  #onKept(group: AppendGroup, kept: KeptGroup): void {
    this.#count(group, kept);
    const { parts, short } = this.#underWay;
    this.#underWay = nothingTaken;
    const added: LogSlice = { rows: kept.rows, entries: newEntries(kept.entries) };
    this.#end = endOf(added, this.#end);
    // The next group is on its way to the disk while this one's callbacks run.
    if (!this.#waiting.isEmpty) this.#sendNext();
    for (const listener of this.#listeners) guarded(() => listener(added));
    let entry = 0;
    for (const { append, isLast } of parts) if (isLast) guarded(() => append.done(null, null));
    for (const append of short) {
      const logged = append.entry === null ? null : kept.entries[entry++]!.logged;
      guarded(() => append.done(null, logged));
    }
    this.#goOn();
  }

  #onRefused(error: Error): void {
    const { counts } = this;
    const code = error instanceof HubError ? error.code : "store.write_failed";
    counts.failedCommits += 1;
    counts.failing ??= { code, since: this.#options.clock() };
    const { parts, short } = this.#underWay;
    this.#underWay = nothingTaken;
    const long = new Set(parts.map(({ append }) => append));
    for (const append of long) this.#waiting.drop(append);
    const entries = code === "store.disk_full" ? short.filter(({ entry }) => entry !== null) : [];
    const isMixed = entries.length > 0 && entries.length < short.length + long.size;
    if (isMixed) this.#waiting.putBack(entries);
    for (const append of long) guarded(() => append.done(error, null));
    for (const append of short) if (!isMixed || append.entry === null) guarded(() => append.done(error, null));
    this.#goOn();
  }

  #goOn(): void {
    if (!this.#waiting.isEmpty || this.#onIdle.length > 0) this.#schedule();
  }

  #count({ observations, rejects }: AppendGroup, kept: KeptGroup): void {
    const { counts } = this;
    counts.commits += 1;
    counts.rows += kept.rows.length;
    counts.duplicates += kept.duplicates;
    counts.conflicts += kept.conflicts;
    for (const { count } of rejects) counts.rejects += count;
    counts.lastCommitMs = kept.commitMs;
    counts.maxCommitMs = Math.max(counts.maxCommitMs, kept.commitMs);
    counts.lastGroupRows = observations.length;
    counts.maxGroupRows = Math.max(counts.maxGroupRows, observations.length);
    for (const { isNew } of kept.entries) if (isNew) counts.entries += 1;
    // A commit of entries alone says nothing of whether there is space for observations.
    if (observations.length > 0 || rejects.length > 0 || kept.entries.length === 0) counts.failing = null;
  }
}

function groupOf({ parts, short }: TakenAppends): AppendGroup {
  const [first] = parts.length === 0 ? short : parts;
  if (parts.length + short.length === 1 && !("entry" in first! && first.entry !== null)) {
    return { observations: first!.observations, rejects: first!.rejects, entries: nothing };
  }
  const observations: AppendedObservation[] = [];
  const rejects: Reject[] = [];
  const entries: PlacedEntry[] = [];
  for (const part of parts) {
    for (const observation of part.observations) observations.push(observation);
    for (const reject of part.rejects) rejects.push(reject);
  }
  for (const append of short) {
    for (const observation of append.observations) observations.push(observation);
    for (const reject of append.rejects) rejects.push(reject);
    if (append.entry !== null) entries.push({ ...append.entry, rowsBefore: observations.length });
  }
  return { observations, rejects, entries };
}

function newEntries(kept: readonly KeptEntry[]): readonly LoggedEntry[] {
  return kept.length === 0 ? nothing : kept.filter(({ isNew }) => isNew).map(({ logged }) => logged);
}

/** One caller's mistake must not keep the others from hearing; it surfaces as an uncaught exception of its own. */
function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
