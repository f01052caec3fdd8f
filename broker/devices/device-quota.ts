import { secondMs } from "../../domain/clock.ts";

export interface QuotaLimits {
  readonly publishesPerSecond: number;
  readonly publishBurst: number;
}

/** A heavier publish counts as several, so that what a device may have done for it is bounded by its bytes. */
const bytesOfOnePublish = 4096;

/**
 * What one device may publish at once, whatever else the hub does. It outlives the device's connections, so that
 * reconnecting resets nothing. Times are monotonic milliseconds: a step of the wall clock neither blocks a device nor sets
 * it free.
 */
export class DeviceQuota {
  #tokens: number;
  #filledAt: number;
  readonly #limits: QuotaLimits;

  constructor(limits: QuotaLimits, now: number) {
    this.#limits = limits;
    this.#tokens = limits.publishBurst;
    this.#filledAt = now;
  }

  /** Consumes a publish of so many bytes; false when the bucket is empty. A heavy one may leave it in debt. */
  tryConsumePublish(now: number, bytes: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= Math.max(1, bytes / bytesOfOnePublish);
    return true;
  }

  /** Milliseconds until the bucket holds a publish. */
  waitMs(now: number): number {
    this.#fill(now);
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#limits.publishesPerSecond) * secondMs;
  }

  #fill(now: number): void {
    const gained = ((now - this.#filledAt) / secondMs) * this.#limits.publishesPerSecond;
    this.#tokens = Math.min(this.#limits.publishBurst, this.#tokens + gained);
    this.#filledAt = now;
  }
}
