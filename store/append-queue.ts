import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { AppendedObservation, NewEntry } from "./ports.ts";

/** What was handed in at once: readings and rejects of one message, or one entry. */
export interface PendingAppend {
  readonly observations: readonly AppendedObservation[];
  readonly rejects: readonly Reject[];
  readonly entry: NewEntry | null;
  readonly done: (error: Error | null, logged: LoggedEntry | null) => void;
  /** Our clock when it was handed in. */
  readonly at: number;
}

/** So much of a long append as goes into one commit. */
export interface AppendPart {
  readonly append: PendingAppend;
  readonly observations: readonly AppendedObservation[];
  readonly rejects: readonly Reject[];
  /** With it the append is kept whole. */
  readonly isLast: boolean;
}

/** What goes into one commit: parts of long appends, then short ones whole. */
export interface TakenAppends {
  readonly parts: readonly AppendPart[];
  readonly short: readonly PendingAppend[];
}

/** Rows and rejects above which an append is long. */
const longRows = 32;
/** Rows and rejects of long appends in one commit: about 8 ms of the journal's thread, which everybody else waits. */
const longRowsInCommit = 1_024;
/** Taken of one sender before the next has its turn. */
const rowsAtOnce = 256;

/** A long append and how much of it has been taken. */
interface LongAppend {
  readonly append: PendingAppend;
  observations: number;
  rejects: number;
}

/**
 * What waits to be committed. Short appends go in the order in which they came, as many as one commit holds. Of long ones
 * each commit takes a share, sender by sender, so that nobody waits for another's long message; what one sender hands in
 * behind a long append of its own stays behind it.
 *
 * A sender is known by the gauge of its first reading, or by the device of its first reject.
 */
export class AppendQueue {
  readonly #maxCommitRows: number;
  #short: PendingAppend[] = [];
  /** Senders of long appends, the one whose turn it is first. */
  readonly #long = new Map<number | string, LongAppend[]>();

  constructor(maxCommitRows: number) {
    this.#maxCommitRows = maxCommitRows;
  }

  get isEmpty(): boolean {
    return this.#short.length === 0 && this.#long.size === 0;
  }

  /** Our clock when the oldest of what waits was handed in; null for nothing. */
  get oldestAt(): number | null {
    const short = this.#short[0]?.at;
    if (this.#long.size === 0) return short ?? null;
    const long = Math.min(
      ...Array.from(this.#long.values(), ([first]) => first?.append.at ?? Number.POSITIVE_INFINITY),
    );
    return Math.min(short ?? Number.POSITIVE_INFINITY, long);
  }

  push(append: PendingAppend): void {
    const isLong = append.observations.length + append.rejects.length > longRows;
    if (!isLong && this.#long.size === 0) {
      this.#short.push(append);
      return;
    }
    const sender = senderOf(append);
    const before = sender === null ? undefined : this.#long.get(sender);
    const long = { append, observations: 0, rejects: 0 };
    if (before !== undefined) before.push(long);
    else if (isLong && sender !== null) this.#long.set(sender, [long]);
    else this.#short.push(append);
  }

  /** Puts entries back in front, in their order. */
  putBack(entries: readonly PendingAppend[]): void {
    this.#short.unshift(...entries);
  }

  /** Forgets what is left of an append of which a part was refused. */
  drop(append: PendingAppend): void {
    for (const [sender, waiting] of this.#long) {
      const at = waiting.findIndex((long) => long.append === append);
      if (at >= 0) waiting.splice(at, 1);
      if (waiting.length === 0) this.#long.delete(sender);
    }
  }

  /** What the next commit keeps: something where anything waits. */
  take(): TakenAppends {
    const parts = this.#long.size === 0 ? noParts : this.#takeLong();
    let size = parts.reduce((sum, { observations }) => sum + observations.length, 0);
    let count = 0;
    while (count < this.#short.length) {
      const { observations, entry } = this.#short[count]!;
      size += entry === null ? observations.length : 1;
      if (count > 0 && size > this.#maxCommitRows) break;
      count += 1;
    }
    const short = this.#short;
    this.#short = short.splice(count);
    return { parts, short };
  }

  #takeLong(): readonly AppendPart[] {
    const parts: AppendPart[] = [];
    let left = Math.min(longRowsInCommit, this.#maxCommitRows);
    // A sender with more to give is put behind the others, and comes round again in the same loop.
    for (const [sender, waiting] of this.#long) {
      this.#long.delete(sender);
      let ofThisSender = Math.min(rowsAtOnce, left);
      for (let first = waiting[0]; first !== undefined && ofThisSender > 0; first = waiting[0]) {
        const part = takePart(first, ofThisSender);
        parts.push(part);
        const rows = part.observations.length + part.rejects.length;
        ofThisSender -= rows;
        left -= rows;
        if (part.isLast) waiting.shift();
      }
      if (waiting.length > 0) this.#long.set(sender, waiting);
      if (left === 0) break;
    }
    return parts;
  }
}

const noParts: readonly AppendPart[] = [];

function takePart(long: LongAppend, rows: number): AppendPart {
  const { append } = long;
  const observations = append.observations.slice(long.observations, long.observations + rows);
  const rejects = append.rejects.slice(long.rejects, long.rejects + rows - observations.length);
  long.observations += observations.length;
  long.rejects += rejects.length;
  const isLast = long.observations === append.observations.length && long.rejects === append.rejects.length;
  return { append, observations, rejects, isLast };
}

function senderOf({ observations, rejects }: PendingAppend): number | string | null {
  return observations[0]?.gauge ?? rejects[0]?.deviceId ?? null;
}
