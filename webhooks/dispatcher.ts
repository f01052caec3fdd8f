import { type Clock, secondMs, systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { EndpointId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import { type AttemptLog, createAttemptLog } from "./attempt-log.ts";
import { EndpointWorker, type EndpointWorkerParts } from "./endpoint-worker.ts";
import { type EndpointReport, zeroCounts } from "./endpoints/endpoint-report.ts";
import type { Endpoint } from "./endpoints/endpoint-schema.ts";
import type { Signer } from "./formats/sign.ts";
import type { AttemptReason, Outbox, QueuedDelivery } from "./ports.ts";
import type { Sender } from "./send.ts";
import type { WebhooksSettings } from "./settings.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface DispatcherOptions {
  readonly endpoints: readonly Endpoint[];
  /** From `resolveSecrets`: one for each endpoint. */
  readonly signers: ReadonlyMap<EndpointId, Signer>;
  readonly outbox: Outbox;
  /** Closed by `stop`. */
  readonly sender: Sender;
  readonly settings: WebhooksSettings;
  readonly log: Log;
  readonly clock?: Clock;
  /** Milliseconds from anywhere that never step back or forth. */
  readonly uptime?: Clock;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
  readonly timers?: Timers;
}

export interface DispatcherStatus {
  readonly endpoints: readonly EndpointReport[];
  /** Attempts since start, by how they ended. */
  readonly counts: Readonly<Record<AttemptReason, number>>;
  /** Endpoints with an urgent delivery undelivered for longer than `undeliveredAlarmAfterMs`. */
  readonly undeliveredUrgent: readonly EndpointId[];
  /** Outcomes that the store has not taken yet. */
  readonly unrecorded: number;
  /** Deliveries waiting for endpoints that the city no longer names: sent to nobody, given up never. */
  readonly orphans: Readonly<Record<string, number>>;
}

const enabled = { disabledAt: null, reason: null };
const pollMs = secondMs;
/** Attempts under way at stop may take this long to end by themselves. */
const stopGraceMs = 2_000;

/** Gets every queued delivery to its endpoint, or into the dead letters where it is seen. */
export class Dispatcher {
  readonly #workers: ReadonlyMap<EndpointId, EndpointWorker>;
  readonly #options: DispatcherOptions;
  readonly #attemptLog: AttemptLog;
  readonly #timers: Timers;
  readonly #orphans = new Map<EndpointId, Set<number>>();
  readonly #alarmed = new Set<EndpointId>();
  #isRunning = false;
  #mustReload = false;
  #isPollFailing = false;
  #pollTimer: unknown = null;
  #poll: Promise<void> = Promise.resolve();

  /** @throws {HubError} `webhooks.secret_missing` when an endpoint has no signer */
  constructor(options: DispatcherOptions) {
    const { clock = systemClock, uptime = () => performance.now(), random = Math.random } = options;
    const { outbox, sender, settings, log, timers = systemTimers } = options;
    this.#options = options;
    this.#timers = timers;
    this.#attemptLog = createAttemptLog(log, timers);
    const world: EndpointWorkerParts = {
      outbox,
      sender,
      attemptLog: this.#attemptLog,
      settings,
      log,
      clock,
      uptime,
      random,
      timers,
    };
    this.#workers = new Map(
      options.endpoints.map((endpoint) => [
        endpoint.id,
        new EndpointWorker(endpoint, signerOf(endpoint, options.signers), world),
      ]),
    );
  }

  /** Takes up everything that was pending when the hub last stopped, however it stopped. */
  async start(): Promise<void> {
    await this.#options.outbox.changedElsewhere();
    await this.#load();
    this.#isRunning = true;
    for (const worker of this.#workers.values()) worker.start();
    this.#schedulePoll();
  }

  /** Call it after each commit with what was queued: first attempts begin before it returns. */
  queued(deliveries: readonly QueuedDelivery[]): void {
    const byEndpoint = Map.groupBy(deliveries, ({ endpointId }) => endpointId);
    for (const [endpointId, group] of byEndpoint) {
      const worker = this.#workers.get(endpointId);
      if (worker === undefined) this.#keepOrphans(endpointId, group);
      else worker.add(group);
    }
  }

  /** Call it after this process itself replayed deliveries or enabled an endpoint; other processes are noticed. */
  async reload(): Promise<void> {
    if (this.#isRunning) await this.#load();
  }

  /** Nothing is lost: what had no outcome yet is sent again, with the same id, after the next start. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#timers.clear(this.#pollTimer);
    await this.#poll;
    await Promise.all([...this.#workers.values()].map((worker) => worker.stop(stopGraceMs)));
    await this.#attemptLog.stop();
    this.#options.sender.close();
  }

  status(): DispatcherStatus {
    const endpoints = [...this.#workers.values()].map((worker) => worker.report());
    const counts = zeroCounts();
    for (const endpoint of endpoints) {
      for (const [reason, count] of Object.entries(endpoint.counts)) counts[reason as AttemptReason] += count;
    }
    return {
      endpoints,
      counts,
      undeliveredUrgent: endpoints.filter((endpoint) => this.#isOverdue(endpoint)).map(({ endpointId }) => endpointId),
      unrecorded: this.#attemptLog.waiting,
      orphans: Object.fromEntries([...this.#orphans].map(([endpointId, ids]) => [endpointId, ids.size])),
    };
  }

  async #load(): Promise<void> {
    const { outbox } = this.#options;
    const [statuses, pending] = await Promise.all([outbox.endpointStatuses(), outbox.pending()]);
    const statusOf = new Map(statuses.map((status) => [status.endpointId, status]));
    for (const [endpointId, worker] of this.#workers) worker.setStatus(statusOf.get(endpointId) ?? enabled);
    this.#orphans.clear();
    this.queued(pending);
  }

  #schedulePoll(): void {
    if (!this.#isRunning) return;
    this.#pollTimer = this.#timers.set(() => {
      this.#poll = this.#pollOutbox().finally(() => this.#schedulePoll());
    }, pollMs);
  }

  async #pollOutbox(): Promise<void> {
    const { outbox, log } = this.#options;
    this.#raiseAlarms();
    try {
      this.#mustReload = (await outbox.changedElsewhere()) || this.#mustReload;
      if (this.#mustReload) await this.#load();
      this.#mustReload = false;
      this.#isPollFailing = false;
    } catch (error) {
      if (!this.#isPollFailing) log.warn({ err: error }, "webhooks: changes from the command line cannot be read yet");
      this.#isPollFailing = true;
    }
  }

  /** Says once per endpoint, until it has caught up, that somebody must reach for the phone. */
  #raiseAlarms(): void {
    for (const worker of this.#workers.values()) {
      const report = worker.report();
      const { endpointId, oldestUrgentAgeMs, lastError } = report;
      if (!this.#isOverdue(report)) {
        this.#alarmed.delete(endpointId);
        continue;
      }
      if (this.#alarmed.has(endpointId)) continue;
      this.#alarmed.add(endpointId);
      this.#options.log.error(
        { endpointId, oldestUrgentAgeMs, lastError },
        "webhooks: an urgent event has not reached this endpoint; tell its people by phone",
      );
    }
  }

  #isOverdue({ oldestUrgentAgeMs }: EndpointReport): boolean {
    return oldestUrgentAgeMs !== null && oldestUrgentAgeMs > this.#options.settings.undeliveredAlarmAfterMs;
  }

  #keepOrphans(endpointId: EndpointId, deliveries: readonly QueuedDelivery[]): void {
    const ids = this.#orphans.get(endpointId) ?? new Set();
    if (ids.size === 0) {
      this.#options.log.warn({ endpointId }, "webhooks: deliveries wait for an endpoint that the city does not name");
    }
    for (const { deliveryId } of deliveries) ids.add(deliveryId);
    this.#orphans.set(endpointId, ids);
  }
}

function signerOf(endpoint: Endpoint, signers: ReadonlyMap<EndpointId, Signer>): Signer {
  const signer = signers.get(endpoint.id);
  if (signer !== undefined) return signer;
  throw new HubError("webhooks.secret_missing", `Cannot deliver to ${endpoint.id}: wanted its signer, got none`);
}
