import { minuteMs } from "../../domain/clock.ts";
import type { ClockLimits } from "./clock-limits.ts";
import { type Pace, paceOf } from "./pace.ts";

/** One message as a clock is judged by it. */
export interface Heard {
  /** The newest time in it. */
  readonly time: number;
  readonly receivedAt: number;
  /** Our clock less that time, ms. */
  readonly lagMs: number;
  readonly pace: Pace;
  /** Since the moment before, by the device's clock and by ours, ms. */
  readonly deviceStepMs: number;
  readonly ourStepMs: number;
}

/** So many intervals without a message are a silence. */
const silenceIntervals = 3;

/** The moments of one device that the next is compared with. */
export class LastMoments {
  time = Number.NaN;
  /** Our clock when `time` was first heard. */
  heardAt = Number.NaN;
  /** The newest time ever heard, and our clock when it was first heard. */
  frontTime = Number.NaN;
  frontHeardAt = Number.NaN;
  /** The first time heard since it last went back. */
  #startTime = Number.NaN;
  /** Our clock since when it is heard, and when it was heard last before the silence before that. */
  #heardFrom = Number.NaN;
  #silentFrom = Number.NaN;
  readonly #silenceMs: number;

  /** @param intervalMs how far apart readings of the device are expected */
  constructor(intervalMs: number) {
    this.#silenceMs = silenceIntervals * intervalMs;
  }

  /** What goes on beyond all that was heard is compared with that, whatever was sent of a backlog in between. */
  compare(
    time: number,
    receivedAt: number,
    { intervalMs, isCoarse }: Pick<ClockLimits, "intervalMs"> & { readonly isCoarse: boolean },
  ): Heard {
    const isFront = time > this.frontTime;
    const deviceStepMs = time - (isFront ? this.frontTime : this.time);
    const ourStepMs = receivedAt - (isFront ? this.frontHeardAt : this.heardAt);
    const pace = paceOf({ deviceMs: deviceStepMs, ourMs: ourStepMs, isCoarse }, intervalMs);
    return { time, receivedAt, lagMs: receivedAt - time, pace, deviceStepMs, ourStepMs };
  }

  /** Another moment than the last. */
  moveOn(time: number, receivedAt: number): void {
    this.#hearAt(receivedAt);
    if (Number.isNaN(this.#startTime) || time < this.time) this.#startTime = time;
    this.time = time;
    this.heardAt = receivedAt;
    if (time <= this.frontTime) return;
    this.frontTime = time;
    this.frontHeardAt = receivedAt;
  }

  /** Beyond all that was heard. */
  moveFront(time: number, receivedAt: number): void {
    this.#hearAt(receivedAt);
    this.time = this.frontTime = time;
    this.heardAt = this.frontHeardAt = receivedAt;
  }

  /** Whether the device was heard at a moment of ours before this one; null where that is not known. */
  wasHeardAt(moment: number, receivedAt: number): boolean | null {
    if (receivedAt - this.heardAt > this.#silenceMs && moment > this.heardAt) return false;
    if (moment >= this.#heardFrom) return true;
    return moment > this.#silentFrom ? false : null;
  }

  #hearAt(receivedAt: number): void {
    if (receivedAt - this.heardAt <= this.#silenceMs) return;
    this.#silentFrom = this.heardAt;
    this.#heardFrom = receivedAt;
  }

  /** Whether it is where the clock began. */
  isAtStart(time: number, intervalMs: number): boolean {
    return Math.abs(time - this.#startTime) <= minuteMs + 2 * intervalMs;
  }
}
