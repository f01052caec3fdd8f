import { setTimeout as wait } from "node:timers/promises";
import { secondMs } from "../domain/clock.ts";

/** Seconds of the scenario in one of the machine's, or as fast as it can. */
export type Speed = number | "max";

/** Holds a run back to its speed. What falls behind is caught up: no second is left out. */
export class Pace {
  readonly #speed: Speed;
  readonly #signal: AbortSignal | undefined;
  readonly #startedAt = performance.now();

  constructor(speed: Speed, signal: AbortSignal | undefined) {
    this.#speed = speed;
    this.#signal = signal;
  }

  /** Resolves when the run may be that far, s since it began; at once where the signal is given. */
  async reached(seconds: number): Promise<void> {
    if (this.#speed === "max") return;
    const ms = this.#startedAt + (seconds * secondMs) / this.#speed - performance.now();
    if (ms <= 0) return;
    await wait(ms, undefined, this.#signal === undefined ? {} : { signal: this.#signal }).catch(() => {});
  }
}
