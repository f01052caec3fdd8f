import { isRefusedForGood } from "../classify-answer.ts";
import type { EndpointAnswer } from "../exchange.ts";
import type { WebhooksSettings } from "../settings.ts";

/** What follows an attempt. `gone` holds the delivery and all others of the endpoint until an operator enables it. */
export type NextStep =
  | { readonly kind: "delivered" }
  | { readonly kind: "dead" }
  | { readonly kind: "gone" }
  | { readonly kind: "retry"; readonly waitMs: number; readonly isHeldByReceiver: boolean };

type RetrySettings = Pick<WebhooksSettings, "retryDelaysMs" | "jitter" | "giveUpAfterMs">;

/** Shortest wait a receiver can ask for: `Retry-After: 0` must not become a tight loop. */
const shortestWaitMs = 1_000;

/**
 * @param failures failed attempts so far, this one included
 * @param failingMs time since the first failure that this process saw; the schedule stands in for what it did not see,
 *   so that neither a restart nor a replay nor hours behind another delivery count as failing
 * @param random 0 to 1
 */
export function nextStep(
  answer: EndpointAnswer,
  past: { readonly failures: number; readonly failingMs: number },
  settings: RetrySettings,
  random: () => number,
): NextStep {
  if (answer.reason === "accepted") return { kind: "delivered" };
  if (answer.reason === "gone") return { kind: "gone" };
  if (isRefusedForGood(answer.status)) return { kind: "dead" };
  const failingMs = Math.max(past.failingMs, scheduledMs(past.failures - 1, settings.retryDelaysMs));
  if (failingMs >= settings.giveUpAfterMs) return { kind: "dead" };
  if (answer.retryAfterMs !== null) {
    return { kind: "retry", waitMs: Math.max(answer.retryAfterMs, shortestWaitMs), isHeldByReceiver: true };
  }
  const stretch = 1 + settings.jitter * (2 * random() - 1);
  const waitMs = Math.round(delayMs(past.failures, settings.retryDelaysMs) * stretch);
  return { kind: "retry", waitMs, isHeldByReceiver: false };
}

/** Longest wait that `nextStep` can ask for. */
export function longestWaitMs(settings: RetrySettings & Pick<WebhooksSettings, "maxRetryAfterMs">): number {
  const longestDelay = Math.max(...settings.retryDelaysMs) * (1 + settings.jitter);
  return Math.max(longestDelay, settings.maxRetryAfterMs, shortestWaitMs);
}

/** Wait after the nth failure; the last one repeats. */
function delayMs(failures: number, delays: readonly number[]): number {
  return delays[Math.min(failures, delays.length) - 1] ?? 0;
}

/** Sum of the first `count` waits. */
function scheduledMs(count: number, delays: readonly number[]): number {
  const listed = delays.slice(0, count).reduce((sum, delay) => sum + delay, 0);
  return listed + Math.max(0, count - delays.length) * (delays.at(-1) ?? 0);
}
