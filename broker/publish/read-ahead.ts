import type { SocketReading } from "../listeners/socket-reading.ts";

/** What publishes that wait may weigh, bytes: of one connection, and of all. */
const mostOfConnection = 262_144;
const mostOfAll = 67_108_864;
/** Of one that is held, below which it is read again. */
const readAgainBelow = mostOfConnection / 2;
/** Of a connection that may always wait, whatever the others do. */
const alwaysAllowed = 16_384;

/** What waits of all connections. */
export class WaitingBytes {
  total = 0;
}

/**
 * How far a connection is read while publishes of it wait: far enough that its pings are answered and what tells of now is
 * found behind a backlog, and no further than memory allows. Beyond that TCP slows the device down.
 */
export class ReadAhead {
  readonly #reading: SocketReading;
  readonly #all: WaitingBytes;
  #bytes = 0;
  #isHolding = false;

  constructor(reading: SocketReading, all: WaitingBytes) {
    this.#reading = reading;
    this.#all = all;
  }

  begins(bytes: number): void {
    this.#bytes += bytes;
    this.#all.total += bytes;
    this.#reading.setAside();
    if (this.#isHolding || !this.#isTooMuch()) return;
    this.#isHolding = true;
    this.#reading.hold();
  }

  ends(bytes: number): void {
    this.#bytes -= bytes;
    this.#all.total -= bytes;
    this.#reading.takeUp();
    if (!this.#isHolding || (this.#bytes >= readAgainBelow && this.#bytes > 0)) return;
    if (this.#isTooMuch()) return;
    this.#isHolding = false;
    this.#reading.release();
  }

  #isTooMuch(): boolean {
    if (this.#bytes > mostOfConnection) return true;
    return this.#bytes > alwaysAllowed && this.#all.total > mostOfAll;
  }
}
