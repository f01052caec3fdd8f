import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import { type Entry, endOf, type LoggedEntry, type LogSlice } from "../domain/inputs/input.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { Position } from "../domain/position.ts";
import type { AppendGroup, KeepGroup, KeptEntry, KeptGroup, PlacedEntry } from "./append-group.ts";
import { type JournalCounts, noCounts } from "./journal-counts.ts";
import type { AppendedObservation, Journal, NewEntry } from "./ports.ts";

/** The journal as the hub holds it. */
export interface HubJournal extends Journal {
  readonly counts: Readonly<JournalCounts>;
  /** Resolves once everything appended so far is kept or refused. */
  flush(): Promise<void>;
}

interface PendingAppend {
  readonly observations: readonly AppendedObservation[];
  readonly rejects: readonly Reject[];
  readonly entry: NewEntry | null;
  readonly done: (error: Error | null, logged: LoggedEntry | null) => void;
  readonly at: number;
}

export interface GroupCommitOptions {
  /** Most observations and entries in one commit; one append is never split. */
  readonly maxCommitRows: number;
  readonly clock: Clock;
  /** Where the log ends now. */
  readonly end: Position;
}

/** The part of a journal that does not depend on what it is kept in. */
export type GroupCommit = Omit<HubJournal, "keysFor">;

const nothing: readonly never[] = [];

/**
 * Group commit: what is appended while one group is being kept goes into the next. The first append of an idle journal
 * waits for the end of the event loop's turn, so that all publishes read from the sockets in it share an fsync.
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
  #waiting: PendingAppend[] = [];
  #underWay: readonly PendingAppend[] = [];
  #isScheduled = false;
  #end: Position;

  constructor(keep: KeepGroup, options: GroupCommitOptions) {
    this.#keep = keep;
    this.#options = options;
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
    return this.#underWay[0]?.at ?? this.#waiting[0]?.at ?? null;
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

  #schedule(): void {
    if (this.#isScheduled || this.#underWay.length > 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#sendNext();
    });
  }

  #sendNext(): void {
    if (this.#underWay.length > 0) return;
    if (this.#waiting.length === 0) {
      for (const resolve of this.#onIdle.splice(0)) resolve();
      return;
    }
    this.#underWay = this.#nextAppends();
    const group = groupOf(this.#underWay);
    this.#keep(group).then(
      (kept) => this.#onKept(group, kept),
      (error: Error) => this.#onRefused(error),
    );
  }

  /** As many appends as fit, and at least one: an append is never split. */
  #nextAppends(): readonly PendingAppend[] {
    let size = 0;
    let count = 0;
    while (count < this.#waiting.length) {
      const { observations, entry } = this.#waiting[count]!;
      size += entry === null ? observations.length : 1;
      if (count > 0 && size > this.#options.maxCommitRows) break;
      count += 1;
    }
    const group = this.#waiting;
    this.#waiting = group.splice(count);
    return group;
  }

  #onKept(group: AppendGroup, kept: KeptGroup): void {
    this.#count(group, kept);
    const appends = this.#underWay;
    this.#underWay = [];
    const added: LogSlice = { rows: kept.rows, entries: newEntries(kept.entries) };
    this.#end = endOf(added, this.#end);
    // The next group is on its way to the disk while this one's callbacks run.
    if (this.#waiting.length > 0) this.#sendNext();
    for (const listener of this.#listeners) guarded(() => listener(added));
    let entry = 0;
    for (const append of appends) {
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
    const appends = this.#underWay;
    this.#underWay = [];
    const entries = code === "store.disk_full" ? appends.filter(({ entry }) => entry !== null) : [];
    const isMixed = entries.length > 0 && entries.length < appends.length;
    if (isMixed) this.#waiting.unshift(...entries);
    for (const append of appends) if (!isMixed || append.entry === null) guarded(() => append.done(error, null));
    this.#goOn();
  }

  #goOn(): void {
    if (this.#waiting.length > 0 || this.#onIdle.length > 0) this.#schedule();
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

function groupOf(appends: readonly PendingAppend[]): AppendGroup {
  const [first] = appends;
  if (appends.length === 1 && first!.entry === null) {
    return { observations: first!.observations, rejects: first!.rejects, entries: nothing };
  }
  const observations: AppendedObservation[] = [];
  const rejects: Reject[] = [];
  const entries: PlacedEntry[] = [];
  for (const append of appends) {
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
