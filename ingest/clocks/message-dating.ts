import { secondMs } from "../../domain/clock.ts";
import { checks } from "../../domain/observations/quality.ts";
import { isSecondsOfBacklog, year2000Ms } from "./clock-limits.ts";

/**
 * How a reading is dated.
 *
 * - `as-sent`: by the device
 * - `undecided`: by the device, and not judged: its first word, old, that may be of a backlog or of a clock behind
 * - `shifted`: by the device, later by as much as its clock is behind; readings of one message keep their distances
 * - `by-turns`: by the device or shifted, each reading by the nearest of several clocks
 * - `in-seconds`: by the device, in seconds since 1970, and not judged: of a backlog older than a time in seconds is known by at once
 * - `received`: by us; what the device says cannot be
 * - `still`: by us; the device says a moment that it has said before
 * - `unchanged`: likewise, and not judged: nothing but a count has changed since, so that it may be one reading sent for ever
 * - `unplaced`: by us, and never judged: of a backlog whose clock cannot be made out
 */
export type Dating =
  | "as-sent"
  | "undecided"
  | "shifted"
  | "by-turns"
  | "in-seconds"
  | "received"
  | "still"
  | "unchanged"
  | "unplaced";

/** As each single reading is dated. */
type ReadingDating = Exclude<Dating, "by-turns">;

const checksOfDating: Readonly<Record<ReadingDating, number>> = {
  "as-sent": 0,
  undecided: checks.tooOld,
  shifted: checks.clockWrong,
  "in-seconds": checks.tooOld,
  received: checks.clockWrong,
  still: checks.clockWrong | checks.sameMoment,
  unchanged: checks.clockWrong | checks.sameMoment | checks.tooOld,
  unplaced: checks.clockWrong | checks.tooOld,
};

/** How the readings of one device's newest message are dated; one object a device, so that a reading allocates nothing. */
export class MessageDating {
  dating: Dating = "as-sent";
  /** Added to the device's times where they are shifted, ms; by turns, to the one asked for last. */
  shiftMs = 0;
  /** Whether all readings of the message say one moment. */
  isOneMoment = true;
  readonly #aheadMs: number;
  #offsetsMs: readonly number[] = [];
  #leastAgeMs = 0;

  /** @param aheadMs further ahead of ours no time can be */
  constructor(aheadMs: number) {
    this.#aheadMs = aheadMs;
  }

  asSent(): void {
    this.dating = "as-sent";
  }

  shiftedBy(ms: number): void {
    this.dating = "shifted";
    this.shiftMs = ms;
  }

  /**
   * Each reading by the clock that makes it newest.
   *
   * @param offsetsMs to be added to times, of each clock
   * @param leastAgeMs a reading of a backlog is so old by any clock that makes it so
   */
  alternating(offsetsMs: readonly number[], leastAgeMs: number): void {
    this.dating = "by-turns";
    this.#offsetsMs = offsetsMs;
    this.#leastAgeMs = leastAgeMs;
  }

  /** When a reading was taken. @param ourTime stands in where the device's time says nothing */
  timeOf(deviceTime: number, ourTime: number, receivedAt: number): number {
    switch (this.#of(deviceTime, receivedAt)) {
      case "as-sent":
      case "undecided":
        return deviceTime;
      case "shifted":
        return this.isOneMoment ? Math.min(ourTime, deviceTime + this.shiftMs) : deviceTime + this.shiftMs;
      case "in-seconds":
        return deviceTime * secondMs;
      case "received":
      case "still":
      case "unchanged":
      case "unplaced":
        return ourTime;
    }
  }

  /** Bits of the checks that the reading's time fails. */
  checksOf(deviceTime: number, receivedAt: number): number {
    return checksOfDating[this.#of(deviceTime, receivedAt)];
  }

  /** As the message is, but for a reading that cannot be: a glitch, or one of before the clock was set. */
  #of(deviceTime: number, receivedAt: number): ReadingDating {
    const { dating, shiftMs } = this;
    switch (dating) {
      case "by-turns":
        return this.#ofNearest(deviceTime, receivedAt);
      case "as-sent":
        if (deviceTime < year2000Ms) return "unplaced";
        return deviceTime - receivedAt > this.#aheadMs ? "received" : "as-sent";
      case "shifted":
        if (deviceTime + shiftMs < year2000Ms) return "unplaced";
        return deviceTime + shiftMs > receivedAt ? "received" : "shifted";
      case "in-seconds":
        return isSecondsOfBacklog(deviceTime, receivedAt) ? dating : "unplaced";
      case "unplaced":
        return deviceTime >= year2000Ms && deviceTime - receivedAt <= this.#aheadMs ? "as-sent" : "unplaced";
      case "undecided":
      case "received":
      case "still":
      case "unchanged":
        return dating;
    }
  }

  #ofNearest(deviceTime: number, receivedAt: number): ReadingDating {
    const lagMs = receivedAt - deviceTime;
    const leastMs = Math.max(this.#leastAgeMs, -this.#aheadMs);
    this.shiftMs = this.#offsetOfLeastAge(lagMs, leastMs) ?? this.#offsetOfLeastAge(lagMs, -this.#aheadMs) ?? lagMs;
    if (this.shiftMs === 0) return "as-sent";
    return deviceTime + this.shiftMs > receivedAt ? "received" : "shifted";
  }

  /** By the clock that makes it newest, of those that make it at least so old. */
  #offsetOfLeastAge(lagMs: number, leastMs: number): number | null {
    let best: number | null = null;
    for (const offsetMs of this.#offsetsMs) {
      if (lagMs - offsetMs >= leastMs && (best === null || offsetMs > best)) best = offsetMs;
    }
    return best;
  }
}
