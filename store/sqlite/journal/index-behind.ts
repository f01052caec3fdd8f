import type { GaugeIndex } from "./gauge-index.ts";

/** Keeps a gauge index going between the calls of the journal's thread. */
export class IndexBehind {
  readonly #index: GaugeIndex;
  readonly #newestSeq: () => number;
  readonly #timer: NodeJS.Timeout;
  #isSliceAwaited = false;

  constructor(index: GaugeIndex, newestSeq: () => number) {
    this.#index = index;
    this.#newestSeq = newestSeq;
    this.#timer = setInterval(() => this.indexSoon(), 250);
  }

  /** Does slices, one at a time, for as long as one is due. */
  indexSoon(): void {
    if (this.#isSliceAwaited || !this.#index.isDue(this.#newestSeq())) return;
    this.#isSliceAwaited = true;
    // Lets a group of readings that waits in the port go first.
    setImmediate(() => {
      this.#isSliceAwaited = false;
      if (this.#hasStepped()) this.indexSoon();
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A failed slice is tried again at the next tick of the timer: nothing is lost by an index that lags. */
  #hasStepped(): boolean {
    try {
      this.#index.step(this.#newestSeq());
      return true;
    } catch {
      return false;
    }
  }
}
