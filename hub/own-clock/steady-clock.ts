import { type Clock, secondMs } from "../../domain/clock.ts";

/** Difference between the wall clock and ours that is followed without a question: what time servers correct by and by. */
const slewLimitMs = 2 * secondMs;
/** Share of the time between two looks by which our clock may run slower, so that it is never set back. */
const slowestRate = 0.5;

/** A wall clock that was set, in one direction or the other, and is not followed yet. */
export interface ClockStep {
  /** By how much the wall clock is ahead of ours now, ms; negative where it is behind. */
  readonly byMs: number;
  /** Monotonic, when it was first seen. */
  readonly since: number;
}

/**
 * Our clock: the wall clock as it was when this was made, carried on by the monotonic clock. It follows small corrections,
 * and a wall clock that was set only when told to: rows, silence and retries must not jump with a mistake of a moment.
 */
export class SteadyClock {
  readonly now: Clock;
  readonly #wall: Clock;
  readonly #monotonic: Clock;
  /** What our clock is ahead of the monotonic one. */
  #offset: number;
  #lookedAt: number;
  #step: ClockStep | null = null;

  constructor(wall: Clock, monotonic: Clock) {
    this.#wall = wall;
    this.#monotonic = monotonic;
    this.#lookedAt = monotonic();
    this.#offset = wall() - this.#lookedAt;
    this.now = () => Math.floor(this.#offset + monotonic());
  }

  /** The wall clock set and not followed; null while both agree. */
  get step(): ClockStep | null {
    return this.#step;
  }

  /** Compares with the wall clock; to be called about once a second. */
  look(): void {
    const at = this.#monotonic();
    const byMs = this.#wall() - at - this.#offset;
    const passedMs = at - this.#lookedAt;
    this.#lookedAt = at;
    if (Math.abs(byMs) > slewLimitMs) {
      this.#step = { byMs, since: this.#step?.since ?? at };
      return;
    }
    this.#step = null;
    this.#offset += Math.max(byMs, -passedMs * slowestRate);
  }

  /** Takes the wall clock's time for ours from now on. */
  follow(): void {
    this.#offset = this.#wall() - this.#monotonic();
    this.#step = null;
  }
}
