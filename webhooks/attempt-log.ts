import { HubError } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import type { Timers } from "./timers.ts";

const againAfterMs = 1_000;

/** Writes outcomes to the outbox, and again until they are written: a full disk must not lose what was delivered. */
export class AttemptLog {
  readonly #log: Log;
  readonly #timers: Timers;
  /** In order: while anything waits here nothing is written past it. */
  readonly #failed: (() => Promise<void>)[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #timer: unknown = null;

  constructor(log: Log, timers: Timers) {
    this.#log = log;
    this.#timers = timers;
  }

  /** How many wait to be written again. */
  get waiting(): number {
    return this.#failed.length;
  }

  write(write: () => Promise<void>): void {
    if (this.#failed.length > 0) this.#failed.push(write);
    else this.#track(this.#first(write));
  }

  /** Waits for what is under way, and tries once more what failed; what fails again is sent again after the next start. */
  async stop(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    if (this.#failed.length > 0) await this.#again();
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }

  async #first(write: () => Promise<void>): Promise<void> {
    if (await this.#isWritten(write)) return;
    this.#failed.push(write);
    if (this.#timer !== null) return;
    const waiting = this.#failed.length;
    this.#log.warn({ waiting }, "webhooks: outcomes of deliveries cannot be recorded, trying again");
    this.#againLater();
  }

  async #again(): Promise<void> {
    for (let next = this.#failed[0]; next !== undefined; next = this.#failed[0]) {
      if (!(await this.#isWritten(next))) return this.#againLater();
      this.#failed.shift();
    }
    this.#timer = null;
    this.#log.info({}, "webhooks: outcomes of deliveries recorded again");
  }

  #againLater(): void {
    this.#timer = this.#timers.set(() => this.#track(this.#again()), againAfterMs);
  }

  async #isWritten(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!isNotFound(error)) return false;
      this.#log.warn({ err: error }, "webhooks: outcome of a delivery dropped as the store no longer has the delivery");
      return true;
    }
  }

  #track(promise: Promise<void>): void {
    this.#underWay.add(promise);
    void promise.finally(() => this.#underWay.delete(promise));
  }
}

/** True for a row that is gone from the store, which no further try brings back. */
export function isNotFound(error: unknown): boolean {
  return error instanceof HubError && error.code === "store.not_found";
}
