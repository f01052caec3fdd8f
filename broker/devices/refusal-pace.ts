import { secondMs } from "../../domain/clock.ts";

/** Refused sign-ins that are answered at once, and how many more a second. */
const burst = 50;
const perSecond = 20;
const delayMs = secondMs;

/**
 * When refused sign-ins are answered: at once, or, when they come in floods, a second later, so that whoever tries tokens
 * is slowed down by as many connections as it keeps open. Sign-ins with the right token never wait.
 */
export class RefusalPace {
  #tokens = burst;
  #filledAt = 0;

  /** How long the answer to one more waits, ms. @param now monotonic ms */
  delayMs(now: number): number {
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / secondMs) * perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return delayMs;
    this.#tokens--;
    return 0;
  }
}
