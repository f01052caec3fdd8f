import type { DeviceQuota } from "../devices/device-quota.ts";

/** A publish that may start now; it calls `done` once when it is over. */
export type StartPublish<Job> = (job: Job, done: () => void) => void;

export interface PublishQueueLimits {
  readonly maxInFlight: number;
}

export interface PublishQueueOptions<Job> {
  readonly limits: PublishQueueLimits;
  readonly quota: DeviceQuota;
  readonly start: StartPublish<Job>;
  /** True for a publish that is under way alone: it waits for those before it, and those behind it wait for it. */
  readonly isExclusive: (job: Job) => boolean;
  /** Called when a publish that waited starts: its connection counts as alive, though nothing was read from it meanwhile. */
  readonly onDelayedStart: () => void;
  readonly monotonic: () => number;
}

/**
 * The publishes of one connection in their order: those under way, and those that wait for the device's rate or for
 * one under way to finish. While any waits Aedes reads no further from the socket, so TCP slows the device down and
 * what waits is bounded by one read of the socket.
 */
export class PublishQueue<Job> {
  inFlight = 0;
  readonly #waiting: Job[] = [];
  #timer: NodeJS.Timeout | null = null;
  #isAdvancing = false;
  #isExclusiveUnderWay = false;
  readonly #options: PublishQueueOptions<Job>;
  readonly #done = (): void => {
    this.inFlight--;
    this.#isExclusiveUnderWay = false;
    if (this.#waiting.length > 0) this.#advance();
  };

  constructor(options: PublishQueueOptions<Job>) {
    this.#options = options;
  }

  /** Starts a publish, now or in its turn. Returns false when it has to wait. */
  submit(job: Job): boolean {
    const { quota, monotonic, start } = this.#options;
    if (this.#waiting.length === 0 && this.#hasRoom(job) && quota.tryConsumePublish(monotonic())) {
      this.#begin(job, start);
      return true;
    }
    this.#waiting.push(job);
    if (this.#waiting.length === 1) this.#advance();
    return false;
  }

  /** Forgets what waits: never acknowledged, so the device sends it again. */
  close(): void {
    this.#waiting.length = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #hasRoom(job: Job): boolean {
    if (this.inFlight === 0) return true;
    if (this.#isExclusiveUnderWay) return false;
    return this.inFlight < this.#options.limits.maxInFlight && !this.#options.isExclusive(job);
  }

  #begin(job: Job, start: StartPublish<Job>): void {
    this.inFlight++;
    this.#isExclusiveUnderWay = this.#options.isExclusive(job);
    start(job, this.#done);
  }

  #advance(): void {
    if (this.#timer !== null || this.#isAdvancing) return;
    this.#isAdvancing = true;
    const { quota, monotonic, start, onDelayedStart } = this.#options;
    for (let next = this.#waiting[0]; next !== undefined && this.#hasRoom(next); next = this.#waiting[0]) {
      const now = monotonic();
      if (!quota.tryConsumePublish(now)) {
        this.#wakeIn(quota.waitMs(now));
        break;
      }
      this.#waiting.shift();
      onDelayedStart();
      this.#begin(next, start);
    }
    this.#isAdvancing = false;
  }

  #wakeIn(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#advance();
    }, ms);
  }
}
