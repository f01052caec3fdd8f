import type { AedesClient } from "../aedes-internals.ts";

/** More than one read of a socket can hold packets. */
const holdWeight = 1_000_000;

/**
 * Keeps Aedes from reading a connection's socket, and lets it read on. Aedes reads when it counts no packet of the last read
 * as unfinished: a hold counts as many, a publish that waits as none.
 */
export class SocketReading {
  readonly #client: AedesClient;
  #holds = 0;
  #isKicked = false;

  constructor(client: AedesClient) {
    this.#client = client;
  }

  get isHeld(): boolean {
    return this.#holds > 0;
  }

  hold(): void {
    if (this.#holds++ === 0) this.#client._parsingBatch += holdWeight;
  }

  release(): void {
    if (--this.#holds > 0) return;
    this.#client._parsingBatch -= holdWeight;
    this.#readOn();
  }

  /** A packet waits here: Aedes need not wait for it. */
  setAside(): void {
    this.#client._parsingBatch--;
    this.#readOn();
  }

  /** It is handled now, and finished as any other. */
  takeUp(): void {
    this.#client._parsingBatch++;
  }

  /** Later, as it may be a packet of the read under way that is set aside. */
  #readOn(): void {
    if (this.#isKicked) return;
    this.#isKicked = true;
    setImmediate(() => {
      this.#isKicked = false;
      const client = this.#client;
      if (client._parsingBatch <= 0 && !client.closed && client.connackSent) client._nextBatch();
    });
  }
}
