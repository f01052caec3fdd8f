import TinyQueue from "tinyqueue";
import type { SubjectQueue } from "./subject-queue.ts";
import { alreadyDue, priorityOf, type WaitingDelivery } from "./waiting-delivery.ts";

/** What may be taken now; the rest stays. */
export interface Allowance {
  readonly ordinary: boolean;
  readonly retries: boolean;
}

/** A subject in a heap; stale as soon as the subject's ticket has moved on. */
interface HeapEntry {
  readonly queue: SubjectQueue;
  readonly ticket: number;
  readonly priority: number;
  readonly deliveryId: number;
  readonly dueAt: number;
}

type Heap = TinyQueue<HeapEntry>;

const byPriority = (a: HeapEntry, b: HeapEntry): number => b.priority - a.priority || a.deliveryId - b.deliveryId;
const byDue = (a: HeapEntry, b: HeapEntry): number => a.dueAt - b.dueAt;

/** The subjects of one endpoint, in the order in which their heads may go. */
export class SubjectHeaps {
  readonly #urgentFirsts: Heap = new TinyQueue([], byPriority);
  readonly #urgentRetries: Heap = new TinyQueue([], byPriority);
  readonly #otherFirsts: Heap = new TinyQueue([], byPriority);
  readonly #otherRetries: Heap = new TinyQueue([], byPriority);
  readonly #later: Heap = new TinyQueue([], byDue);

  /** Puts a subject where its head belongs; whatever place it had before is stale from now on. */
  place(queue: SubjectQueue): void {
    const { head, mostUrgent } = queue;
    if (head === undefined || mostUrgent === undefined) return;
    queue.ticket += 1;
    const { deliveryId } = head.delivery;
    const entry = { queue, ticket: queue.ticket, priority: priorityOf(mostUrgent), deliveryId, dueAt: head.dueAt };
    (head.dueAt === alreadyDue ? this.#heapFor(head, mostUrgent) : this.#later).push(entry);
  }

  /** Takes out the subject whose head goes next, in the order of `DeliveryQueue.dequeue`; null when none may go. */
  dequeue(uptime: number, allowance: Allowance): SubjectQueue | null {
    this.#wakeDue(uptime);
    for (const heap of this.#allowedHeaps(allowance)) {
      const next = top(heap);
      if (next === undefined) continue;
      heap.pop();
      next.queue.ticket += 1;
      return next.queue;
    }
    return null;
  }

  /**
   * Shortens waits, but for those that the receiver asked for.
   *
   * @param dueAt uptime at which a waiting head is to go
   */
  shortenWaits(dueAt: (head: WaitingDelivery) => number): void {
    const waiting: HeapEntry[] = [];
    for (let next = top(this.#later); next !== undefined; next = top(this.#later)) {
      this.#later.pop();
      waiting.push(next);
    }
    for (const entry of waiting) {
      const head = entry.queue.head!;
      const at = head.isHeldByReceiver ? head.dueAt : dueAt(head);
      if (at < head.dueAt) {
        head.dueAt = at;
        head.wakes += 1;
      }
      this.place(entry.queue);
    }
  }

  /** Uptime at which the next wait ends; null when nothing waits. */
  nextDueAt(): number | null {
    return top(this.#later)?.dueAt ?? null;
  }

  /** A first attempt that waits behind its subject's retry is a first attempt all the same. */
  #heapFor(head: WaitingDelivery, mostUrgent: WaitingDelivery): Heap {
    if (mostUrgent.delivery.isUrgent) {
      return head.attempts === 0 || mostUrgent.attempts === 0 ? this.#urgentFirsts : this.#urgentRetries;
    }
    return head.attempts === 0 ? this.#otherFirsts : this.#otherRetries;
  }

  #allowedHeaps({ ordinary, retries }: Allowance): readonly Heap[] {
    return [
      this.#urgentFirsts,
      ...(retries ? [this.#urgentRetries] : []),
      ...(ordinary ? [this.#otherFirsts] : []),
      ...(ordinary && retries ? [this.#otherRetries] : []),
    ];
  }

  #wakeDue(uptime: number): void {
    for (let next = top(this.#later); next !== undefined && next.dueAt <= uptime; next = top(this.#later)) {
      this.#later.pop();
      this.#wake(next.queue);
    }
  }

  #wake(queue: SubjectQueue): void {
    if (queue.head !== undefined) queue.head.dueAt = alreadyDue;
    this.place(queue);
  }
}

/** First entry that still stands; stale ones are dropped on the way, each once. */
function top(heap: Heap): HeapEntry | undefined {
  for (;;) {
    const entry = heap.peek();
    if (entry === undefined || entry.ticket === entry.queue.ticket) return entry;
    heap.pop();
  }
}
