import type { RefusalReason } from "../counts.ts";
import type { Link } from "../listeners/link.ts";
import { type FrameLimits, fixedHeaderBytes, packetFault, type ReceivedPacket } from "./packet-fault.ts";

export interface GateReport {
  readonly limits: FrameLimits;
  /** A packet was refused; nothing of it reached Aedes. */
  onFault(link: Link, reason: RefusalReason): void;
  /** The parser itself gave up; false when the connection is closed later, so that an answer can still arrive. */
  onParserError(link: Link, error: Error): boolean;
}

/**
 * Stands between the parser and Aedes: packets Aedes would wrongly take never reach it, and a frame is refused as soon
 * as its header names a length above the limit, before its bytes are held.
 */
export function installGate(link: Link, report: GateReport): void {
  const parser = link.client._parser;
  const [toAedes] = parser.listeners("packet");
  if (toAedes === undefined) throw new Error("Aedes no longer listens to its parser: it is pinned to 1.2.0 for this");
  const { limits } = report;

  parser.removeAllListeners("packet");
  parser.on("packet", (packet: ReceivedPacket) => {
    const fault = packetFault(packet, parser._pos, limits) ?? orderFault(link, packet);
    if (fault !== null) {
      report.onFault(link, fault);
      return;
    }
    if (packet.cmd === "disconnect") link.closeReason ??= "disconnected";
    toAedes.call(parser, packet);
  });

  const parse = parser.parse;
  parser.parse = function parseWithinLimit(chunk: Buffer): number {
    const held = parse.call(parser, chunk);
    const isTooLarge = parser.packet.length > limits.maxFrameBytes || held > limits.maxFrameBytes + fixedHeaderBytes;
    if (isTooLarge && link.closeReason === null) report.onFault(link, "frame_too_large");
    return held;
  };

  const [closeInAedes] = parser.listeners("error");
  parser.removeAllListeners("error");
  parser.on("error", (error: Error) => {
    const isOver = link.closeReason !== null || report.onParserError(link, error);
    if (isOver) closeInAedes?.call(parser, error);
  });
}

/** CONNECT comes first and once. [MQTT-3.1.0-1] [MQTT-3.1.0-2] */
function orderFault(link: Link, packet: ReceivedPacket): RefusalReason | null {
  if ((packet.cmd === "connect") === link.hasConnected) return "out_of_order";
  link.hasConnected = true;
  return null;
}
