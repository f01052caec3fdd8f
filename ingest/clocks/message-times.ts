import type { Said } from "./still-moment.ts";

/** So many readings of a message may be of clocks that differ, or of one that shows whole minutes; more are of a backlog. */
export const mostFew = 8;

/** The device times of one message, gathered before any of its readings is placed. */
export class MessageTimes {
  newest = Number.NEGATIVE_INFINITY;
  oldest = Number.POSITIVE_INFINITY;
  /** The newest reading. */
  newestSaid: Said | null = null;
  /** Of its readings one by one, in their order, where these are few; a backlog is of many. */
  readonly few: number[] = [];
  #count = 0;
  #leastAhead = Number.POSITIVE_INFINITY;
  #newestNotAhead = Number.NEGATIVE_INFINITY;

  get isEmpty(): boolean {
    return this.newest < this.oldest;
  }

  get isOneMoment(): boolean {
    return this.newest === this.oldest;
  }

  /** How far apart its readings are on average, ms; Infinity where they are of one moment. */
  get apartMs(): number {
    return this.isOneMoment ? Number.POSITIVE_INFINITY : (this.newest - this.oldest) / (this.#count - 1);
  }

  clear(): void {
    this.newest = this.#newestNotAhead = Number.NEGATIVE_INFINITY;
    this.oldest = this.#leastAhead = Number.POSITIVE_INFINITY;
    this.newestSaid = null;
    this.few.length = 0;
    this.#count = 0;
  }

  /** @param aheadFrom a time above it is ahead of what our clock allows */
  add(deviceTime: number, said: Said, aheadFrom: number): void {
    if (deviceTime >= this.newest) {
      this.newest = deviceTime;
      this.newestSaid = said;
    }
    this.#count += 1;
    if (this.few.length <= mostFew) this.few.push(deviceTime);
    if (deviceTime < this.oldest) this.oldest = deviceTime;
    if (deviceTime > aheadFrom) {
      if (deviceTime < this.#leastAhead) this.#leastAhead = deviceTime;
    } else if (deviceTime > this.#newestNotAhead) this.#newestNotAhead = deviceTime;
  }

  /**
   * The newest time but for those that stand alone in the future, more than `gapMs` above all others: glitches beside
   * readings of a clock that may be right.
   */
  newestBut(gapMs: number): number {
    const isGlitch = this.#newestNotAhead > Number.NEGATIVE_INFINITY && this.#leastAhead - this.#newestNotAhead > gapMs;
    return isGlitch ? this.#newestNotAhead : this.newest;
  }
}
