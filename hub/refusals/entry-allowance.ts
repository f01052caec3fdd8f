import { secondMs } from "../../domain/clock.ts";

/**
 * Entries of all devices together: so many at once, and one more each second after that. The log keeps entries for good:
 * a fleet that is refused day and night adds some 30 MB a day and no more.
 */
const mostAtOnce = 300;

/** How many entries may be put in the log of what devices do wrong. */
export class EntryAllowance {
  #left = mostAtOnce;
  #at = Number.NEGATIVE_INFINITY;

  /** Whether one may be entered at `at`, our clock; it is counted. */
  take(at: number): boolean {
    const earned = Math.max(0, at - this.#at) / secondMs;
    this.#left = Math.min(mostAtOnce, this.#left + earned);
    this.#at = Math.max(this.#at, at);
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
