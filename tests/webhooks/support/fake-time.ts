import type { Timers } from "../../../webhooks/timers.ts";

interface FakeTimer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to move; wall clock and uptime are one. */
export class FakeTime implements Timers {
  #now: number;
  readonly #timers = new Set<FakeTimer>();

  constructor(startsAt = Date.UTC(2026, 6, 20, 8)) {
    this.#now = startsAt;
  }

  readonly now = (): number => this.#now;

  set(run: () => void, ms: number): unknown {
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.add(timer);
    return timer;
  }

  clear(timer: unknown): void {
    this.#timers.delete(timer as FakeTimer);
  }

  /** Runs all that falls due within `ms`, in order of time, each with everything that follows from it. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settled();
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = until;
  }

  #next(until: number): FakeTimer | null {
    let first: FakeTimer | null = null;
    for (const timer of this.#timers) {
      if (timer.at <= until && (first === null || timer.at < first.at)) first = timer;
    }
    return first;
  }
}

/** Lets every promise that can go on go on: a turn of the event loop comes after all of them. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
