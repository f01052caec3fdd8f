import TinyQueue from "tinyqueue";
import type { QueuedDelivery } from "../../domain/governance/delivery.ts";
import type { WebhooksSettings } from "../settings.ts";
import { delayMs } from "./next-step.ts";
import { type Allowance, SubjectHeaps } from "./subject-heaps.ts";
import { createSubjectQueue, type SubjectQueue } from "./subject-queue.ts";
import { alreadyDue, type WaitingDelivery } from "./waiting-delivery.ts";

type AgeHeap = TinyQueue<WaitingDelivery>;

const byWait = (a: WaitingDelivery, b: WaitingDelivery): number => a.askedAt - b.askedAt;

/** Waits are shortened this often at most, however fast successes come. */
const wakeEveryMs = 1_000;

/** Everything that waits for one endpoint. Each call costs O(log n), however much waits; waking costs n, once a second. */
export class DeliveryQueue {
  readonly #settings: Pick<WebhooksSettings, "retryDelaysMs" | "urgentRetryMs">;
  readonly #bySubject = new Map<string, SubjectQueue>();
  readonly #byId = new Map<number, WaitingDelivery>();
  readonly #subjects = new SubjectHeaps();
  readonly #all: AgeHeap = new TinyQueue([], byWait);
  readonly #urgents: AgeHeap = new TinyQueue([], byWait);
  /** Uptime from which a success may shorten waits again. */
  #wakesFrom = Number.NEGATIVE_INFINITY;
  #isWakeOwed = false;

  constructor(settings: Pick<WebhooksSettings, "retryDelaysMs" | "urgentRetryMs">) {
    this.#settings = settings;
  }

  get size(): number {
    return this.#byId.size;
  }

  has(deliveryId: number): boolean {
    return this.#byId.has(deliveryId);
  }

  add(waiting: WaitingDelivery): void {
    const { delivery } = waiting;
    this.#byId.set(delivery.deliveryId, waiting);
    this.#all.push(waiting);
    if (delivery.isUrgent) this.#urgents.push(waiting);
    const queue = this.#queueOf(delivery.subject);
    const headBefore = queue.head;
    const isMoreUrgent = queue.add(waiting);
    const isUrgentFirst = delivery.isUrgent && waiting.attempts === 0;
    if (queue.isBusy) {
      queue.hasUrgentArrived ||= isUrgentFirst;
      return;
    }
    const head = queue.head!;
    const mustHurry = isUrgentFirst && head.attempts > 0;
    if (head === headBefore && !isMoreUrgent && !mustHurry) return;
    if (mustHurry) this.#hurry(head);
    this.#subjects.place(queue);
  }

  /** Makes due at once a delivery that was put back to its first attempt, if it waits here. */
  restart(stored: QueuedDelivery): void {
    const waiting = this.#byId.get(stored.deliveryId);
    const queue = this.#bySubject.get(stored.subject);
    if (waiting === undefined || queue === undefined || stored.attempts !== 0 || waiting.attempts === 0) return;
    if (queue.isBusy && queue.head === waiting) return;
    const afresh = { attempts: 0, dueAt: alreadyDue, firstFailedAt: null, failedAt: null, wakes: 0 };
    Object.assign(waiting, { ...afresh, acceptedWhenGone: null, isHeldByReceiver: false });
    if (queue.head === waiting) this.#subjects.place(queue);
  }

  /**
   * The next to send, whose subject is then busy until `remove` or `putBack`: urgent first attempts, urgent retries,
   * other first attempts, other retries; within each the reddest, then the oldest.
   */
  dequeue(uptime: number, allowance: Allowance): WaitingDelivery | null {
    if (this.#isWakeOwed && uptime >= this.#wakesFrom) this.#wake(uptime);
    const queue = this.#subjects.dequeue(uptime, allowance);
    if (queue === null) return null;
    queue.isBusy = true;
    queue.hasUrgentArrived = false;
    return queue.head!;
  }

  /** It is over with this one: the next of its subject may go. */
  remove(waiting: WaitingDelivery): void {
    const { deliveryId, subject } = waiting.delivery;
    waiting.isOver = true;
    this.#byId.delete(deliveryId);
    const queue = this.#bySubject.get(subject)!;
    queue.removeHead();
    queue.isBusy = false;
    if (queue.head === undefined) this.#bySubject.delete(subject);
    else this.#subjects.place(queue);
  }

  /** It failed: its subject waits until `dueAt`. */
  putBack(waiting: WaitingDelivery): void {
    const queue = this.#bySubject.get(waiting.delivery.subject)!;
    queue.isBusy = false;
    if (queue.hasUrgentArrived) this.#hurry(waiting);
    this.#subjects.place(queue);
  }

  /** Ends all waits but those that the receiver asked for. */
  wakeAll(): void {
    this.#subjects.shortenWaits(() => alreadyDue);
  }

  /**
   * The endpoint has taken something: what waits goes at once, at the next `dequeue`. What has failed in spite of that
   * before waits as long as its schedule says after as many failures.
   */
  succeed(): void {
    this.#isWakeOwed ||= this.#subjects.nextDueAt() !== null;
  }

  /** True where this delivery or one behind it in its subject is urgent. */
  holdsUrgent({ delivery }: WaitingDelivery): boolean {
    return this.#bySubject.get(delivery.subject)?.mostUrgent?.delivery.isUrgent ?? delivery.isUrgent;
  }

  /** Uptime at which the next wait ends; null when nothing waits. */
  nextDueAt(): number | null {
    const at = this.#subjects.nextDueAt();
    return at !== null && this.#isWakeOwed ? Math.min(at, this.#wakesFrom) : at;
  }

  /** Since when the oldest delivery not yet over waits, ms since 1970; null when there is none. */
  oldestAt(): number | null {
    return oldestIn(this.#all);
  }

  oldestUrgentAt(): number | null {
    return oldestIn(this.#urgents);
  }

  /** Subjects of urgent deliveries, in the order of queueing. Looks at all that waits. */
  urgentSubjects(most: number): readonly string[] {
    const urgents = this.#byId.values().filter(({ delivery }) => delivery.isUrgent);
    const inOrder = [...urgents].sort((a, b) => a.delivery.deliveryId - b.delivery.deliveryId);
    return [...new Set(inOrder.map(({ delivery }) => delivery.subject))].slice(0, most);
  }

  #wake(uptime: number): void {
    this.#isWakeOwed = false;
    this.#wakesFrom = uptime + wakeEveryMs;
    const { retryDelaysMs } = this.#settings;
    this.#subjects.shortenWaits(({ failedAt, wakes }) =>
      failedAt === null || wakes === 0 ? alreadyDue : failedAt + delayMs(wakes, retryDelaysMs),
    );
  }

  /** An urgent event must not sit out the wait of an older one of its subject. */
  #hurry(head: WaitingDelivery): void {
    if (!head.isHeldByReceiver) head.dueAt = alreadyDue;
    else if (head.failedAt !== null) head.dueAt = Math.min(head.dueAt, head.failedAt + this.#settings.urgentRetryMs);
  }

  #queueOf(subject: string): SubjectQueue {
    const queue = this.#bySubject.get(subject) ?? createSubjectQueue();
    this.#bySubject.set(subject, queue);
    return queue;
  }
}

function oldestIn(heap: AgeHeap): number | null {
  while (heap.peek()?.isOver === true) heap.pop();
  return heap.peek()?.askedAt ?? null;
}
