import type { EventEmitter } from "node:events";
import type { Aedes, Client, PublishPacket } from "aedes";

/**
 * The parts of Aedes 1.2.0 we use beyond its typed surface. They are why the version is pinned exactly: each use has a
 * test in tests/broker/ that fails when it stops working.
 */
export interface AedesClient extends Client {
  /** Keeps Aedes from reading the socket; without it packets are handled before sign-in has answered. */
  pause(): void;
  readonly subscriptions: Readonly<Record<string, unknown>>;
  readonly _parser: AedesParser;
  readonly _keepaliveTimer: NodeJS.Timeout | null;
  readonly connackSent: boolean;
  /** Packets of what was read last that are not finished: Aedes reads on when there are none. */
  _parsingBatch: number;
  /** Counts one as finished and reads on where that was the last. */
  _nextBatch(): void;
}

export interface AedesParser extends EventEmitter {
  /** Returns how many bytes it holds of a packet not yet complete. */
  parse(chunk: Buffer): number;
  /** Packet being read; `cmd` is null until its first byte is read, `length` -1 until its header is complete. */
  readonly packet: { readonly cmd: string | null; readonly length: number };
  /** How far into the packet its fields reached; still standing while "packet" is emitted. */
  readonly _pos: number;
}

export type PublishDone = (error?: Error | null) => void;

/** `publish` as Aedes itself calls it: with the client for what clients publish, without for its own. */
export interface AedesCore extends Omit<Aedes, "publish"> {
  publish(packet: PublishPacket, client: Client | PublishDone | null, done?: PublishDone): void;
}
