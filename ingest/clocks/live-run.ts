/** Lags remembered: the least of them is the one with the least delay under way. */
const mostLags = 8;
/** Messages of a run before its drift is told. */
const leastForDrift = 8;

/** Messages of one device in which its time went as ours does, one after the other. */
export class LiveRun {
  #lags: number[] = [];
  #count = 0;
  #firstLag = 0;
  #firstAt = 0;
  #lastLag = 0;
  #lastAt = 0;

  get length(): number {
    return this.#count;
  }

  /** Whether as many lags are known as are remembered. */
  get isLong(): boolean {
    return this.#count >= mostLags;
  }

  clear(): void {
    if (this.#count === 0) return;
    this.#count = 0;
    this.#lags.length = 0;
  }

  /** The message may be the first of a run. */
  startAt(receivedAt: number, lagMs: number): void {
    this.clear();
    this.#firstLag = lagMs;
    this.#firstAt = receivedAt;
    this.add(receivedAt, lagMs);
  }

  /** @param lagMs our clock less the device's */
  add(receivedAt: number, lagMs: number): void {
    this.#lags[this.#count % mostLags] = lagMs;
    this.#count += 1;
    this.#lastLag = lagMs;
    this.#lastAt = receivedAt;
  }

  leastLag(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const lag of this.#lags) if (lag < least) least = lag;
    return least;
  }

  /** How much the device's clock gained in the run, parts in a million; null before that can be told from delays. */
  driftPpm(): number | null {
    const elapsedMs = this.#lastAt - this.#firstAt;
    if (this.#count < leastForDrift || elapsedMs <= 0) return null;
    return Math.round(((this.#firstLag - this.#lastLag) / elapsedMs) * 1e6);
  }
}
