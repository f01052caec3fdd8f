import TinyQueue from "tinyqueue";
import type { QueuedDelivery } from "../../domain/governance/delivery.ts";
import { createSubjectQueue, type SubjectQueue } from "./subject-queue.ts";
import { alreadyDue, priorityOf, type WaitingDelivery } from "./waiting-delivery.ts";

/** What may be taken now; the rest stays. */
export interface Allowance {
  readonly ordinary: boolean;
  readonly retries: boolean;
}

/** Everything that waits for one endpoint. Each call costs O(log n), however much waits. */
export interface DeliveryQueue {
  readonly size: number;
  has(deliveryId: number): boolean;
  add(waiting: WaitingDelivery): void;
  /** Makes due at once a delivery that was put back to its first attempt, if it waits here. */
  restart(stored: QueuedDelivery): void;
  /**
   * The next to send, whose subject is then busy until `remove` or `putBack`: urgent first attempts, urgent retries,
   * other first attempts, other retries; within each the reddest, then the oldest.
   */
  dequeue(uptime: number, allowance: Allowance): WaitingDelivery | null;
  /** It is over with this one: the next of its subject may go. */
  remove(waiting: WaitingDelivery): void;
  /** It failed: its subject waits until `dueAt`. */
  putBack(waiting: WaitingDelivery): void;
  /** Ends all waits but those that the receiver asked for. */
  wakeAll(): void;
  /** Uptime at which the next wait ends; null when nothing waits. */
  nextDueAt(): number | null;
  /** Since when the oldest delivery not yet over waits, ms since 1970; null when there is none. */
  oldestAt(): number | null;
  oldestUrgentAt(): number | null;
}

interface QueueEntry {
  readonly queue: SubjectQueue;
  readonly ticket: number;
  readonly priority: number;
  readonly deliveryId: number;
  readonly dueAt: number;
}

const byPriority = (a: QueueEntry, b: QueueEntry): number => b.priority - a.priority || a.deliveryId - b.deliveryId;
const byDue = (a: QueueEntry, b: QueueEntry): number => a.dueAt - b.dueAt;
const byWait = (a: WaitingDelivery, b: WaitingDelivery): number => a.waitsSince - b.waitsSince;

export function createDeliveryQueue(): DeliveryQueue {
  const bySubject = new Map<string, SubjectQueue>();
  const byId = new Map<number, WaitingDelivery>();
  const urgentFirsts = new TinyQueue([], byPriority);
  const urgentRetries = new TinyQueue([], byPriority);
  const otherFirsts = new TinyQueue([], byPriority);
  const otherRetries = new TinyQueue([], byPriority);
  const later = new TinyQueue([], byDue);
  const all = new TinyQueue([], byWait);
  const urgents = new TinyQueue([], byWait);

  /** An urgent event must not sit out the back-off of an older one of its subject. */
  function hurry(head: WaitingDelivery): void {
    if (!head.isHeldByReceiver) head.dueAt = alreadyDue;
  }

  /** Puts a subject where its head belongs; whatever place it had before is stale from now on. */
  function place(queue: SubjectQueue): void {
    const { head, mostUrgent } = queue;
    if (head === undefined || mostUrgent === undefined) return;
    queue.ticket += 1;
    const { deliveryId } = head.delivery;
    const at = { queue, ticket: queue.ticket, priority: priorityOf(mostUrgent), deliveryId, dueAt: head.dueAt };
    (head.dueAt === alreadyDue ? heapFor(head, mostUrgent) : later).push(at);
  }

  /** A first attempt that waits behind its subject's retry is a first attempt all the same. */
  function heapFor(head: WaitingDelivery, mostUrgent: WaitingDelivery): TinyQueue<QueueEntry> {
    if (mostUrgent.delivery.isUrgent) {
      return head.attempts === 0 || mostUrgent.attempts === 0 ? urgentFirsts : urgentRetries;
    }
    return head.attempts === 0 ? otherFirsts : otherRetries;
  }

  function wakeDue(uptime: number): void {
    for (let next = top(later); next !== undefined && next.dueAt <= uptime; next = top(later)) {
      later.pop();
      wake(next.queue);
    }
  }

  function wake(queue: SubjectQueue): void {
    if (queue.head !== undefined) queue.head.dueAt = alreadyDue;
    place(queue);
  }

  return {
    get size() {
      return byId.size;
    },
    has: (deliveryId) => byId.has(deliveryId),
    add(waiting) {
      const { delivery } = waiting;
      byId.set(delivery.deliveryId, waiting);
      all.push(waiting);
      if (delivery.isUrgent) urgents.push(waiting);
      const queue = bySubject.get(delivery.subject) ?? createSubjectQueue();
      bySubject.set(delivery.subject, queue);
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
      if (mustHurry) hurry(head);
      place(queue);
    },
    restart(stored) {
      const waiting = byId.get(stored.deliveryId);
      const queue = bySubject.get(stored.subject);
      if (waiting === undefined || queue === undefined || stored.attempts !== 0 || waiting.attempts === 0) return;
      if (queue.isBusy && queue.head === waiting) return;
      Object.assign(waiting, { attempts: 0, dueAt: alreadyDue, firstFailedAt: null, isHeldByReceiver: false });
      if (queue.head === waiting) place(queue);
    },
    dequeue(uptime, allowance) {
      wakeDue(uptime);
      const heaps = [
        urgentFirsts,
        ...(allowance.retries ? [urgentRetries] : []),
        ...(allowance.ordinary ? [otherFirsts] : []),
        ...(allowance.ordinary && allowance.retries ? [otherRetries] : []),
      ];
      for (const heap of heaps) {
        const next = top(heap);
        if (next === undefined) continue;
        heap.pop();
        next.queue.isBusy = true;
        next.queue.hasUrgentArrived = false;
        next.queue.ticket += 1;
        return next.queue.head!;
      }
      return null;
    },
    remove(waiting) {
      const { deliveryId, subject } = waiting.delivery;
      waiting.isOver = true;
      byId.delete(deliveryId);
      const queue = bySubject.get(subject)!;
      queue.removeHead();
      queue.isBusy = false;
      if (queue.head === undefined) bySubject.delete(subject);
      else place(queue);
    },
    putBack(waiting) {
      const queue = bySubject.get(waiting.delivery.subject)!;
      queue.isBusy = false;
      if (queue.hasUrgentArrived) hurry(waiting);
      place(queue);
    },
    wakeAll() {
      const held: QueueEntry[] = [];
      for (let next = top(later); next !== undefined; next = top(later)) {
        later.pop();
        if (next.queue.head!.isHeldByReceiver) held.push(next);
        else wake(next.queue);
      }
      for (const next of held) later.push(next);
    },
    nextDueAt: () => top(later)?.dueAt ?? null,
    oldestAt: () => oldestIn(all),
    oldestUrgentAt: () => oldestIn(urgents),
  };
}

/** First entry that still stands; stale ones are dropped on the way, each once. */
function top(heap: TinyQueue<QueueEntry>): QueueEntry | undefined {
  for (;;) {
    const place = heap.peek();
    if (place === undefined || place.ticket === place.queue.ticket) return place;
    heap.pop();
  }
}

function oldestIn(heap: TinyQueue<WaitingDelivery>): number | null {
  while (heap.peek()?.isOver === true) heap.pop();
  return heap.peek()?.waitsSince ?? null;
}
