import { type Clock, secondMs } from "../domain/clock.ts";
import type { EndpointId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { Outbox } from "../store/ports.ts";
import type { EndpointWorker } from "./endpoint-worker.ts";

/** How long an endpoint stays with a process that has died or hangs. Leases are renewed at every poll. */
const leaseMs = 5 * secondMs;

export interface EndpointLeasesParts {
  /** Names this process among those that share the outbox; unlike any other's. */
  readonly owner: string;
  readonly workers: ReadonlyMap<EndpointId, EndpointWorker>;
  readonly outbox: Pick<Outbox, "lease">;
  readonly log: Log;
  readonly clock: Clock;
  readonly uptime: Clock;
}

/** Keeps each endpoint with one of the processes that share an outbox. */
export interface EndpointLeases {
  /**
   * Takes or keeps every endpoint that no other process has; workers of the others forget what they hold.
   *
   * @returns endpoints that have become this process's, or may have been another's in between
   */
  renew(): Promise<readonly EndpointId[]>;
  /** Lets other processes have them at once. */
  giveUp(): Promise<void>;
}

export function createEndpointLeases(parts: EndpointLeasesParts): EndpointLeases {
  const { owner, workers, outbox, log, clock, uptime } = parts;
  const ids = [...workers.keys()];
  return {
    async renew() {
      const askedAt = uptime();
      const leased = new Set(await outbox.lease(owner, ids, clock() + leaseMs));
      const gained: EndpointId[] = [];
      for (const [endpointId, worker] of workers) {
        const wasLeased = worker.isLeased;
        if (!wasLeased || !leased.has(endpointId)) worker.release();
        if (!leased.has(endpointId)) continue;
        worker.lease(askedAt + leaseMs);
        if (!wasLeased) gained.push(endpointId);
      }
      return gained;
    },
    async giveUp() {
      try {
        await outbox.lease(owner, ids, 0);
      } catch (error) {
        log.warn({ err: error }, "webhooks: leases of endpoints are left to lapse");
      }
    },
  };
}
