import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { type ClockTrouble, judgeClock } from "./clock-judge.ts";
import { DeviceAgreement } from "./device-agreement.ts";
import { SteadyClock } from "./steady-clock.ts";

/** Time between two looks, ms. */
const lookMs = 1_000;

export interface OwnClockParts {
  readonly wall: Clock;
  /** Milliseconds that never step. */
  readonly monotonic: Clock;
  readonly log: Log;
}

/** Our clock, what is wrong with it, and who it is compared with: the wall clock and the devices. */
export class OwnClock {
  readonly now: Clock;
  readonly #steady: SteadyClock;
  readonly #parts: OwnClockParts;
  readonly #devices = new DeviceAgreement();
  #trouble: ClockTrouble | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: OwnClockParts) {
    this.#parts = parts;
    this.#steady = new SteadyClock(parts.wall, parts.monotonic);
    this.now = this.#steady.now;
  }

  /** What is wrong with our clock; null while nothing is known to be. */
  get trouble(): ClockTrouble | null {
    return this.#trouble;
  }

  /** Differences of our clock, ms: positive where ours is ahead; 0 where there is nothing to compare with. */
  differences(): { readonly wall: number; readonly devices: number } {
    const wall = this.#steady.step?.byMs ?? 0;
    const devices = this.#devices.judge(this.#parts.monotonic())?.lagMs ?? 0;
    return { wall: wall === 0 ? 0 : -wall, devices };
  }

  /** Takes in the times that devices sent. */
  heard(rows: readonly JournalledObservation[]): void {
    this.#devices.heard(rows, this.#parts.monotonic());
  }

  /**
   * Begins to compare.
   *
   * @param onMoved told after our clock has followed one that was set, with our time before: time is counted afresh from here
   */
  start(onMoved: (before: number) => void): void {
    this.#timer = setInterval(() => this.#look(onMoved), lookMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #look(onMoved: (before: number) => void): void {
    const { monotonic, log } = this.#parts;
    this.#steady.look();
    const at = monotonic();
    const { step } = this.#steady;
    const { mustFollow, trouble } = judgeClock({ step, agreement: this.#devices.judge(at), at });
    if (mustFollow && step !== null) {
      const before = this.now();
      this.#steady.follow();
      this.#devices.movedBy(step.byMs);
      log.warn({ byMs: Math.round(step.byMs) }, "the clock was set, and time is counted afresh from it");
      onMoved(before);
    }
    this.#change(trouble);
  }

  #change(trouble: ClockTrouble | null): void {
    const { log } = this.#parts;
    if (trouble?.reason !== this.#trouble?.reason) {
      if (trouble === null) log.info({}, "the clock is right again");
      else log.error({ reason: trouble.reason, byMs: Math.round(trouble.byMs) }, "the clock of this machine is wrong");
    }
    this.#trouble = trouble;
  }
}
