import { isRefusedForGood } from "../classify-answer.ts";
import type { EndpointAnswer } from "../exchange.ts";
import type { WebhooksSettings } from "../settings.ts";

/** What follows an attempt. */
export type NextStep =
  | { readonly kind: "delivered" }
  | { readonly kind: "dead" }
  | { readonly kind: "retry"; readonly waitMs: number; readonly isHeldByReceiver: boolean };

/** How a delivery stands after an attempt, that one included. */
export interface Past {
  /** Failed attempts so far. */
  readonly failures: number;
  /**
   * Time since the first failure that this process saw; the schedule stands in for what it did not see, so that neither a
   * restart nor a replay nor hours behind another delivery count as failing.
   */
  readonly failingMs: number;
  /** Whether it is urgent itself: it is then never given up for failing. */
  readonly isUrgent: boolean;
  /** Whether it or one behind it in its subject is urgent. */
  readonly holdsUrgent: boolean;
  /** True when a 410 Gone must be about this event alone: the endpoint has taken others since an earlier one. */
  readonly isGoneAlone: boolean;
}

type RetrySettings = Pick<WebhooksSettings, "retryDelaysMs" | "urgentRetryMs" | "jitter" | "giveUpAfterMs">;

/** Shortest wait a receiver can ask for: `Retry-After: 0` must not become a tight loop. */
const shortestWaitMs = 1_000;

/** @param random 0 to 1 */
export function nextStep(answer: EndpointAnswer, past: Past, settings: RetrySettings, random: () => number): NextStep {
  if (answer.reason === "accepted") return { kind: "delivered" };
  if (isRefusedForGood(answer.status) || isGivenUp(answer, past, settings)) return { kind: "dead" };
  const most = past.holdsUrgent ? settings.urgentRetryMs : Number.POSITIVE_INFINITY;
  if (answer.retryAfterMs !== null) {
    const waitMs = Math.min(Math.max(answer.retryAfterMs, shortestWaitMs), most);
    return { kind: "retry", waitMs, isHeldByReceiver: true };
  }
  const stretch = 1 + settings.jitter * (2 * random() - 1);
  const waitMs = Math.round(Math.min(delayMs(past.failures, settings.retryDelaysMs) * stretch, most));
  return { kind: "retry", waitMs, isHeldByReceiver: false };
}

function isGivenUp({ reason }: EndpointAnswer, past: Past, settings: RetrySettings): boolean {
  // A message that is gone for its receiver must not stand before an urgent one that may not be.
  if (reason === "gone" && (past.isGoneAlone || (past.holdsUrgent && !past.isUrgent))) return true;
  const failingMs = Math.max(past.failingMs, scheduledMs(past.failures - 1, settings.retryDelaysMs));
  return !past.isUrgent && failingMs >= settings.giveUpAfterMs;
}

/** Longest wait that `nextStep` can ask for. */
export function longestWaitMs(settings: RetrySettings & Pick<WebhooksSettings, "maxRetryAfterMs">): number {
  const longestDelay = Math.max(...settings.retryDelaysMs) * (1 + settings.jitter);
  return Math.max(longestDelay, settings.maxRetryAfterMs, shortestWaitMs);
}

/** Wait after the nth failure; the last one repeats. 0 for none. */
export function delayMs(failures: number, delays: readonly number[]): number {
  return delays[Math.min(failures, delays.length) - 1] ?? 0;
}

/** Sum of the first `count` waits. */
function scheduledMs(count: number, delays: readonly number[]): number {
  const listed = delays.slice(0, count).reduce((sum, delay) => sum + delay, 0);
  return listed + Math.max(0, count - delays.length) * (delays.at(-1) ?? 0);
}
