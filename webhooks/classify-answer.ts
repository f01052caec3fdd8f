import type { AttemptReason } from "../domain/governance/delivery.ts";

/** What an HTTP status means for a delivery. */
export function reasonOfStatus(status: number): AttemptReason {
  if (status >= 200 && status < 300) return "accepted";
  if (status >= 300 && status < 400) return "redirect";
  if (status === 410) return "gone";
  if (status === 408 || status === 425 || status === 429) return "throttled";
  if (status >= 400 && status < 500) return "client_error";
  return "server_error";
}

/** Statuses that say the message itself is wrong: sending the same bytes again cannot help. */
const refusalsForGood: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** True when the receiver refuses this message for good; 401, 403 and 404 are not that: an operator mends those. */
export function isRefusedForGood(status: number | null): boolean {
  return status !== null && refusalsForGood.has(status);
}

/**
 * Reads a Retry-After header: whole seconds or an HTTP date.
 *
 * @param now ms since 1970, which a date is compared with
 * @returns ms to wait, `maxMs` at most, never below 0; null when there is none or it cannot be read
 * @see RFC 9110 (10.2.3)
 */
export function retryAfterMs(header: string | undefined, now: number, maxMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, maxMs);
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), maxMs);
}
