import { delayMs } from "./pace.ts";

/** Bursts remembered: enough for delays of two intervals. */
const mostBursts = 24;
const leastBursts = 4;
const leastIntervals = 3;

/** The message of a burst that was least behind. */
interface Burst {
  /** By our clock. */
  readonly at: number;
  readonly lagMs: number;
}

/**
 * How much a device is behind, steadily, where no two messages come as far apart as their times: delays under way that differ by
 * more than a live pair allows, or a device that wakes, sends what it took since in messages of their own, and sleeps.
 *
 * Messages close together are one burst, and the least lag of each is compared over a time so long that the difference is a
 * tenth of it at most, as in a live pair. A backlog would have to be sent at the pace it was measured at.
 */
export class SteadyLag {
  readonly #intervalMs: number;
  #bursts: Burst[] = [];
  #lastAt = Number.NaN;
  #burstFrom = Number.NaN;
  #current: Burst | null = null;

  /** @param intervalMs how far apart readings of the device are expected */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  clear(): void {
    if (this.#current === null) return;
    this.#bursts = [];
    this.#current = null;
  }

  /** A message that is behind. @param lagMs our clock less the device's */
  hear(receivedAt: number, lagMs: number): void {
    const isApart =
      receivedAt - this.#lastAt >= this.#intervalMs / 4 || receivedAt - this.#burstFrom >= this.#intervalMs;
    if (this.#current === null || isApart) this.#begin(receivedAt, lagMs);
    else if (lagMs < this.#current.lagMs) this.#current = { at: receivedAt, lagMs };
    this.#lastAt = receivedAt;
  }

  #begin(receivedAt: number, lagMs: number): void {
    if (this.#current !== null) this.#bursts = [...this.#bursts, this.#current].slice(-mostBursts);
    this.#current = { at: receivedAt, lagMs };
    this.#burstFrom = receivedAt;
  }

  /** The least lag of the bursts that ended last and were steadily behind, ms; null where they were not. */
  least(): number | null {
    const last = this.#bursts.at(-1);
    if (last === undefined) return null;
    let [least, most] = [last.lagMs, last.lagMs];
    for (let index = this.#bursts.length - 2; index >= 0; index--) {
      const { at, lagMs } = this.#bursts[index] as Burst;
      least = Math.min(least, lagMs);
      most = Math.max(most, lagMs);
      const spanMs = last.at - at;
      const isLong = this.#bursts.length - index >= leastBursts && spanMs >= leastIntervals * this.#intervalMs;
      if (isLong && most - least <= delayMs + spanMs / 10) return least;
    }
    return null;
  }
}
