import type { AttemptReason } from "../../domain/governance/delivery.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Breaker } from "../queue/breaker.ts";

/** How one endpoint is doing. */
export interface EndpointReport {
  readonly endpointId: EndpointId;
  readonly pending: number;
  readonly inFlight: number;
  /** When the oldest delivery that has not arrived was queued or replayed, ms since 1970; null when there is none. */
  readonly oldestQueuedAt: number | null;
  /** Age of the oldest urgent delivery that has not arrived, ms; null when there is none. */
  readonly oldestUrgentAgeMs: number | null;
  readonly breaker: Breaker["state"];
  /** Attempts that failed since it last answered. */
  readonly failuresInARow: number;
  /** When it was disabled by answers 410 Gone, ms since 1970; only urgent events are tried until it is enabled. */
  readonly disabledAt: number | null;
  /** What it said then. */
  readonly disabledReason: BilingualText | null;
  /** Since when it has answered 410 Gone and taken nothing; null while it does not. */
  readonly goneAt: number | null;
  readonly lastError: { readonly at: number; readonly reason: AttemptReason; readonly detail: BilingualText } | null;
  /** Attempts since start. */
  readonly counts: Readonly<Record<AttemptReason, number>>;
  /** Deliveries given up since start. */
  readonly deadLetters: number;
  /** Urgent ones among all dead letters that nobody has acknowledged or sent again. */
  readonly lostUrgents: number;
}

export function zeroCounts(): Record<AttemptReason, number> {
  return {
    accepted: 0,
    refused_target: 0,
    connection_failed: 0,
    timeout: 0,
    redirect: 0,
    client_error: 0,
    gone: 0,
    throttled: 0,
    server_error: 0,
  };
}
