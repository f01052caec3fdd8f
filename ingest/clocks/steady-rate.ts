import { type ClockLimits, isRightTime } from "./clock-limits.ts";
import type { SaidTime } from "./clock-track.ts";
import { delayMs, liveIntervals, resolutionMs } from "./pace.ts";

/**
 * Rates that a clock may run at; beyond them a backlog is sent, or a clock was set. A clock that adds the same at each reading is fast by
 * as much as readings come quicker than it takes them to; one that hardly moves stands (`StayingTime`).
 */
const leastRate = 0.1;
const mostRate = 100;
/** Nearer to 1 messages are live pairs, and the offset is learnt from these. */
const fastRate = 1.1;
const slowRate = 0.9;
/** Steps before a rate is told. */
const fastSteps = 2;
const slowSteps = 3;

/** Whether a device's clock runs at another rate than ours, twice as quickly or half: every step of its messages shows it. */
export class SteadyRate {
  readonly #limits: ClockLimits;
  #first: SaidTime | null = null;
  #last: SaidTime | null = null;
  #steps = 0;
  /** Whether it began where a right clock is. */
  #isFromRight = false;
  #leastStepMs = Number.POSITIVE_INFINITY;

  constructor(limits: ClockLimits) {
    this.#limits = limits;
  }

  /** Takes in another moment than the one before, which it need not have heard itself. */
  hear(said: SaidTime, before: SaidTime): void {
    if (this.#last?.time !== before.time || !this.#goesOn(before, said)) this.#begin(before);
    this.#last = said;
    const ourMs = said.receivedAt - before.receivedAt;
    const rate = (said.time - before.time) / ourMs;
    if (rate >= leastRate && rate <= mostRate) {
      this.#steps += 1;
      this.#leastStepMs = Math.min(this.#leastStepMs, ourMs);
    } else this.#begin(said);
  }

  /**
   * How much the clock gains, parts in a million, where the message heard last is off by that and no backlog; else null.
   * No backlog runs ahead of the clock as it is known or falls ever further behind, and none is sent as slowly as readings are taken.
   *
   * @param offsetMs to be added to times of the clock as it is known
   */
  gainPpm(offsetMs: number): number | null {
    const said = this.#last;
    if (said === null || this.#first === null || this.#steps < fastSteps) return null;
    const rate = this.#rate();
    const { aheadMs, behindMs, intervalMs } = this.#limits;
    const lagMs = said.receivedAt - said.time - offsetMs;
    const isLivePace = this.#leastStepMs >= liveIntervals * intervalMs;
    const isFast = rate >= fastRate && lagMs < -aheadMs && (this.#isFromRight || isLivePace);
    const isSlow = rate <= slowRate && lagMs > behindMs && this.#steps >= slowSteps;
    return isFast || isSlow ? Math.round((rate - 1) * 1e6) : null;
  }

  #begin(said: SaidTime): void {
    this.#first = this.#last = said;
    this.#steps = 0;
    this.#isFromRight = isRightTime({ time: said.time, lagMs: said.receivedAt - said.time }, this.#limits);
    this.#leastStepMs = Number.POSITIVE_INFINITY;
  }

  #goesOn(before: SaidTime, said: SaidTime): boolean {
    const deviceMs = said.time - before.time;
    const ourMs = said.receivedAt - before.receivedAt;
    if (this.#steps === 0) return true;
    const expectedMs = this.#rate(before) * ourMs;
    const coarseness = Math.min(resolutionMs(said.time), resolutionMs(before.time));
    return Math.abs(deviceMs - expectedMs) <= delayMs + expectedMs / 10 + 2 * coarseness;
  }

  /** From the first to this one. */
  #rate(last: SaidTime | null = this.#last): number {
    const first = this.#first;
    if (first === null || last === null) return Number.NaN;
    return (last.time - first.time) / (last.receivedAt - first.receivedAt);
  }
}
