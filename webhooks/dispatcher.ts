import { randomUUID } from "node:crypto";
import { type Clock, secondMs, systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { AttemptReason, EventBody, QueuedDelivery } from "../domain/governance/delivery.ts";
import type { EndpointId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import { fill } from "../locales/fill.ts";
import { webhookTexts } from "../locales/webhooks.ts";
import type { Outbox } from "../store/ports.ts";
import { AttemptLog } from "./attempt-log.ts";
import { createEndpointLeases, type EndpointLeases } from "./endpoint-leases.ts";
import { EndpointWorker, type EndpointWorkerParts } from "./endpoint-worker.ts";
import { type EndpointReport, zeroCounts } from "./endpoints/endpoint-report.ts";
import type { Endpoint } from "./endpoints/endpoint-schema.ts";
import type { Signer } from "./formats/sign.ts";
import { createFreshBodies } from "./fresh-bodies.ts";
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
  /** Names this process among those that share the outbox; unlike any other's. */
  readonly owner?: string;
}

export interface DispatcherStatus {
  readonly endpoints: readonly EndpointReport[];
  /** Attempts since start, by how they ended. */
  readonly counts: Readonly<Record<AttemptReason, number>>;
  /** Endpoints with an urgent delivery undelivered for longer than `undeliveredAlarmAfterMs`. */
  readonly undeliveredUrgent: readonly EndpointId[];
  /** Outcomes that the store has not taken yet. */
  readonly unrecorded: number;
  /** Deliveries waiting for endpoints that the city no longer names: kept, never sent and never given up. */
  readonly orphans: Readonly<Record<string, number>>;
}

const enabled = { disabledAt: null, reason: null };
const pollMs = secondMs;
/** Attempts under way at stop may take this long to end by themselves. */
const stopGraceMs = 2_000;
/** Deliveries read from the outbox at once. */
const pageSize = 1_000;

/** Gets every queued delivery to its endpoint, or into the dead letters where it is seen. */
export class Dispatcher {
  readonly #workers: ReadonlyMap<EndpointId, EndpointWorker>;
  readonly #options: DispatcherOptions;
  readonly #attemptLog: AttemptLog;
  readonly #timers: Timers;
  readonly #freshBodies = createFreshBodies();
  readonly #leases: EndpointLeases;
  readonly #orphans = new Map<EndpointId, number>();
  readonly #alarmed = new Set<EndpointId>();
  #isRunning = false;
  #revision = 0;
  #isPollFailing = false;
  #pollTimer: unknown = null;
  #poll: Promise<void> = Promise.resolve();

  /** @throws {HubError} `webhooks.secret_missing` when an endpoint has no signer */
  constructor(options: DispatcherOptions) {
    const { clock = systemClock, uptime = () => performance.now(), random = Math.random } = options;
    const { outbox, sender, settings, log, timers = systemTimers } = options;
    this.#options = options;
    this.#timers = timers;
    this.#attemptLog = new AttemptLog(log, timers);
    const parts: EndpointWorkerParts = {
      outbox,
      freshBodies: this.#freshBodies,
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
        new EndpointWorker(endpoint, signerOf(endpoint, options.signers), parts),
      ]),
    );
    const { owner = randomUUID() } = options;
    this.#leases = createEndpointLeases({ owner, workers: this.#workers, outbox, log, clock, uptime });
  }

  /** Takes up everything that was pending when the hub last stopped, however it stopped. */
  async start(): Promise<void> {
    this.#revision = await this.#options.outbox.revision();
    await this.#leases.renew();
    await this.#load([...this.#workers.keys()]);
    this.#isRunning = true;
    for (const worker of this.#workers.values()) worker.start();
    this.#schedulePoll();
  }

  /**
   * Call it after each commit with what was queued: first attempts begin before it returns. Endpoints that another
   * process has are left to it.
   *
   * @param bodies what the deliveries carry; the store is asked for what is not among them
   */
  queued(deliveries: readonly QueuedDelivery[], bodies: readonly EventBody[] = []): void {
    this.#freshBodies.keep(bodies);
    const byEndpoint = Map.groupBy(deliveries, ({ endpointId }) => endpointId);
    for (const [endpointId, group] of byEndpoint) {
      const worker = this.#workers.get(endpointId);
      if (worker === undefined) this.#countOrphans(endpointId, group.length);
      else if (worker.isLeased) worker.add(group);
    }
  }

  /** Reads the outbox at once after a replay or an enabling, which the poll would find within a second. */
  async reload(): Promise<void> {
    if (this.#isRunning) await this.#load([...this.#workers.keys()]);
  }

  /** Nothing is lost: what had no outcome yet is sent again, with the same id, after the next start. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#timers.clear(this.#pollTimer);
    await this.#poll;
    await Promise.all([...this.#workers.values()].map((worker) => worker.stop(stopGraceMs)));
    await this.#attemptLog.stop();
    await this.#leases.giveUp();
    this.#options.sender.close();
  }

  /** Resolves when no attempt is under way at any endpoint. */
  async idle(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.idle()));
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
      orphans: Object.fromEntries(this.#orphans),
    };
  }

  /** Subjects of urgent events that an endpoint has not taken, in the order of queueing. */
  waitingUrgents(endpointId: EndpointId, most: number): readonly string[] {
    return this.#workers.get(endpointId)?.waitingUrgents(most) ?? [];
  }

  /** Reads anew what waits for these endpoints, as far as they are this process's. */
  async #load(endpointIds: readonly EndpointId[]): Promise<void> {
    const { outbox } = this.#options;
    const [statuses, backlog, lost] = await Promise.all([
      outbox.endpointStatuses(),
      outbox.backlog(),
      outbox.lostUrgents(),
    ]);
    const lostOf = Map.groupBy(lost, ({ endpointId }) => endpointId);
    const statusOf = new Map(statuses.map((status) => [status.endpointId, status]));
    for (const [endpointId, worker] of this.#workers) {
      worker.setStatus(statusOf.get(endpointId) ?? enabled);
      worker.setLostUrgents((lostOf.get(endpointId) ?? []).map(({ deliveryId }) => deliveryId));
    }
    this.#orphans.clear();
    const waiting = new Set(backlog.map(({ endpointId }) => endpointId));
    for (const { endpointId, pending } of backlog) {
      if (!this.#workers.has(endpointId)) this.#countOrphans(endpointId, pending);
    }
    await Promise.all(endpointIds.filter((id) => waiting.has(id)).map((id) => this.#loadEndpoint(id)));
  }

  async #loadEndpoint(endpointId: EndpointId): Promise<void> {
    const worker = this.#workers.get(endpointId);
    let after = 0;
    while (worker?.isLeased) {
      const page = await this.#options.outbox.pending(endpointId, after, pageSize);
      // The lease may have gone while the page was read.
      if (page.length > 0 && worker.isLeased) worker.add(page);
      if (page.length < pageSize) return;
      after = page.at(-1)?.deliveryId ?? after;
    }
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
      const gained = await this.#leases.renew();
      const revision = await outbox.revision();
      if (revision !== this.#revision) await this.#load([...this.#workers.keys()]);
      else if (gained.length > 0) await this.#load(gained);
      this.#revision = revision;
      this.#isPollFailing = false;
    } catch (error) {
      if (!this.#isPollFailing) log.warn({ err: error }, "webhooks: the outbox cannot be read yet, trying again");
      this.#isPollFailing = true;
    }
  }

  /** Logs once per endpoint, until it has caught up, that an urgent event is overdue and people must be called. */
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

  #countOrphans(endpointId: EndpointId, count: number): void {
    const known = this.#orphans.get(endpointId) ?? 0;
    if (known === 0) {
      this.#options.log.warn({ endpointId }, "webhooks: deliveries wait for an endpoint that the city does not name");
    }
    this.#orphans.set(endpointId, known + count);
  }
}

function signerOf(endpoint: Endpoint, signers: ReadonlyMap<EndpointId, Signer>): Signer {
  const signer = signers.get(endpoint.id);
  if (signer !== undefined) return signer;
  throw new HubError("webhooks.secret_missing", fill(webhookTexts["no-signer"], { endpoint: endpoint.id }));
}
