import type { ClockLimits } from "./clock-limits.ts";
import type { Heard } from "./last-moments.ts";
import { liveIntervals } from "./pace.ts";

/** Steps before a clock is said to stand. */
const leastSteps = 3;
/** Of the time that went by for us, such a clock's times lie within such a share. */
const mostShare = 0.1;

/**
 * Whether a device's time stays where it is while ours goes by: its clock counts only while it is awake, or begins at one moment at each
 * wake, later by as long as it took to connect. No backlog is sent so: readings were taken further apart than they would come.
 */
export class StayingTime {
  readonly #limits: Pick<ClockLimits, "intervalMs" | "behindMs">;
  #steps = 0;
  #fromAt = Number.NaN;
  #lastAt = Number.NaN;
  #least = Number.NaN;
  #most = Number.NaN;

  constructor(limits: Pick<ClockLimits, "intervalMs" | "behindMs">) {
    this.#limits = limits;
  }

  get isStaying(): boolean {
    return this.#steps >= leastSteps && this.#most - this.#least < mostShare * (this.#lastAt - this.#fromAt);
  }

  /** The moment heard last stands until now, as other values for it show: all that time the clock stayed. */
  stand({ receivedAt, lagMs }: Pick<Heard, "receivedAt" | "lagMs">): void {
    const { intervalMs, behindMs } = this.#limits;
    const steps = Math.floor((receivedAt - this.#lastAt) / (liveIntervals * intervalMs));
    if (!(steps >= 1) || lagMs <= behindMs) return;
    this.#steps += steps;
    this.#lastAt = receivedAt;
  }

  /** Takes in another moment than the one before. */
  hear({ time, receivedAt, lagMs }: Pick<Heard, "time" | "receivedAt" | "lagMs">): void {
    const { intervalMs, behindMs } = this.#limits;
    const [least, most] = [Math.min(this.#least, time), Math.max(this.#most, time)];
    const isApart = receivedAt - this.#lastAt >= liveIntervals * intervalMs;
    if (isApart && lagMs > behindMs && most - least < (receivedAt - this.#fromAt) / 2) {
      this.#steps += 1;
      [this.#least, this.#most] = [least, most];
    } else {
      this.#steps = 0;
      this.#fromAt = receivedAt;
      this.#least = this.#most = time;
    }
    this.#lastAt = receivedAt;
  }
}
