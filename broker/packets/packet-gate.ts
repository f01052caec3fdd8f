import type { PacketRefusal } from "../../domain/observations/refused-client.ts";
import type { MqttConnection } from "../listeners/mqtt-connection.ts";
import { type FrameLimits, fixedHeaderBytes, packetFault, type ReceivedPacket } from "./packet-fault.ts";

export interface PacketGateOptions {
  readonly limits: FrameLimits;
  /** A packet was refused; nothing of it reached Aedes. */
  onFault(connection: MqttConnection, reason: PacketRefusal): void;
  /** The parser itself gave up; false when the connection is closed later, so that an answer can still arrive. */
  onParserError(connection: MqttConnection, error: Error): boolean;
}

/**
 * Stands between the parser and Aedes: packets Aedes would wrongly take never reach it, and a frame is refused as soon
 * as its header names a length above the limit, before its bytes are held.
 */
export function installPacketGate(connection: MqttConnection, report: PacketGateOptions): void {
  const parser = connection.client._parser;
  const [toAedes] = parser.listeners("packet");
  if (toAedes === undefined) throw new Error("Aedes no longer listens to its parser: it is pinned to 1.2.0 for this");
  const { limits } = report;

  parser.removeAllListeners("packet");
  parser.on("packet", (packet: ReceivedPacket) => {
    const fault = packetFault(packet, parser._pos, limits) ?? sequenceFault(connection, packet);
    if (fault !== null) {
      report.onFault(connection, fault);
      return;
    }
    if (packet.cmd === "disconnect") connection.closeReason ??= "disconnected";
    toAedes.call(parser, packet);
  });

  const parse = parser.parse;
  parser.parse = function parseWithinLimit(chunk: Buffer): number {
    const held = parse.call(parser, chunk);
    const isTooLarge = parser.packet.length > limits.maxFrameBytes || held > limits.maxFrameBytes + fixedHeaderBytes;
    if (isTooLarge && connection.closeReason === null) report.onFault(connection, "frame_too_large");
    return held;
  };

  const [closeInAedes] = parser.listeners("error");
  parser.removeAllListeners("error");
  parser.on("error", (error: Error) => {
    const isOver = connection.closeReason !== null || report.onParserError(connection, error);
    if (isOver) closeInAedes?.call(parser, error);
  });
}

/** CONNECT comes first and once. [MQTT-3.1.0-1] [MQTT-3.1.0-2] */
function sequenceFault(connection: MqttConnection, packet: ReceivedPacket): PacketRefusal | null {
  if ((packet.cmd === "connect") === connection.hasConnected) return "out_of_order";
  connection.hasConnected = true;
  return null;
}
