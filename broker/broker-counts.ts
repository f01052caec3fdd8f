import type { CredentialResult } from "../store/ports.ts";

/** What became of a CONNECT; the refusals and their CONNACK codes stand in docs/mqtt-refusals.md. */
export const signInResults = [
  "accepted",
  "unknown_device",
  "wrong_token",
  "revoked",
  "protocol_version",
  "client_id",
  "wrong_username",
  "keepalive",
  "will",
  "too_many_sign_ins",
  "cleartext_token",
  "wrong_certificate",
  "directory_failed",
  "stopping",
] as const satisfies readonly (CredentialResult | string)[];

export type SignInResult = (typeof signInResults)[number];
export type SignInRefusal = Exclude<SignInResult, "accepted">;

/** Why a packet was refused. All close the connection but `filter_not_allowed`, which is answered with SUBACK 0x80. */
export const refusalReasons = [
  "malformed_packet",
  "malformed_text",
  "malformed_filter",
  "frame_too_large",
  "out_of_order",
  "pipelined_too_many",
  "not_signed_in",
  "topic_too_long",
  "topic_reserved",
  "topic_not_own",
  "retain_not_allowed",
  "status_too_long",
  "filter_not_allowed",
  "shared_subscription",
  "too_many_filters",
  "too_many_qos2_open",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** Why a connection ended. */
export const connectionCloseReasons = [
  "disconnected",
  "gone",
  "refused",
  "sign_in_refused",
  "connect_timeout",
  "keepalive_timeout",
  "not_reading",
  "not_kept",
  "taken_over",
  "revoked",
  "stopped",
  "too_many_connections",
  "tls_failed",
] as const;

export type ConnectionCloseReason = (typeof connectionCloseReasons)[number];

/** Counted since start but `connections`, which is now. Metrics read them; only the broker writes. */
export interface BrokerCounts {
  connections: number;
  readonly signIns: Record<SignInResult, number>;
  readonly publishes: Record<"readings" | "status" | "command_ack", number>;
  /** Publishes that waited for the device's rate or for its publishes under way. */
  publishesDelayed: number;
  /** Publishes that could not be kept: no acknowledgement, connection closed. */
  publishesNotKept: number;
  readonly refusals: Record<RefusalReason, number>;
  readonly closes: Record<ConnectionCloseReason, number>;
  /** Errors of the listeners while accepting, such as no file descriptor left. */
  acceptErrors: number;
}

export function zeroCounts(): BrokerCounts {
  return {
    connections: 0,
    signIns: zeros(signInResults),
    publishes: zeros(["readings", "status", "command_ack"]),
    publishesDelayed: 0,
    publishesNotKept: 0,
    refusals: zeros(refusalReasons),
    closes: zeros(connectionCloseReasons),
    acceptErrors: 0,
  };
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
