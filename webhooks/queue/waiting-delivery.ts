import type { QueuedDelivery } from "../../domain/governance/delivery.ts";

/** A delivery in memory and where its attempts stand. Changed in place: there may be 100,000 of them. */
export interface WaitingDelivery {
  readonly delivery: QueuedDelivery;
  attempts: number;
  /** Since when its receiver has been without it, ms since 1970: when it was queued, or replayed. */
  readonly askedAt: number;
  /** Uptime from which it may be tried, ms. */
  dueAt: number;
  /** Uptime of its first failure known to this process; null before. */
  firstFailedAt: number | null;
  /** Uptime of its last failure known to this process; null before. */
  failedAt: number | null;
  /** How often a success of the endpoint has shortened its wait: what fails all the same is at fault itself. */
  wakes: number;
  /** How many events the endpoint had taken when it first answered 410 Gone to this one; null before. */
  acceptedWhenGone: number | null;
  /** True when the receiver itself named the time with Retry-After. */
  isHeldByReceiver: boolean;
  isOver: boolean;
}

/** Uptime may start anywhere; a first attempt is due whatever it is. */
export const alreadyDue = Number.NEGATIVE_INFINITY;

/**
 * @param now wall clock and uptime at the same moment: the store keeps wall times, the queue runs on uptime, so that a
 *   step of the wall clock cannot hold a delivery back
 * @param longestWaitMs what a wait can be at most; a later `nextAttemptAt` comes from a clock that was wrong
 */
export function waitingDelivery(
  delivery: QueuedDelivery,
  now: { readonly wall: number; readonly uptime: number },
  longestWaitMs: number,
): WaitingDelivery {
  const waitMs = Math.min(delivery.nextAttemptAt - now.wall, longestWaitMs);
  return {
    delivery,
    attempts: delivery.attempts,
    // A replay keeps `queuedAt`; an old dead letter sent again is not an urgent event that has waited for days.
    askedAt: delivery.attempts === 0 ? Math.max(delivery.queuedAt, delivery.nextAttemptAt) : delivery.queuedAt,
    dueAt: delivery.attempts === 0 || waitMs <= 0 ? alreadyDue : now.uptime + waitMs,
    firstFailedAt: null,
    failedAt: null,
    wakes: 0,
    acceptedWhenGone: null,
    isHeldByReceiver: false,
    isOver: false,
  };
}

/** Priority of a delivery: urgent before the rest, then red before blue; greater goes first. */
export function priorityOf({ delivery }: WaitingDelivery): number {
  return (delivery.isUrgent ? 5 : 0) + delivery.levelRank;
}
