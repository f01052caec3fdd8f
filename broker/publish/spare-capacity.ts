import type { Clock } from "../../domain/clock.ts";

/** A queue of publishes beyond their device's rate. */
export interface SpareUser {
  /** Whether something of now is among what waits, and not only a backlog. */
  readonly waitsLive: boolean;
  /** Starts the next publish. @returns how much it weighs, bytes; null where none waits or may start now */
  startSpare(): number | null;
}

export interface SpareLimits {
  /** Most that may be on its way to the journal at once of what is beyond the rates, bytes; 0 for none. */
  readonly spareBytesInFlight: number;
}

/** Longest that one turn of the event loop is spent on what is beyond the rates. */
const mostMsAtOnce = 4;
/** So many publishes of now are started for one of a backlog while both wait. */
const liveForOneOld = 3;

/**
 * Lets devices exceed their rate while the hub has nothing better to do: what waits is started device by device in turn, what
 * is of now before backlogs, and never more at once than a commit takes in a few milliseconds, so that a publish within
 * its rate hardly waits for it.
 */
export class SpareCapacity {
  readonly #limit: number;
  readonly #monotonic: Clock;
  /** In the order of their turns. */
  readonly #live = new Set<SpareUser>();
  readonly #old = new Set<SpareUser>();
  #bytesInFlight = 0;
  #liveInRow = 0;
  #isScheduled = false;

  constructor({ spareBytesInFlight }: SpareLimits, monotonic: Clock) {
    this.#limit = spareBytesInFlight;
    this.#monotonic = monotonic;
  }

  /** Gives a queue its turns until nothing of it can be started; to be called again when that may have changed. */
  want(user: SpareUser): void {
    if (this.#limit === 0) return;
    if (user.waitsLive) {
      this.#old.delete(user);
      this.#live.add(user);
    } else if (!this.#live.has(user)) {
      this.#old.add(user);
    }
    this.#schedule();
  }

  forget(user: SpareUser): void {
    this.#live.delete(user);
    this.#old.delete(user);
  }

  /** What was started is over. */
  release(bytes: number): void {
    this.#bytesInFlight -= bytes;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || !this.#hasWork()) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#run();
    });
  }

  #hasWork(): boolean {
    return this.#bytesInFlight < this.#limit && (this.#live.size > 0 || this.#old.size > 0);
  }

  #run(): void {
    const until = this.#monotonic() + mostMsAtOnce;
    while (this.#hasWork()) {
      this.#startOne();
      if (this.#monotonic() >= until) break;
    }
    this.#schedule();
  }

  #startOne(): void {
    const isForBacklog = this.#live.size === 0 || (this.#old.size > 0 && this.#liveInRow >= liveForOneOld);
    const [user] = isForBacklog ? this.#old : this.#live;
    if (user === undefined) return;
    this.#liveInRow = isForBacklog ? 0 : this.#liveInRow + 1;
    this.forget(user);
    const bytes = user.startSpare();
    if (bytes === null) return;
    this.#bytesInFlight += bytes;
    this.want(user);
  }
}
