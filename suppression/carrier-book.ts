import type { AlarmTransition } from "../domain/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { GaugeId } from "../domain/ids.ts";
import { type Carrier, type CarrierState, carriersOf, isSilence } from "./carriers.ts";

/** Where every carrier stands. */
export class CarrierBook {
  readonly #byGauge: ReadonlyMap<GaugeId, Carrier>;
  readonly #states = new Map<string, CarrierState>();
  readonly #changed = new Set<string>();
  readonly #returnIntervals: number;
  /** How many are silent; while none is, nobody need say who was heard. */
  #silent = 0;

  /** @param returnIntervals expected intervals a gauge has to follow once its carrier is heard again */
  constructor(city: City, returnIntervals: number) {
    this.#byGauge = carriersOf(city);
    this.#returnIntervals = returnIntervals;
  }

  restore(states: ReadonlyMap<string, CarrierState>): void {
    for (const [id, state] of states) {
      this.#states.set(id, state);
      if (state.last !== null) this.#silent += 1;
    }
  }

  get isAnySilent(): boolean {
    return this.#silent > 0;
  }

  /** Null for a gauge whose device carries it alone. */
  of(gauge: GaugeId): Carrier | null {
    return this.#byGauge.get(gauge) ?? null;
  }

  stateOf(carrier: Carrier): CarrierState | null {
    return this.#states.get(carrier.id) ?? null;
  }

  set(carrier: Carrier, state: CarrierState): void {
    const before = this.#states.get(carrier.id)?.last ?? null;
    this.#silent += (state.last === null ? 0 : 1) - (before === null ? 0 : 1);
    this.#states.set(carrier.id, state);
    this.#changed.add(carrier.id);
  }

  /**
   * The carrier that explains why a gauge is silent: it is silent itself, or has just been heard again.
   *
   * @param at our clock
   */
  blamedFor(alarm: AlarmTransition, at: number): { readonly carrier: Carrier; readonly state: CarrierState } | null {
    const found = this.#standingFor(alarm);
    if (found === null || alarm.to === null) return null;
    return found.state.last !== null || at < (this.followsBy(alarm) ?? at) ? found : null;
  }

  /** When a silent gauge is on its own again, its carrier having been heard; null where that does not apply. */
  followsBy(alarm: AlarmTransition): number | null {
    const found = this.#standingFor(alarm);
    if (found === null || found.state.last !== null || found.state.returnedAt === null) return null;
    const { target } = alarm;
    const gauge = found.carrier.gauges.find(({ id }) => target.kind === "gauge" && id === target.gaugeId);
    return found.state.returnedAt + this.#returnIntervals * (gauge?.expectedIntervalMs ?? 0);
  }

  takeChanged(): ReadonlyMap<string, CarrierState> {
    const changed = new Map([...this.#changed].map((id) => [id, this.#states.get(id) as CarrierState]));
    this.#changed.clear();
    return changed;
  }

  #standingFor(alarm: AlarmTransition): { readonly carrier: Carrier; readonly state: CarrierState } | null {
    if (!isSilence(alarm) || alarm.target.kind !== "gauge") return null;
    const carrier = this.#byGauge.get(alarm.target.gaugeId);
    const state = carrier === undefined ? undefined : this.#states.get(carrier.id);
    return carrier === undefined || state === undefined ? null : { carrier, state };
  }
}
