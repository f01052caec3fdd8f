import type { SignInRefusal } from "../../domain/observations/refused-client.ts";
import type { Credentials } from "../../store/ports.ts";
import type { Peer } from "../listeners/peer.ts";
import type { ReceivedPacket } from "../packets/packet-fault.ts";
import { isOwnWill } from "../topics.ts";
import type { SignInPaceResult } from "./sign-in-pace.ts";

/** CONNACK return code of each refusal (MQTT 3.1.1 table 3.1); the meanings are in docs/mqtt-refusals.md. */
export const connackCodes: Readonly<Record<SignInRefusal, 1 | 2 | 3 | 4 | 5>> = {
  protocol_version: 1,
  client_id: 2,
  stopping: 3,
  too_many_sign_ins: 3,
  two_clients: 3,
  directory_failed: 3,
  // Unknown device and wrong token read alike, so that ids cannot be tried out
  unknown_device: 4,
  wrong_token: 4,
  wrong_username: 4,
  revoked: 5,
  keepalive: 5,
  will: 5,
  cleartext_token: 5,
  wrong_certificate: 5,
};

/** Ids that devices may have. */
export const deviceIdPattern = /^[A-Za-z0-9_.:-]{1,64}$/;
const noToken = new Uint8Array(0);

export interface SignInContext {
  readonly settings: { readonly maxKeepaliveS: number };
  readonly credentials: Credentials;
  readonly isKnownDevice: (deviceId: string) => boolean;
  readonly allowCleartextTokens: boolean;
  /** Judges how often the device signs in; asked last, with the right token only. */
  readonly paceSignIn: (deviceId: string) => SignInPaceResult;
  readonly isStopping: () => boolean;
}

/**
 * Judges a device's CONNECT, cheapest questions first. The caller must have stopped reading from the connection, so that
 * no packet overtakes the answer, and must look again whether it is still there.
 */
export async function checkSignIn(
  context: SignInContext,
  packet: ReceivedPacket,
  peer: Peer,
): Promise<SignInRefusal | "accepted"> {
  if (!isMqtt311(packet)) return "protocol_version";
  if (context.isStopping()) return "stopping";
  const deviceId = packet.clientId ?? "";
  if (!deviceIdPattern.test(deviceId)) return "client_id";
  if (packet.username !== undefined && packet.username !== deviceId) return "wrong_username";
  const keepalive = packet.keepalive ?? 0;
  if (keepalive === 0 || keepalive > context.settings.maxKeepaliveS) return "keepalive";
  if (packet.will !== undefined && !isOwnWill({ id: deviceId, isGateway: false }, packet.will)) return "will";
  const { certificate, isConfidential } = peer;
  switch (certificate.kind) {
    case "not-trusted":
      return "wrong_certificate";
    case "trusted":
      return certificate.deviceId === deviceId ? checkCertified(context, deviceId) : "wrong_certificate";
    case "none":
      // Too late for this token, but the device's maker hears of it before there are many.
      if (!isConfidential && !context.allowCleartextTokens) return "cleartext_token";
      return checkToken(context, deviceId, packet.password ?? noToken);
  }
}

/** The device that a client says it is, by the name people give it rather than a made-up client id; empty for none. */
export function claimedDevice({ username = "", clientId = "" }: ReceivedPacket): string {
  return [username, clientId].find((id) => deviceIdPattern.test(id)) ?? "";
}

/** A device whose certificate says who it is needs no token; one whose right was withdrawn stays out all the same. */
async function checkCertified(context: SignInContext, deviceId: string): Promise<SignInRefusal | "accepted"> {
  if (!context.isKnownDevice(deviceId)) return "unknown_device";
  try {
    if (await context.credentials.isRevoked(deviceId)) return "revoked";
  } catch {
    return "directory_failed";
  }
  return admitted(context, deviceId);
}

/** True for MQTT 3.1.1 alone: 3.1 cannot tell a refused subscription, 5 and bridges ask for what is not offered. */
export function isMqtt311(packet: ReceivedPacket): boolean {
  return packet.protocolVersion === 4 && packet.protocolId === "MQTT" && packet.bridgeMode !== true;
}

async function checkToken(
  context: SignInContext,
  deviceId: string,
  token: Uint8Array,
): Promise<SignInRefusal | "accepted"> {
  try {
    const outcome = await context.credentials.verify(deviceId, token);
    if (outcome !== "accepted") return outcome;
  } catch {
    return "directory_failed";
  }
  return admitted(context, deviceId);
}

function admitted(context: SignInContext, deviceId: string): SignInRefusal | "accepted" {
  if (context.isStopping()) return "stopping";
  // Only sign-ins with the right token count: a stranger cannot use up a device's
  return context.paceSignIn(deviceId);
}
