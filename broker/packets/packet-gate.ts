import type { Clock } from "../../domain/clock.ts";
import type { PacketRefusal } from "../../domain/observations/refused-client.ts";
import type { MqttConnection } from "../listeners/mqtt-connection.ts";
import { type FrameLimits, fixedHeaderBytes, packetFault, type ReceivedPacket } from "./packet-fault.ts";
import { PacketPace } from "./packet-pace.ts";
import { endOfPublish, readPublish } from "./read-publish.ts";

export interface PacketGateOptions {
  readonly limits: FrameLimits;
  /** A packet was refused; nothing of it reached Aedes. */
  onFault(connection: MqttConnection, reason: PacketRefusal): void;
  /** The parser itself gave up; false when the connection is closed later, so that an answer can still arrive. */
  onParserError(connection: MqttConnection, error: Error): boolean;
  readonly monotonic: Clock;
}

/**
 * Stands between the parser and Aedes: packets Aedes would wrongly take never reach it, and a frame is refused as soon
 * as its header names a length above the limit, before its bytes are held. What was read at once is parsed in parts.
 */
export function installPacketGate(connection: MqttConnection, report: PacketGateOptions): void {
  const parser = connection.client._parser;
  const [toAedes] = parser.listeners("packet");
  if (toAedes === undefined) throw new Error("Aedes no longer listens to its parser: it is pinned to 1.2.0 for this");
  const { limits } = report;

  const judge = (packet: ReceivedPacket): void => {
    const fault = packetFault(packet, parser._pos, limits) ?? sequenceFault(connection, packet);
    if (fault !== null) {
      report.onFault(connection, fault);
      return;
    }
    pace.count(costsOnlyWork(packet.cmd));
    if (packet.cmd === "disconnect") connection.closeReason ??= "disconnected";
    toAedes.call(parser, packet);
  };
  parser.removeAllListeners("packet");
  parser.on("packet", judge);

  const parse = parser.parse;
  const pace = new PacketPace(
    {
      parse(bytes) {
        const held = parse.call(parser, bytes);
        const isTooLarge =
          parser.packet.length > limits.maxFrameBytes || held > limits.maxFrameBytes + fixedHeaderBytes;
        if (isTooLarge && connection.closeReason === null) report.onFault(connection, "frame_too_large");
        return held;
      },
      takePublish(bytes, at) {
        const { packet } = parser;
        if (packet.cmd !== null || packet.length !== -1 || !connection.hasConnected) return at;
        const publish = readPublish(bytes, at, limits.maxFrameBytes);
        if (publish === null) return at;
        pace.count(false);
        toAedes.call(parser, publish);
        return endOfPublish(publish, at);
      },
      packetLength: () => parser.packet.length,
      isOver: () => connection.closeReason !== null || connection.client.closed,
      monotonic: report.monotonic,
    },
    connection.reading,
  );
  parser.parse = function parseInParts(chunk: Buffer): number {
    connection.heardAt = report.monotonic();
    return pace.take(chunk);
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

/** Packets that bring nothing and could be sent by the million; PUBREL belongs to a publish. */
function costsOnlyWork(cmd: string): boolean {
  return cmd !== "publish" && cmd !== "pubrel";
}
