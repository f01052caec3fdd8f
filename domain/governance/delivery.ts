import type { EndpointId, EventId } from "../ids.ts";
import type { BilingualText } from "../text.ts";

/** A delivery to be queued with the event that it delivers. */
export interface NewDelivery {
  readonly endpointId: EndpointId;
  readonly eventId: EventId;
  /** Case or warning; deliveries of one subject to one endpoint go out in order. */
  readonly subject: string;
  /** 4 red to 1 blue, 0 all clear. */
  readonly levelRank: number;
  readonly isUrgent: boolean;
  /** Which body of the event is sent: the name of a webhook format. */
  readonly format: string;
  readonly queuedAt: number;
}

export type DeliveryState = "pending" | "delivered" | "dead";

/** A delivery waiting; the body stays in the store until it is sent. */
export interface QueuedDelivery extends NewDelivery {
  /** Grows with the order of queueing. */
  readonly deliveryId: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

/** Why an attempt ended as it did; also the metric label. */
export type AttemptReason =
  | "accepted"
  | "refused_target"
  | "connection_failed"
  | "timeout"
  | "redirect"
  | "client_error"
  | "gone"
  | "throttled"
  | "server_error";

/** An event as one format writes it: kept once, however many endpoints get it. */
export interface EventBody {
  readonly eventId: EventId;
  readonly format: string;
  /** The exact bytes to sign and send, on every attempt the same. */
  readonly body: string;
}

/** What became of one attempt. */
export interface Attempt {
  readonly deliveryId: number;
  readonly at: number;
  readonly durationMs: number;
  readonly reason: AttemptReason;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Words for people, from the answer or the error; shortened, never a secret. */
  readonly detail: BilingualText;
  readonly next:
    | { readonly state: "delivered" }
    | { readonly state: "pending"; readonly nextAttemptAt: number }
    | { readonly state: "dead" };
}

/** An attempt as it is kept with its delivery. */
export interface PastAttempt extends Pick<Attempt, "at" | "durationMs" | "reason" | "status" | "detail"> {
  /** When the next one was due; null where none was to follow. */
  readonly nextAttemptAt: number | null;
}

/** So many attempts of a delivery are kept, the newest. */
export const keptAttempts = 30;

export function pastAttemptOf({ at, durationMs, reason, status, detail, next }: Attempt): PastAttempt {
  const nextAttemptAt = next.state === "pending" ? next.nextAttemptAt : null;
  return { at, durationMs, reason, status, detail, nextAttemptAt };
}

/** How a delivery ended. */
export interface SettledDelivery {
  readonly deliveryId: number;
  readonly endpointId: EndpointId;
  readonly eventId: EventId;
  /** Case or warning. */
  readonly subject: string;
  readonly state: Exclude<DeliveryState, "pending">;
  /** Our clock at its last attempt, ms since 1970. */
  readonly settledAt: number;
  readonly attempts: number;
  readonly reason: AttemptReason;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** SHA-256 of the body as sent, hex; null where it is no longer kept. */
  readonly bodyDigest: string | null;
}

/** What an endpoint that answered 410 Gone is left in until somebody enables it again. */
export interface EndpointStatus {
  readonly endpointId: EndpointId;
  readonly disabledAt: number | null;
  readonly reason: BilingualText | null;
}
