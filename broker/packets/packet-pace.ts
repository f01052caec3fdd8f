import { secondMs } from "../../domain/clock.ts";
import type { SocketReading } from "../listeners/socket-reading.ts";

/** Bytes given to the parser at once; a packet whose length is known gets all of its bytes. */
const sliceBytes = 1024;
/** Packets of one connection handled before others have their turn. */
const packetsAtOnce = 100;
/** Packets that carry nothing, such as PINGREQ: those a client may save up, and how many it gets a second. */
const emptyBurst = 100;
const emptyPerSecond = 100;

/** Gives bytes to the parser; returns how many it still holds of a packet that is not complete. */
export type Parse = (bytes: Buffer) => number;

/** What the pace has to know of the parser. */
export interface PacedParser {
  readonly parse: Parse;
  /**
   * Takes the packet at `at` without the parser, where it is a whole one of the usual kind and the parser holds nothing.
   *
   * @returns where it ends; `at` where nothing was taken
   */
  takePublish(bytes: Buffer, at: number): number;
  /** Length of the packet that is being read; -1 until it is known. */
  packetLength(): number;
  /** Whether the connection is over: what is left is dropped. */
  isOver(): boolean;
  readonly monotonic: () => number;
}

/**
 * Hands what was read of a socket to the parser in parts, so that the packets of one read never hold up the other
 * connections, and a flood of packets that carry nothing is read as slowly as it deserves.
 */
export class PacketPace {
  readonly #parser: PacedParser;
  readonly #reading: SocketReading;
  /** What is not parsed yet; null for nothing. The socket is not read meanwhile. */
  #rest: Buffer | null = null;
  #packets = 0;
  #tokens = emptyBurst;
  #filledAt = 0;
  #held = 0;

  constructor(parser: PacedParser, reading: SocketReading) {
    this.#parser = parser;
    this.#reading = reading;
  }

  /** A packet was parsed. @param isEmpty whether it only costs work */
  count(isEmpty: boolean): void {
    this.#packets++;
    if (isEmpty) this.#tokens--;
  }

  /** @returns what the parser holds of a packet that is not complete, bytes */
  take(chunk: Buffer): number {
    if (this.#rest !== null) {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      return this.#held;
    }
    this.#rest = this.#feed(chunk);
    if (this.#rest !== null) {
      this.#reading.hold();
      this.#goOnLater();
    }
    return this.#held;
  }

  /** @returns what has to wait; null where all is parsed or the connection is over */
  #feed(bytes: Buffer): Buffer | null {
    this.#packets = 0;
    let at = 0;
    while (at < bytes.length && !this.#parser.isOver()) {
      if (this.#packets >= packetsAtOnce || this.#tokens < 0) return bytes.subarray(at);
      const taken = this.#parser.takePublish(bytes, at);
      if (taken > at) {
        at = taken;
        continue;
      }
      const end = at + Math.max(sliceBytes, this.#parser.packetLength() - this.#held);
      this.#held = this.#parser.parse(at === 0 && end >= bytes.length ? bytes : bytes.subarray(at, end));
      at = end;
    }
    return null;
  }

  #goOnLater(): void {
    const waitMs = this.#waitMs();
    if (waitMs === 0) setImmediate(() => this.#goOn());
    else setTimeout(() => this.#goOn(), waitMs);
  }

  #goOn(): void {
    this.#rest = this.#rest === null ? null : this.#feed(this.#rest);
    if (this.#rest === null) this.#reading.release();
    else this.#goOnLater();
  }

  #waitMs(): number {
    const now = this.#parser.monotonic();
    this.#tokens = Math.min(emptyBurst, this.#tokens + ((now - this.#filledAt) / secondMs) * emptyPerSecond);
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / emptyPerSecond) * secondMs;
  }
}
