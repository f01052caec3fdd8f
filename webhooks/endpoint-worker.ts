import type { Clock } from "../domain/clock.ts";
import type { Attempt, EndpointStatus, QueuedDelivery } from "../domain/governance/delivery.ts";
import type { EndpointId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import { errorWords } from "../locales/format/error-words.ts";
import type { Outbox } from "../store/ports.ts";
import { type AttemptLog, isNotFound } from "./attempt-log.ts";
import { isRefusedForGood } from "./classify-answer.ts";
import { type EndpointReport, zeroCounts } from "./endpoints/endpoint-report.ts";
import type { Endpoint } from "./endpoints/endpoint-schema.ts";
import type { EndpointAnswer } from "./exchange.ts";
import { contentTypeOf, refusalIn } from "./formats/formats.ts";
import { requestOf, type Signer } from "./formats/sign.ts";
import type { FreshBodies } from "./fresh-bodies.ts";
import { type Breaker, closedBreaker, stepBreaker } from "./queue/breaker.ts";
import { DeliveryQueue } from "./queue/delivery-queue.ts";
import { GoneAnswers } from "./queue/gone-answers.ts";
import { LostUrgents } from "./queue/lost-urgents.ts";
import { longestWaitMs, type NextStep, nextStep, type Past } from "./queue/next-step.ts";
import { type WaitingDelivery, waitingDelivery } from "./queue/waiting-delivery.ts";
import type { Sender } from "./send.ts";
import type { WebhooksSettings } from "./settings.ts";
import type { Timers } from "./timers.ts";

/** What all workers share. */
export interface EndpointWorkerParts {
  readonly outbox: Outbox;
  readonly freshBodies: FreshBodies;
  readonly sender: Sender;
  readonly attemptLog: AttemptLog;
  readonly settings: WebhooksSettings;
  readonly log: Log;
  /** Wall clock, for what is stored, stamped and shown. */
  readonly clock: Clock;
  /** Never steps, for all waits. */
  readonly uptime: Clock;
  readonly random: () => number;
  readonly timers: Timers;
}

const urgentFirstsOnly = { ordinary: false, retries: false } as const;

/** How long to wait when the store cannot give a body just now. */
const bodyAgainMs = 1_000;

/**
 * Everything about one endpoint: its queue, breaker, timer and attempts. No worker waits for another. It sends only
 * while this process holds the endpoint's lease.
 */
export class EndpointWorker {
  readonly #endpoint: Endpoint;
  readonly #sign: Signer;
  readonly #parts: EndpointWorkerParts;
  #queue: DeliveryQueue;
  readonly #underWay = new Set<Promise<void>>();
  #abort = new AbortController();
  readonly #counts = zeroCounts();
  #isRunning = false;
  /** Uptime up to which the lease is ours. */
  #leasedUntil = Number.NEGATIVE_INFINITY;
  #retriesUnderWay = 0;
  #breaker: Breaker = closedBreaker;
  #status: Pick<EndpointStatus, "disabledAt" | "reason"> = { disabledAt: null, reason: null };
  #lastError: EndpointReport["lastError"] = null;
  #deadLetters = 0;
  #failuresInARow = 0;
  /** Events taken since start. */
  #accepted = 0;
  readonly #gone = new GoneAnswers();
  readonly #lostUrgents = new LostUrgents();
  #timer: unknown = null;

  constructor(endpoint: Endpoint, sign: Signer, parts: EndpointWorkerParts) {
    this.#endpoint = endpoint;
    this.#sign = sign;
    this.#parts = parts;
    this.#queue = new DeliveryQueue(parts.settings);
  }

  /** Queues deliveries; those already here stay as they are, unless they were put back to their first attempt. */
  add(deliveries: readonly QueuedDelivery[]): void {
    const now = { wall: this.#parts.clock(), uptime: this.#parts.uptime() };
    const { settings } = this.#parts;
    const longest = longestWaitMs(settings);
    for (const delivery of deliveries) {
      const mostMs = delivery.isUrgent ? settings.urgentRetryMs : longest;
      if (this.#queue.has(delivery.deliveryId)) this.#queue.restart(delivery);
      else this.#queue.add(waitingDelivery(delivery, now, mostMs));
    }
    this.#pump();
  }

  /** Applies the stored status: disabled by 410s, or enabled again by a person. */
  setStatus(status: Pick<EndpointStatus, "disabledAt" | "reason">): void {
    if (this.#status.disabledAt !== null && status.disabledAt === null) {
      this.#queue.wakeAll();
      this.#gone.clear();
    }
    this.#status = status;
    this.#pump();
  }

  /** Urgent dead letters that nobody has acknowledged, as the store has them. */
  setLostUrgents(deliveryIds: readonly number[]): void {
    this.#lostUrgents.replaceStored(deliveryIds);
  }

  start(): void {
    this.#isRunning = true;
    this.#pump();
  }

  /** True while this process alone may send to the endpoint. */
  get isLeased(): boolean {
    return this.#parts.uptime() < this.#leasedUntil;
  }

  /** The endpoint is this process's until then; its deliveries follow by `add`. */
  lease(untilUptime: number): void {
    this.#leasedUntil = untilUptime;
    this.#pump();
  }

  /** Another process may have the endpoint: cuts off what is under way and forgets what waits. The store has it all. */
  release(): void {
    this.#leasedUntil = Number.NEGATIVE_INFINITY;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#queue = new DeliveryQueue(this.#parts.settings);
    if (this.#breaker.state === "probing") this.#breaker = { state: "open", probeAt: this.#parts.uptime() };
    this.#arm();
  }

  /** Lets attempts under way end for `graceMs`, then cuts them off; those stay pending as they were. */
  async stop(graceMs: number): Promise<void> {
    this.#isRunning = false;
    if (this.#timer !== null) this.#parts.timers.clear(this.#timer);
    this.#timer = null;
    if (this.#underWay.size === 0) return;
    const cut = this.#parts.timers.set(() => this.#abort.abort(), graceMs);
    await Promise.all(this.#underWay);
    this.#parts.timers.clear(cut);
  }

  /** Resolves when no attempt is under way: all that could go out has gone out, and what failed waits for its time. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  report(): EndpointReport {
    const oldest = this.#queue.oldestUrgentAt();
    return {
      endpointId: this.#endpoint.id,
      pending: this.#queue.size,
      inFlight: this.#underWay.size,
      oldestQueuedAt: this.#queue.oldestAt(),
      oldestUrgentAgeMs: oldest === null ? null : Math.max(0, this.#parts.clock() - oldest),
      breaker: this.#breaker.state,
      failuresInARow: this.#failuresInARow,
      disabledAt: this.#status.disabledAt,
      disabledReason: this.#status.reason,
      goneAt: this.#status.disabledAt ?? this.#gone.since,
      lastError: this.#lastError,
      counts: { ...this.#counts },
      deadLetters: this.#deadLetters,
      lostUrgents: this.#lostUrgents.size,
    };
  }

  /** Subjects of urgent events that it has not taken, in the order of queueing. */
  waitingUrgents(most: number): readonly string[] {
    return this.#queue.urgentSubjects(most);
  }

  #pump(): void {
    if (!this.#isRunning || !this.isLeased) return;
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const attempt = this.#attempt(next);
      this.#underWay.add(attempt);
      void attempt.finally(() => {
        this.#underWay.delete(attempt);
        this.#pump();
      });
    }
    this.#arm();
  }

  #next(): WaitingDelivery | null {
    const { maxConcurrentPerEndpoint: most } = this.#parts.settings;
    const free = most - this.#underWay.size;
    if (free <= 0) return null;
    const uptime = this.#parts.uptime();
    const isShut = this.#status.disabledAt !== null;
    const isOpen = this.#breaker.state === "open" && uptime >= this.#breaker.probeAt;
    if (isOpen && !isShut) {
      const probe = this.#queue.dequeue(uptime, { ordinary: true, retries: true });
      if (probe !== null) this.#breaker = { state: "probing" };
      return probe;
    }
    // A fresh urgent event is tried whatever was before: it is a probe of its own.
    if (isShut || this.#breaker.state !== "closed") return this.#queue.dequeue(uptime, urgentFirstsOnly);
    // One place is kept for an urgent first attempt, and half of them from retries.
    return this.#queue.dequeue(uptime, {
      ordinary: free > 1 || most === 1,
      retries: this.#retriesUnderWay < Math.max(1, Math.floor(most / 2)),
    });
  }

  #arm(): void {
    if (this.#timer !== null) this.#parts.timers.clear(this.#timer);
    this.#timer = null;
    // The end of an attempt pumps too, so a full or probed endpoint needs no timer.
    if (this.#breaker.state === "probing") return;
    if (this.#underWay.size >= this.#parts.settings.maxConcurrentPerEndpoint) return;
    const uptime = this.#parts.uptime();
    const probeAt = this.#breaker.state === "open" && this.#breaker.probeAt > uptime ? this.#breaker.probeAt : null;
    const wakeAt = earlier(probeAt, this.#queue.nextDueAt());
    if (wakeAt === null || this.#queue.size === 0) return;
    this.#timer = this.#parts.timers.set(() => this.#pump(), Math.max(0, wakeAt - uptime));
  }

  async #attempt(waiting: WaitingDelivery): Promise<void> {
    const isRetry = waiting.attempts > 0;
    const { signal } = this.#abort;
    if (isRetry) this.#retriesUnderWay += 1;
    try {
      const body = this.#parts.freshBodies.find(waiting.delivery) ?? (await this.#bodyOf(waiting, signal));
      if (body !== null && !signal.aborted) await this.#send(waiting, body, signal);
    } finally {
      if (isRetry) this.#retriesUnderWay -= 1;
    }
  }

  async #bodyOf(waiting: WaitingDelivery, signal: AbortSignal): Promise<string | null> {
    const { outbox, log, uptime } = this.#parts;
    const { deliveryId } = waiting.delivery;
    try {
      return await outbox.body(deliveryId);
    } catch (error) {
      if (signal.aborted) return null;
      // A probe that never went out has shown nothing.
      if (this.#breaker.state === "probing") this.#breaker = { state: "open", probeAt: uptime() + bodyAgainMs };
      if (isNotFound(error)) {
        log.error({ deliveryId, err: error }, "webhooks: delivery dropped as the store no longer has it");
        this.#queue.remove(waiting);
        return null;
      }
      log.warn({ deliveryId, err: error }, "webhooks: body of a delivery cannot be read, trying again");
      waiting.dueAt = uptime() + bodyAgainMs;
      this.#queue.putBack(waiting);
      return null;
    }
  }

  async #send(waiting: WaitingDelivery, body: string, signal: AbortSignal): Promise<void> {
    const { sender, clock, uptime } = this.#parts;
    const { url } = this.#endpoint;
    const at = clock();
    const startedAt = uptime();
    let answer: EndpointAnswer;
    try {
      const { eventId, format } = waiting.delivery;
      const request = requestOf(url, { eventId, body }, this.#sign(eventId, at, body));
      const asked = { contentType: contentTypeOf(format), refusalIn: refusalIn(format), signal };
      answer = await sender.send({ ...request, ...asked });
    } catch (error) {
      if (signal.aborted) return;
      answer = { reason: "connection_failed", status: null, detail: errorWords(error), retryAfterMs: null };
    }
    // The lease ran out meanwhile: the process that has it now sends again.
    if (signal.aborted) return;
    this.#settle(waiting, answer, { at, durationMs: Math.round(uptime() - startedAt) });
  }

  #settle(
    waiting: WaitingDelivery,
    answer: EndpointAnswer,
    when: { readonly at: number; readonly durationMs: number },
  ): void {
    const { outbox, attemptLog, settings, random, clock, uptime } = this.#parts;
    waiting.attempts += 1;
    waiting.firstFailedAt ??= uptime();
    waiting.failedAt = uptime();
    const past = this.#pastOf(waiting);
    const step = nextStep(answer, past, settings, random);
    const { deliveryId } = waiting.delivery;
    const { reason, status, detail } = answer;
    const attempt: Attempt = { deliveryId, ...when, reason, status, detail, next: storedNext(step, clock()) };

    this.#counts[reason] += 1;
    if (reason !== "accepted") this.#lastError = { at: clock(), reason, detail };
    this.#moveBreaker(answer);
    this.#moveDelivery(waiting, step, answer);
    attemptLog.write(async () => {
      await outbox.record(attempt);
      this.#lostUrgents.recorded(deliveryId);
    });
    if (reason === "accepted") this.#followAcceptance();
    if (reason === "gone" && !past.isGoneAlone) this.#followGone(waiting, answer);
  }

  #pastOf(waiting: WaitingDelivery): Past {
    const { attempts, firstFailedAt, acceptedWhenGone, delivery } = waiting;
    const now = this.#parts.uptime();
    return {
      failures: attempts,
      failingMs: now - (firstFailedAt ?? now),
      isUrgent: delivery.isUrgent,
      holdsUrgent: this.#queue.holdsUrgent(waiting),
      isGoneAlone: acceptedWhenGone !== null && acceptedWhenGone < this.#accepted,
    };
  }

  /** Whatever else it fails at, it takes events. */
  #followAcceptance(): void {
    this.#accepted += 1;
    this.#gone.clear();
    this.#queue.succeed();
    if (this.#status.disabledAt === null) return;
    const { outbox, attemptLog, log } = this.#parts;
    const endpointId = this.#endpoint.id;
    const status: EndpointStatus = { endpointId, disabledAt: null, reason: null };
    this.#status = status;
    this.#queue.wakeAll();
    attemptLog.write(() => outbox.setEndpointStatus(status));
    log.info({ endpointId }, "webhooks: endpoint that had answered 410 Gone takes events again and is enabled");
  }

  #followGone(waiting: WaitingDelivery, answer: EndpointAnswer): void {
    const { clock, settings } = this.#parts;
    waiting.acceptedWhenGone ??= this.#accepted;
    this.#gone.add(waiting.delivery.deliveryId, clock());
    if (this.#gone.events >= settings.goneAfter) this.#disable(waiting, answer);
  }

  #moveDelivery(waiting: WaitingDelivery, step: NextStep, answer: EndpointAnswer): void {
    const { log, uptime } = this.#parts;
    switch (step.kind) {
      case "delivered":
        this.#queue.remove(waiting);
        return;
      case "dead":
        this.#queue.remove(waiting);
        this.#deadLetters += 1;
        if (waiting.delivery.isUrgent) this.#lostUrgents.add(waiting.delivery.deliveryId);
        log.error(
          { ...this.#logFields(waiting), reason: answer.reason, detail: answer.detail.en, attempts: waiting.attempts },
          "webhooks: delivery given up; replay it with `guanlan deliveries replay` once the endpoint is mended",
        );
        return;
      case "retry":
        waiting.dueAt = uptime() + step.waitMs;
        waiting.isHeldByReceiver = step.isHeldByReceiver;
        this.#queue.putBack(waiting);
    }
  }

  #disable(waiting: WaitingDelivery, answer: EndpointAnswer): void {
    if (this.#status.disabledAt !== null) return;
    const { outbox, attemptLog, log, clock } = this.#parts;
    const disabledAt = clock();
    const status: EndpointStatus = { endpointId: this.#endpoint.id, disabledAt, reason: answer.detail };
    this.#status = status;
    attemptLog.write(() => outbox.setEndpointStatus(status));
    log.error(
      { ...this.#logFields(waiting), detail: answer.detail.en },
      "webhooks: endpoint answers 410 Gone and is disabled; only urgent events are tried until it takes one or is enabled",
    );
  }

  #moveBreaker(answer: EndpointAnswer): void {
    const { log, settings, uptime } = this.#parts;
    const before = this.#breaker;
    const isAlive = answer.reason === "accepted" || isRefusedForGood(answer.status);
    this.#failuresInARow = isAlive ? 0 : this.#failuresInARow + 1;
    this.#breaker = stepBreaker(before, isAlive, uptime(), settings);
    const endpointId = this.#endpoint.id;
    if (before.state !== "closed" && this.#breaker.state === "closed") {
      this.#queue.wakeAll();
      log.info({ endpointId }, "webhooks: endpoint answers again");
    }
    if (before.state === "closed" && this.#breaker.state === "open") {
      const { reason, detail } = answer;
      log.warn({ endpointId, reason, detail: detail.en }, "webhooks: endpoint fails, only probing it from now on");
    }
  }

  #logFields(waiting: WaitingDelivery): {
    endpointId: EndpointId;
    deliveryId: number;
    eventId: string;
    subject: string;
  } {
    const { deliveryId, eventId, subject } = waiting.delivery;
    return { endpointId: this.#endpoint.id, deliveryId, eventId, subject };
  }
}

/** The earlier of two moments; null for none. */
function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function storedNext(step: NextStep, now: number): Attempt["next"] {
  switch (step.kind) {
    case "delivered":
      return { state: "delivered" };
    case "dead":
      return { state: "dead" };
    case "retry":
      return { state: "pending", nextAttemptAt: now + step.waitMs };
  }
}
