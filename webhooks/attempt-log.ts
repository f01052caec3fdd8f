import { HubError } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import type { Timers } from "./timers.ts";

/** Writes outcomes to the outbox, and again until they are written: a full disk must not lose what was delivered. */
export interface AttemptLog {
  /** How many wait to be written again. */
  readonly waiting: number;
  write(write: () => Promise<void>): void;
  /** Waits for what is under way, and tries once more what failed; what fails again is sent again after the next start. */
  stop(): Promise<void>;
}

const againAfterMs = 1_000;

export function createAttemptLog(log: Log, timers: Timers): AttemptLog {
  /** In order: while anything waits here nothing is written past it. */
  const failed: (() => Promise<void>)[] = [];
  const underWay = new Set<Promise<void>>();
  let timer: unknown = null;

  async function first(write: () => Promise<void>): Promise<void> {
    if (await isWritten(write)) return;
    failed.push(write);
    if (timer === null) {
      log.warn({ waiting: failed.length }, "webhooks: outcomes of deliveries cannot be recorded, trying again");
      timer = timers.set(againLater, againAfterMs);
    }
  }

  async function again(): Promise<void> {
    for (let next = failed[0]; next !== undefined; next = failed[0]) {
      if (!(await isWritten(next))) {
        timer = timers.set(againLater, againAfterMs);
        return;
      }
      failed.shift();
    }
    timer = null;
    log.info({}, "webhooks: outcomes of deliveries recorded again");
  }

  async function isWritten(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!isNotFound(error)) return false;
      log.warn({ err: error }, "webhooks: outcome of a delivery dropped as the store no longer has the delivery");
      return true;
    }
  }

  function track(promise: Promise<void>): void {
    underWay.add(promise);
    void promise.finally(() => underWay.delete(promise));
  }

  function againLater(): void {
    track(again());
  }

  return {
    get waiting() {
      return failed.length;
    },
    write(write) {
      if (failed.length > 0) failed.push(write);
      else track(first(write));
    },
    async stop() {
      await Promise.all(underWay);
      if (timer !== null) timers.clear(timer);
      if (failed.length > 0) await again();
      if (timer !== null) timers.clear(timer);
      timer = null;
    },
  };
}

/** True for a row that is gone from the store, which no further try brings back. */
export function isNotFound(error: unknown): boolean {
  return error instanceof HubError && error.code === "store.not_found";
}
