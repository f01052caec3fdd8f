import { minuteMs, secondMs } from "../../domain/clock.ts";

export interface QuotaLimits {
  readonly publishesPerSecond: number;
  readonly publishBurst: number;
  readonly connectsPerMinute: number;
}

/**
 * What one device may still do. It outlives the device's connections, so that reconnecting resets nothing. Times are
 * monotonic milliseconds: a step of the wall clock neither blocks a device nor sets it free.
 */
export class DeviceQuota {
  #tokens: number;
  #filledAt: number;
  #minuteFrom = Number.NEGATIVE_INFINITY;
  #connects = 0;
  readonly #limits: QuotaLimits;

  constructor(limits: QuotaLimits, now: number) {
    this.#limits = limits;
    this.#tokens = limits.publishBurst;
    this.#filledAt = now;
  }

  /** Consumes one publish of the bucket; false when there is none in it. */
  tryConsumePublish(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Milliseconds until the bucket holds a publish. */
  waitMs(now: number): number {
    this.#fill(now);
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#limits.publishesPerSecond) * secondMs;
  }

  /** Counts a sign-in; false when this minute's are used up. */
  tryConsumeConnect(now: number): boolean {
    if (now - this.#minuteFrom >= minuteMs) {
      this.#minuteFrom = now;
      this.#connects = 0;
    }
    if (this.#connects >= this.#limits.connectsPerMinute) return false;
    this.#connects++;
    return true;
  }

  #fill(now: number): void {
    const gained = ((now - this.#filledAt) / secondMs) * this.#limits.publishesPerSecond;
    this.#tokens = Math.min(this.#limits.publishBurst, this.#tokens + gained);
    this.#filledAt = now;
  }
}
