import type { DeviceQuota } from "../devices/device-quota.ts";
import type { ReadingsKept } from "../ports.ts";
import type { SpareCapacity, SpareUser } from "./spare-capacity.ts";

/** A publish that may start now; it calls `done` once when it is over, with what became of it. */
export type StartPublish<Job> = (job: Job, done: ReadingsKept) => void;

/** What became of a publish that is over. */
interface Outcome {
  readonly error: Error | null;
  readonly reply: Uint8Array | null;
}

export interface PublishQueueLimits {
  readonly maxInFlight: number;
}

export interface PublishQueueOptions<Job> {
  readonly limits: PublishQueueLimits;
  readonly quota: DeviceQuota;
  readonly spare: SpareCapacity;
  readonly start: StartPublish<Job>;
  /** Answers a publish that is over; called in the order in which the publishes came. */
  readonly answer: (job: Job, error: Error | null, reply: Uint8Array | null) => void;
  /** What it weighs in the memory and in the journal, bytes. */
  readonly weightOf: (job: Job) => number;
  /** True for a publish that is under way alone: it waits for those before it, and those behind it wait for it. */
  readonly isExclusive: (job: Job) => boolean;
  /** Whether it tells of now; asked only of what has to wait. */
  readonly isLive: (job: Job) => boolean;
  /** Called when a publish begins to wait, and when it starts or is forgotten. */
  readonly onWaiting: (job: Job) => void;
  readonly onWaited: (job: Job) => void;
  readonly onSpare: () => void;
  readonly monotonic: () => number;
}

/**
 * The publishes of one connection: those under way, and those that wait for the device's rate, for spare capacity of the
 * hub or for one under way to finish. What tells of now overtakes a backlog that waits; the answers leave in the order in
 * which the publishes came. [MQTT-4.6.0-2]
 */
export class PublishQueue<Job> implements SpareUser {
  inFlight = 0;
  /** What came and is not answered, in the order it came. */
  readonly #unanswered: Job[] = [];
  /** Over, but not answered yet as something before them is not over. */
  readonly #outcomes = new Map<Job, Outcome>();
  readonly #live: Job[] = [];
  readonly #others: Job[] = [];
  /** Of those in `#others` that are under way alone. */
  #exclusivesWaiting = 0;
  #timer: NodeJS.Timeout | null = null;
  #isAdvancing = false;
  #isExclusiveUnderWay = false;
  #isClosed = false;
  readonly #options: PublishQueueOptions<Job>;

  constructor(options: PublishQueueOptions<Job>) {
    this.#options = options;
  }

  get waitsLive(): boolean {
    return this.#live.length > 0;
  }

  /** Starts a publish, now or in its turn. Returns false when it has to wait. */
  submit(job: Job): boolean {
    const { quota, monotonic, weightOf } = this.#options;
    this.#unanswered.push(job);
    const isFirst = this.#live.length === 0 && this.#others.length === 0;
    if (isFirst && this.#hasRoom(job) && quota.tryConsumePublish(monotonic(), weightOf(job))) {
      this.#begin(job, 0);
      return true;
    }
    this.#wait(job);
    this.#advance();
    return false;
  }

  /** Forgets what waits: never acknowledged, so the device sends it again. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const waiting = [...this.#live.splice(0), ...this.#others.splice(0)];
    for (const job of waiting) this.#options.onWaited(job);
    this.#options.spare.forget(this);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  startSpare(): number | null {
    const next = this.#next();
    if (next === undefined || !this.#hasRoom(next)) return null;
    const { weightOf, onSpare } = this.#options;
    const weight = weightOf(next);
    this.#leaveWaiting(next);
    onSpare();
    this.#begin(next, weight);
    return weight;
  }

  #wait(job: Job): void {
    const { isExclusive, isLive, onWaiting } = this.#options;
    // Nothing overtakes what is under way alone.
    const mayOvertake = this.#exclusivesWaiting === 0 && !isExclusive(job) && isLive(job);
    (mayOvertake ? this.#live : this.#others).push(job);
    if (isExclusive(job)) this.#exclusivesWaiting++;
    onWaiting(job);
  }

  #next(): Job | undefined {
    return this.#live[0] ?? this.#others[0];
  }

  #leaveWaiting(job: Job): void {
    const { isExclusive, onWaited } = this.#options;
    (this.#live[0] === job ? this.#live : this.#others).shift();
    if (isExclusive(job)) this.#exclusivesWaiting--;
    onWaited(job);
  }

  #hasRoom(job: Job): boolean {
    if (this.inFlight === 0) return true;
    if (this.#isExclusiveUnderWay) return false;
    return this.inFlight < this.#options.limits.maxInFlight && !this.#options.isExclusive(job);
  }

  /** @param spareBytes what it takes of the spare capacity; 0 within the device's rate */
  #begin(job: Job, spareBytes: number): void {
    const { start, isExclusive, spare } = this.#options;
    this.inFlight++;
    this.#isExclusiveUnderWay = isExclusive(job);
    start(job, (error, reply) => {
      this.inFlight--;
      this.#isExclusiveUnderWay = false;
      if (spareBytes > 0) spare.release(spareBytes);
      this.#answer(job, error, reply ?? null);
      this.#advance();
    });
  }

  #answer(job: Job, error: Error | null, reply: Uint8Array | null): void {
    const { answer } = this.#options;
    if (this.#unanswered[0] !== job) {
      this.#outcomes.set(job, { error, reply });
      return;
    }
    this.#unanswered.shift();
    answer(job, error, reply);
    // Nearly always empty: what is kept in order is over in order.
    if (this.#outcomes.size === 0) return;
    for (let next = this.#unanswered[0]; next !== undefined; next = this.#unanswered[0]) {
      const held = this.#outcomes.get(next);
      if (held === undefined) return;
      this.#outcomes.delete(next);
      this.#unanswered.shift();
      answer(next, held.error, held.reply);
    }
  }

  /** Starts what the device's rate allows; the rest has to wait for spare capacity or for its time. */
  #advance(): void {
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    const { quota, monotonic, weightOf, spare } = this.#options;
    for (let next = this.#next(); next !== undefined && this.#hasRoom(next); next = this.#next()) {
      const now = monotonic();
      if (!quota.tryConsumePublish(now, weightOf(next))) {
        this.#wakeIn(quota.waitMs(now));
        spare.want(this);
        break;
      }
      this.#leaveWaiting(next);
      this.#begin(next, 0);
    }
    this.#isAdvancing = false;
  }

  #wakeIn(ms: number): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#advance();
    }, ms);
  }
}
