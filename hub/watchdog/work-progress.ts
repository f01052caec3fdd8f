/** Work that must not stand still. */
export interface Work {
  /** How often it has come to an end, well or not: it stands still while this does not grow. */
  done(): number;
  /** Whether anybody waits for it. */
  isAwaited(): boolean;
}

/** `acknowledgements`: what devices wait for. `decisions`: commits of what was decided. */
export const workNames = ["acknowledgements", "decisions"] as const;

export type WorkName = (typeof workNames)[number];

/** Time between two looks, ms. */
export const lookMs = 250;

/** For how long each work has stood still, from looks at it. */
export class WorkProgress {
  readonly #works: Readonly<Record<WorkName, Work>>;
  readonly #monotonic: () => number;
  readonly #seen = new Map<WorkName, { done: number; stillMs: number }>();
  #lookedAt: number;

  /** @param monotonic milliseconds that never step */
  constructor(works: Readonly<Record<WorkName, Work>>, monotonic: () => number) {
    this.#works = works;
    this.#monotonic = monotonic;
    this.#lookedAt = monotonic();
  }

  /** To be called every `lookMs`. */
  look(): void {
    const now = this.#monotonic();
    // A process that was frozen has not stood still by its own fault: a long gap counts as two looks.
    const passedMs = Math.min(now - this.#lookedAt, 2 * lookMs);
    this.#lookedAt = now;
    for (const name of workNames) {
      const work = this.#works[name];
      const done = work.done();
      const before = this.#seen.get(name);
      const isStill = before !== undefined && work.isAwaited() && done === before.done;
      this.#seen.set(name, { done, stillMs: isStill ? before.stillMs + passedMs : 0 });
    }
  }

  /** 0 while the work moves or nobody waits for it. */
  standsStillMs(name: WorkName): number {
    return this.#seen.get(name)?.stillMs ?? 0;
  }
}
