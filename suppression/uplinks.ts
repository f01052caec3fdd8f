import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { GaugeId } from "../domain/ids.ts";
import { isSilentGaugeAlarm, type Uplink, type UplinkState, uplinksOf } from "./uplink.ts";

/** State of every uplink. */
export class Uplinks {
  readonly #byGauge: ReadonlyMap<GaugeId, Uplink>;
  readonly #states = new Map<string, UplinkState>();
  readonly #changed = new Set<string>();
  /** Keys of alarms about silent gauges, by their uplink: where a whole city falls silent each is asked for its own. */
  readonly #silences = new Map<string, Set<string>>();
  readonly #returnIntervals: number;
  /** How many are silent; while none is, nobody need say who was heard. */
  #silentCount = 0;

  /** @param returnIntervals expected intervals a gauge has to follow once its uplink is heard again */
  constructor(city: City, returnIntervals: number) {
    this.#byGauge = uplinksOf(city);
    this.#returnIntervals = returnIntervals;
  }

  restore(states: ReadonlyMap<string, UplinkState>): void {
    for (const [id, state] of states) {
      this.#states.set(id, state);
      if (state.last !== null) this.#silentCount += 1;
    }
  }

  get isAnySilent(): boolean {
    return this.#silentCount > 0;
  }

  /** Null for a gauge whose device carries it alone. */
  of(gauge: GaugeId): Uplink | null {
    return this.#byGauge.get(gauge) ?? null;
  }

  stateOf(uplink: Uplink): UplinkState | null {
    return this.#states.get(uplink.id) ?? null;
  }

  set(uplink: Uplink, state: UplinkState): void {
    const before = this.#states.get(uplink.id)?.last ?? null;
    this.#silentCount += (state.last === null ? 0 : 1) - (before === null ? 0 : 1);
    this.#states.set(uplink.id, state);
    this.#changed.add(uplink.id);
  }

  /** An alarm is kept as it stands, or `isGone`. */
  note(alarm: AlarmTransition, isGone: boolean): void {
    const { alarmKey, target } = alarm;
    const uplink = target.kind === "gauge" && isSilentGaugeAlarm(alarm) ? this.of(target.gaugeId) : null;
    if (uplink === null) return;
    const keys = this.#silences.get(uplink.id) ?? new Set();
    this.#silences.set(uplink.id, keys);
    if (isGone) keys.delete(alarmKey);
    else keys.add(alarmKey);
  }

  /** Keys of alarms about its gauges being silent, in their order. */
  silencesOf({ id }: Uplink): readonly string[] {
    return [...(this.#silences.get(id) ?? [])].sort();
  }

  /**
   * The uplink that explains why a gauge is silent: it is silent itself, or has just been heard again.
   *
   * @param at our clock
   */
  silentUplinkOf(alarm: AlarmTransition, at: number): { readonly uplink: Uplink; readonly state: UplinkState } | null {
    const found = this.#stateFor(alarm);
    if (found === null || alarm.to === null) return null;
    return found.state.last !== null || at < (this.returnDueAt(alarm) ?? at) ? found : null;
  }

  /** When a silent gauge is on its own again, its uplink having been heard; null where that does not apply. */
  returnDueAt(alarm: AlarmTransition): number | null {
    const found = this.#stateFor(alarm);
    if (found === null || found.state.last !== null || found.state.returnedAt === null) return null;
    const { target } = alarm;
    const gauge = found.uplink.gauges.find(({ id }) => target.kind === "gauge" && id === target.gaugeId);
    return found.state.returnedAt + this.#returnIntervals * (gauge?.expectedIntervalMs ?? 0);
  }

  drainChanges(): ReadonlyMap<string, UplinkState> {
    const changed = new Map([...this.#changed].map((id) => [id, this.#states.get(id) as UplinkState]));
    this.#changed.clear();
    return changed;
  }

  #stateFor(alarm: AlarmTransition): { readonly uplink: Uplink; readonly state: UplinkState } | null {
    if (!isSilentGaugeAlarm(alarm) || alarm.target.kind !== "gauge") return null;
    const uplink = this.#byGauge.get(alarm.target.gaugeId);
    const state = uplink === undefined ? undefined : this.#states.get(uplink.id);
    return uplink === undefined || state === undefined ? null : { uplink, state };
  }
}
