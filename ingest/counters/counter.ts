import type { GaugeKey } from "../../domain/ids.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { type CounterGain, type CounterLimits, type CounterState, stepCounter } from "./step-counter.ts";

/** A total that was taken, so that it can be taken back where it could not be kept. */
export interface CountedTotal {
  readonly counter: Counter;
  readonly before: CounterState | null;
  readonly after: CounterState;
}

/** One gauge that counts. Its totals are rows of the journal, so a restart finds it where it was. */
export class Counter {
  /** What its totals are rows of. */
  readonly totalKey: GaugeKey;
  readonly isPerSecond: boolean;
  readonly limits: CounterLimits;
  #state: CounterState | null = null;

  constructor(totalKey: GaugeKey, limits: CounterLimits, isPerSecond: boolean) {
    this.totalKey = totalKey;
    this.limits = limits;
    this.isPerSecond = isPerSecond;
  }

  /** @returns what the total adds, and how to take it back; nothing to take back where it adds nothing */
  count(at: number, total: number): { readonly gain: CounterGain | null; readonly counted: CountedTotal | null } {
    const before = this.#state;
    const { state, gain } = stepCounter(this.limits, before, at, total);
    if (gain === null) return { gain, counted: null };
    this.#state = state;
    return { gain, counted: { counter: this, before, after: state } };
  }

  /**
   * A total was not kept: the device sends it again. Where others have been counted on top of it, what it added is added
   * by the next one instead.
   */
  takeBack({ before, after }: CountedTotal): void {
    const state = this.#state;
    if (state === after) this.#state = before;
    else if (state !== null) this.#state = without(state, after);
  }

  /** Finds the counter where the journal's newest totals left it. @param totals as they came, first to last */
  restore(totals: readonly Pick<Observation, "observedAt" | "value" | "checks">[]): void {
    this.#state = null;
    for (const { observedAt, value, checks: failed } of totals) {
      // Never counted: the last of its message stands for it.
      if ((failed & checks.untimedSeries) !== 0) continue;
      this.#state = stepCounter(this.limits, this.#state, observedAt, value).state;
    }
  }
}

/** As if a total had added nothing: what was counted on top of it stays. */
function without(state: CounterState, { at, gained }: CounterState): CounterState {
  const suspended = state.suspended.map((each) =>
    each.at < at ? { ...each, gainedSince: each.gainedSince - gained } : each,
  );
  return { ...state, total: state.total - gained, suspended };
}
