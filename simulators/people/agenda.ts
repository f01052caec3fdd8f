import type { Clock } from "../../domain/clock.ts";

/** When people do what they have set out to do. */
export interface Agenda {
  /** @param key orders what falls on the same moment, so that it comes out the same again */
  plan(afterMs: number, key: string, act: () => Promise<void>): void;
  /** Nothing planned is done any more. */
  clear(): void;
}

/** By the clock of the machine. */
export class WallAgenda implements Agenda {
  readonly #timers = new Set<NodeJS.Timeout>();

  plan(afterMs: number, _key: string, act: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void act();
    }, afterMs);
    this.#timers.add(timer);
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

interface Planned {
  readonly at: number;
  readonly key: string;
  readonly act: () => Promise<void>;
}

/** By a clock that goes in steps: what is planned is done when whoever moves the clock says so. */
export class SteppedAgenda implements Agenda {
  readonly #clock: Clock;
  /** In the order in which it is to be done. */
  #planned: Planned[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Moment of the next act; Infinity for none. */
  get nextAt(): number {
    return this.#planned[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  plan(afterMs: number, key: string, act: () => Promise<void>): void {
    const planned = { at: this.#clock() + Math.round(afterMs), key, act };
    const index = this.#planned.findIndex((other) => comesBefore(planned, other));
    this.#planned.splice(index === -1 ? this.#planned.length : index, 0, planned);
  }

  /** Does all whose time has come, one after the other; one that fails keeps none from being done. */
  async runDue(): Promise<void> {
    while (this.nextAt <= this.#clock()) await this.#planned.shift()?.act();
  }

  clear(): void {
    this.#planned = [];
  }
}

function comesBefore(a: Planned, b: Planned): boolean {
  return a.at < b.at || (a.at === b.at && a.key < b.key);
}
