import { secondMs } from "../../domain/clock.ts";
import type { ClockLimits } from "./clock-limits.ts";
import type { Heard, LastMoments } from "./last-moments.ts";
import { LiveRun } from "./live-run.ts";
import { SteadyLag } from "./steady-lag.ts";

/** How long a clock counts as right after a right reading, intervals. */
const rightForIntervals = 2;

/** What live readings showed of how far a device's clock is off. */
export class LearntOffset {
  /** To be added to its times, ms: 0 for a right clock, null while not known. */
  ms: number | null = null;
  /** Whether it is the least lag of delays that differ much: less of it is a lesser delay. */
  isSteady = false;
  readonly #limits: ClockLimits;
  readonly #run = new LiveRun();
  readonly #steady: SteadyLag;
  #rightAt = Number.NEGATIVE_INFINITY;
  /** How far apart right readings came last, ms. */
  #rightPaceMs = 0;

  constructor(limits: ClockLimits) {
    this.#limits = limits;
    this.#steady = new SteadyLag(limits.intervalMs);
  }

  /** A right reading after right ones. @param paceMs since the one before by our clock; null where it was not live */
  stayRight(receivedAt: number, paceMs: number | null): void {
    if (paceMs !== null) this.#rightPaceMs = paceMs;
    this.#run.clear();
    this.#steady.clear();
    this.#rightAt = receivedAt;
  }

  /** A right reading, whatever was before. */
  setRight({ receivedAt, ourStepMs, pace }: Heard): void {
    this.ms = 0;
    this.isSteady = false;
    this.#rightAt = receivedAt;
    if (pace === "live") this.#rightPaceMs = ourStepMs;
  }

  isRightLately(receivedAt: number): boolean {
    const rightForMs = Math.max(rightForIntervals * this.#limits.intervalMs, secondMs);
    return this.ms === 0 && receivedAt - this.#rightAt <= rightForMs;
  }

  /** How much the clock gained while live, parts in a million; null where that is not known. */
  driftPpm(): number | null {
    return this.#run.driftPpm();
  }

  /** Takes in a message, which teaches nothing yet. */
  hear({ receivedAt, lagMs, pace }: Heard, last: LastMoments): void {
    if (pace !== "live") this.#run.startAt(receivedAt, lagMs);
    else {
      // Of a right clock only the message before is remembered.
      if (this.#run.length === 0) this.#run.startAt(last.heardAt, last.heardAt - last.time);
      this.#run.add(receivedAt, lagMs);
    }
    const { isOldWrong, behindMs } = this.#limits;
    if (!isOldWrong) return;
    if (lagMs > behindMs) this.#steady.hear(receivedAt, lagMs);
    else this.#steady.clear();
  }

  /** Learns by the message heard last what it shows. @returns whether the clock is at another offset than before */
  learn(heard: Heard): boolean {
    if (heard.pace === "live" && this.#isConfirming(heard)) return this.#confirm();
    return !this.isRightLately(heard.receivedAt) && this.#confirmSteady();
  }

  /** A live step shows the clock; beside right readings only one as long as theirs: a backlog may step as quickly. */
  #isConfirming({ receivedAt, lagMs, ourStepMs }: Heard): boolean {
    if (!this.#limits.isOldWrong && lagMs > this.#limits.behindMs) return false;
    return !this.isRightLately(receivedAt) || ourStepMs >= Math.min(this.#rightPaceMs, this.#limits.intervalMs) / 2;
  }

  /** Takes the least lag of a live run for the clock's. */
  #confirm(): boolean {
    const { aheadMs, behindMs } = this.#limits;
    const leastMs = this.#run.leastLag();
    this.isSteady = false;
    const before = this.ms;
    if (leastMs >= -aheadMs && leastMs <= behindMs) this.ms = 0;
    else if (before !== null && before !== 0 && !this.#run.isLong && Math.abs(leastMs - before) <= aheadMs) {
      this.ms = Math.min(before, leastMs);
    } else this.ms = leastMs;
    return before !== null && Math.abs(this.ms - before) > aheadMs;
  }

  /** Takes the lag of messages that no pair of shows the clock, and all together do. */
  #confirmSteady(): boolean {
    const leastMs = this.#steady.least();
    const before = this.ms;
    if (leastMs === null || Math.abs(leastMs - (before ?? 0)) <= this.#limits.aheadMs) return false;
    this.ms = leastMs;
    this.isSteady = true;
    return before !== null;
  }
}
