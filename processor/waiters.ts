import type { Refusal } from "../domain/governance/refusal.ts";

interface Waiter<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/** Those who wait for the processor: to be level with the journal, or for an entry to be committed. */
export class Waiters {
  readonly #outcomes = new Map<number, Waiter<Refusal | null>[]>();
  /** Lowest entry anybody waits for; Infinity for none. */
  #firstAwaited = Number.POSITIVE_INFINITY;
  #level: Waiter<void>[] = [];
  /** Why nothing is decided any more; null while the processor works. */
  #stopped: Error | null = null;

  level(): Promise<void> {
    if (this.#stopped !== null) return Promise.reject(this.#stopped);
    return new Promise((resolve, reject) => this.#level.push({ resolve, reject }));
  }

  outcomeOf(entrySeq: number): Promise<Refusal | null> {
    if (this.#stopped !== null) return Promise.reject(this.#stopped);
    return new Promise((resolve, reject) => {
      const waiting = this.#outcomes.get(entrySeq) ?? [];
      waiting.push({ resolve, reject });
      this.#outcomes.set(entrySeq, waiting);
      this.#firstAwaited = Math.min(this.#firstAwaited, entrySeq);
    });
  }

  /** True when somebody waits for an entry up to `entrySeq`. */
  isAnyAwaited(entrySeq: number): boolean {
    return this.#firstAwaited <= entrySeq;
  }

  /** Entries up to `entrySeq` are committed. */
  committed(entrySeq: number, refusals: ReadonlyMap<number, Refusal>): void {
    if (!this.isAnyAwaited(entrySeq)) return;
    this.#firstAwaited = Number.POSITIVE_INFINITY;
    for (const [seq, waiting] of this.#outcomes) {
      if (seq > entrySeq) {
        this.#firstAwaited = Math.min(this.#firstAwaited, seq);
        continue;
      }
      this.#outcomes.delete(seq);
      for (const { resolve } of waiting) resolve(refusals.get(seq) ?? null);
    }
  }

  reachedLevel(): void {
    for (const { resolve } of this.#level.splice(0)) resolve();
  }

  failedLevel(error: unknown): void {
    for (const { reject } of this.#level.splice(0)) reject(error);
  }

  /** Whoever waits, now or later, is told that nothing comes of it here. */
  stop(error: Error): void {
    this.#stopped = error;
    this.failedLevel(error);
    for (const waiting of this.#outcomes.values()) for (const { reject } of waiting) reject(error);
    this.#outcomes.clear();
    this.#firstAwaited = Number.POSITIVE_INFINITY;
  }
}
