import type { PacketRefusal } from "../../domain/observations/refused-client.ts";
import { filterFault, textFault } from "../publish/topic-fault.ts";

/** A packet as Aedes' parser hands it over: fields of other packet types are absent. */
export interface ReceivedPacket {
  readonly cmd: string;
  /** Remaining length of the fixed header, bytes. */
  readonly length: number;
  readonly qos: number;
  readonly dup: boolean;
  readonly retain: boolean;
  readonly messageId?: number;
  readonly topic?: string;
  readonly payload?: Uint8Array;
  readonly protocolId?: string;
  readonly protocolVersion?: number;
  readonly bridgeMode?: boolean;
  readonly clientId?: string;
  readonly clean?: boolean;
  readonly keepalive?: number;
  readonly username?: string;
  readonly password?: Uint8Array;
  readonly will?: WillPacket;
  readonly subscriptions?: readonly { readonly topic: string }[];
  readonly unsubscriptions?: readonly string[];
}

export interface WillPacket {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: number;
}

export interface FrameLimits {
  readonly maxFrameBytes: number;
  readonly maxTopicBytes: number;
  readonly maxTopicLevels: number;
  readonly maxFilters: number;
}

/** Bytes a fixed header takes at most. */
export const fixedHeaderBytes = 5;

/**
 * What is wrong with a packet that Aedes 1.2 would take: rules of MQTT 3.1.1 its parser does not check.
 *
 * @param readTo how far its fields reached; beyond `length` they were read out of the next packet
 * @returns null when nothing is
 */
export function packetFault(packet: ReceivedPacket, readTo: number, limits: FrameLimits): PacketRefusal | null {
  if (packet.length > limits.maxFrameBytes) return "frame_too_large";
  switch (packet.cmd) {
    case "publish":
      if (readTo > packet.length) return "malformed_packet";
      // [MQTT-3.3.1-2] DUP is 0 with QoS 0; [MQTT-2.3.1-1] packet identifiers are never 0
      return (packet.qos === 0 ? packet.dup : !hasPacketId(packet)) ? "malformed_packet" : null;
    case "connect":
      return connectFault(packet, readTo);
    case "subscribe":
      return filtersFault(
        packet,
        readTo,
        (packet.subscriptions ?? []).map((subscription) => subscription.topic),
        limits,
      );
    case "unsubscribe":
      return filtersFault(packet, readTo, packet.unsubscriptions ?? [], limits);
    case "puback":
    case "pubrec":
    case "pubrel":
    case "pubcomp":
      return packet.length === 2 && hasPacketId(packet) ? null : "malformed_packet";
    case "pingreq":
    case "disconnect":
      return packet.length === 0 ? null : "malformed_packet";
    default:
      // CONNACK, SUBACK, UNSUBACK and PINGRESP are a server's to send
      return "malformed_packet";
  }
}

function connectFault(packet: ReceivedPacket, readTo: number): PacketRefusal | null {
  // MQTT 5 puts properties in between; it is refused by its level, with a CONNACK the client understands
  if (packet.protocolVersion === 5) return null;
  if (readTo !== packet.length) return "malformed_packet";
  // [MQTT-3.1.2-22] a password needs a user name; [MQTT-3.1.2-14] will QoS is not 3
  if (packet.password !== undefined && packet.username === undefined) return "malformed_packet";
  if (packet.will !== undefined && packet.will.qos > 2) return "malformed_packet";
  return textFault(packet.clientId ?? "") ?? textFault(packet.username ?? "") ?? textFault(packet.will?.topic ?? "");
}

function filtersFault(
  packet: ReceivedPacket,
  readTo: number,
  filters: readonly string[],
  limits: FrameLimits,
): PacketRefusal | null {
  // [MQTT-3.8.3-3] and [MQTT-3.10.3-2]: at least one filter
  if (readTo !== packet.length || !hasPacketId(packet) || filters.length === 0) return "malformed_packet";
  if (filters.length > limits.maxFilters) return "too_many_filters";
  for (const filter of filters) {
    const fault = filterFault(filter, limits.maxTopicBytes, limits.maxTopicLevels);
    if (fault !== null) return fault;
  }
  return null;
}

function hasPacketId(packet: ReceivedPacket): boolean {
  return packet.messageId !== undefined && packet.messageId > 0;
}
