import { type PacketRefusal, packetRefusals, signInRefusals } from "../domain/observations/refused-client.ts";
import type { CredentialResult } from "../store/ports.ts";

/** What became of a CONNECT; the refusals and their CONNACK codes stand in docs/mqtt-refusals.md. */
export const signInResults = ["accepted", ...signInRefusals] as const satisfies readonly (CredentialResult | string)[];

export type SignInResult = (typeof signInResults)[number];

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
  readonly refusals: Record<PacketRefusal, number>;
  /** Publishes beyond the rate of their device that the hub had room for all the same. */
  publishesSpare: number;
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
    refusals: zeros(packetRefusals),
    publishesSpare: 0,
    closes: zeros(connectionCloseReasons),
    acceptErrors: 0,
  };
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
