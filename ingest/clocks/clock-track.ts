import { LiveRun } from "./live-run.ts";
import { delayMs, leastToleranceMs, resolutionMs, leastStepMs as timesMadeUpMs } from "./pace.ts";

/** A time that a device says, and our clock at its reception. */
export interface SaidTime {
  readonly time: number;
  readonly receivedAt: number;
}

/** Most of the difference that comes with time between two messages, ms. */
const mostDriftMs = 2 * 60_000;

/** One clock that a device may tell the time by: the messages that went on from one another as ours does. */
export class ClockTrack {
  /** Live steps in succession, each as long as a reading takes. */
  steps = 0;
  /** Whether it was found to be a clock of the device, and no backlog. */
  isKnown: boolean;
  /** Our time between the last two of them, ms; NaN before. */
  paceMs = Number.NaN;
  #first: SaidTime;
  #last: SaidTime;
  readonly #run = new LiveRun();

  constructor(said: SaidTime, isKnown: boolean) {
    this.isKnown = isKnown;
    this.#first = this.#last = said;
    this.#run.startAt(said.receivedAt, said.receivedAt - said.time);
  }

  get lastHeardAt(): number {
    return this.#last.receivedAt;
  }

  /** Our clock less this one's, with the least delay, ms. */
  get lagMs(): number {
    return this.#run.leastLag();
  }

  /** How far from this clock the time is, ms; infinite where the clock does not say it. */
  distance(said: SaidTime): number {
    // Steps each a little off may be of a backlog; all of them together are as far off as none of a clock's.
    if (!this.isKnown && stepsApart(this.#first, said) > toleranceMs(this.#first, said))
      return Number.POSITIVE_INFINITY;
    const distance = stepsApart(this.#last, said);
    return distance <= toleranceMs(this.#last, said) ? distance : Number.POSITIVE_INFINITY;
  }

  /** It says the time. @param leastStepMs a live step shorter than it is none: a backlog may step as quickly */
  hear(said: SaidTime, leastStepMs: number): void {
    const ourMs = said.receivedAt - this.lastHeardAt;
    if (ourMs > 0 && ourMs >= leastStepMs && said.time - this.#last.time >= timesMadeUpMs) {
      this.steps += 1;
      this.paceMs = ourMs;
    }
    this.#run.add(said.receivedAt, said.receivedAt - said.time);
    this.#last = said;
  }

  /** A backlog is on its way: what was heard is no evidence. */
  beginAnew(): void {
    this.steps = 0;
    this.#first = this.#last;
  }
}

/** How far the steps by both clocks differ, ms. */
function stepsApart(from: SaidTime, to: SaidTime): number {
  return Math.abs(to.time - from.time - (to.receivedAt - from.receivedAt));
}

/** How far they may differ where both are live, ms. */
function toleranceMs(from: SaidTime, to: SaidTime): number {
  const ourMs = to.receivedAt - from.receivedAt;
  const least = Math.max(leastToleranceMs, Math.min(ourMs / 2, delayMs));
  const coarseness = Math.min(resolutionMs(to.time), resolutionMs(from.time));
  return least + Math.min(ourMs / 10, mostDriftMs) + (coarseness > 1 ? coarseness : 0);
}
