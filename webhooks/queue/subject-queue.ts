import { priorityOf, type WaitingDelivery } from "./waiting-delivery.ts";

/** Deliveries of one subject to one endpoint, in the order of queueing. Only the head may be sent. */
export interface SubjectQueue {
  readonly head: WaitingDelivery | undefined;
  /** The one of highest priority that waits here: a red event behind a blue one pulls the blue one forward. */
  readonly mostUrgent: WaitingDelivery | undefined;
  isBusy: boolean;
  /** Changes whenever the queue is placed anew, so that heaps know their older entries for stale. */
  ticket: number;
  /** True when an urgent event came in while the head was on its way: should that fail, it is tried again at once. */
  hasUrgentArrived: boolean;
  /** @returns true when its priority is higher than that of all that waited before */
  add(waiting: WaitingDelivery): boolean;
  removeHead(): void;
}

export function createSubjectQueue(): SubjectQueue {
  let items: WaitingDelivery[] = [];
  let first = 0;
  let mostUrgent: WaitingDelivery | undefined;

  return {
    isBusy: false,
    ticket: 0,
    hasUrgentArrived: false,
    get head() {
      return items[first];
    },
    get mostUrgent() {
      return mostUrgent;
    },
    add(waiting) {
      let at = items.length;
      // A replayed delivery is older than what waits; it goes before it, but never before one that is being sent.
      const floor = this.isBusy ? first + 1 : first;
      while (at > floor && items[at - 1]!.delivery.deliveryId > waiting.delivery.deliveryId) at -= 1;
      if (at === items.length) items.push(waiting);
      else items.splice(at, 0, waiting);
      const gain = mostUrgent === undefined ? 1 : priorityOf(waiting) - priorityOf(mostUrgent);
      // The last of equals is kept: it leaves last, so that looking for the next one is seldom.
      if (gain >= 0) mostUrgent = waiting;
      return gain > 0;
    },
    removeHead() {
      const gone = items[first];
      first += 1;
      if (first > 64 && first * 2 > items.length) {
        items = items.slice(first);
        first = 0;
      }
      if (gone === mostUrgent) mostUrgent = mostUrgentOf(items, first);
    },
  };
}

function mostUrgentOf(items: readonly WaitingDelivery[], from: number): WaitingDelivery | undefined {
  let most = items[from];
  for (let at = from + 1; at < items.length; at += 1) {
    if (priorityOf(items[at]!) >= priorityOf(most!)) most = items[at];
  }
  return most;
}
