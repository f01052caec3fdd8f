import type { AlarmTransition } from "../domain/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { Hold, HoldKind, NoiseNote, Suppression } from "../domain/hold.ts";
import type { AlarmKey, GaugeId } from "../domain/ids.ts";
import { rankOf } from "../domain/level.ts";
import type { Order } from "../domain/order.ts";
import {
  type AlarmNoise,
  calmed,
  isForgotten,
  levelShown,
  levelToTell,
  newAlarmNoise,
  noteMove,
} from "./alarm-noise.ts";
import { CarrierBook } from "./carrier-book.ts";
import { type Carrier, type CarrierState, clearCarrier, isCarrierSilent, isSilence, raiseCarrier } from "./carriers.ts";
import { Explanations } from "./explanations.ts";
import { HoldFinder } from "./find-hold.ts";
import { holdOfFlapping } from "./hold-words.ts";
import type { Inhibition } from "./inhibition-schema.ts";
import { type DueKind, NoiseDues } from "./noise-dues.ts";
import { alarmHidden, silenceEnding } from "./noise-events.ts";
import { type NoiseCounts, NoiseLedger, type NoiseOutcome } from "./noise-ledger.ts";
import type { OrderBook } from "./order-book.ts";
import type { NoiseSettings } from "./settings.ts";
import { heldBy, suppressedNow, suppressionOf } from "./suppressed.ts";

export type { NoiseCounts, NoiseOutcome } from "./noise-ledger.ts";

export interface NoiseParts {
  readonly city: City;
  readonly inhibitions: readonly Inhibition[];
  readonly settings: NoiseSettings;
  /** Shared with the watch; only `order` here adds to it. */
  readonly orders: OrderBook;
  /** Last reception of a gauge, or the hub's own start where that is later. */
  readonly waitedSince: (gauge: GaugeId) => number;
}

export interface SavedNoise {
  readonly alarms: ReadonlyMap<string, AlarmNoise>;
  readonly carriers: ReadonlyMap<string, CarrierState>;
}

/**
 * Decides what of all that alarms do reaches people: flapping alarms stay up, explained ones wait behind what explains
 * them, silenced ones wait for their silence to end, those of devices under maintenance for its end. Red goes out under
 * any hold that does not say it includes red, and else an event says that it is hidden. Nothing is lost: what is held
 * is recorded, counted, and told as soon as nothing holds it.
 *
 * Reads no clock: same transitions, same orders at the same moments give the same outcome, live, after a restart and in
 * a replay.
 */
export class NoiseControl {
  readonly #parts: NoiseParts;
  readonly #alarms = new Map<string, AlarmNoise>();
  readonly #carriers: CarrierBook;
  readonly #explanations: Explanations;
  readonly #holds: HoldFinder;
  readonly #dues: NoiseDues;
  readonly #changedAlarms = new Set<string>();
  readonly #ledger = new NoiseLedger();
  #clock = Number.NEGATIVE_INFINITY;

  constructor(parts: NoiseParts) {
    this.#parts = parts;
    this.#carriers = new CarrierBook(parts.city, parts.settings.returnIntervals);
    this.#dues = new NoiseDues(parts.settings, this.#carriers);
    this.#explanations = new Explanations(parts.inhibitions, parts.city);
    this.#holds = new HoldFinder(parts.city, parts.orders, this.#carriers, this.#explanations);
  }

  /** Takes up where the last commit left off; the book holds the orders of then. What is no longer held is released. */
  restore({ alarms, carriers }: SavedNoise, clock: number): void {
    this.#clock = clock;
    this.#carriers.restore(carriers);
    for (const [key, state] of sorted(alarms)) {
      this.#alarms.set(key, state);
      this.#explanations.update(state.last, this.#holds.placeOf(state.last), levelShown(state));
      this.#dues.setAlarm(key, state, this.#clock);
    }
    const { orders } = this.#parts;
    for (const { what } of [...orders.silences(), ...orders.maintenances()]) this.#dues.setOrder(what, clock);
    for (const { what } of orders.silences()) this.#dues.setReminder(what, clock);
    this.#settleAll();
  }

  /** Takes in a live transition, at its `receivedAt`; `advance` must have been called up to then. */
  take(transition: AlarmTransition): void {
    this.#clock = Math.max(this.#clock, transition.receivedAt);
    if (isSilence(transition) && transition.to !== null) this.#blameCarrier(transition);
    const key = transition.alarmKey;
    const before = this.#alarms.get(key) ?? newAlarmNoise(transition);
    const moved = noteMove(before, transition, this.#parts.settings, this.#clock);
    const hold = this.#holds.holdOf(moved, this.#clock);
    const state = this.#withHold(moved, hold);
    const level = levelToTell(state);
    const marks = hold ?? this.#flapping(state);
    const told = { before: before.toldLevel, now: level };
    this.#ledger.record(transition, told, { marks, waitsFor: marks ?? before.hold });
    if (hold !== null && hold.kind !== "inhibition" && transition.to === "red" && level !== "red") {
      this.#ledger.hideRed(alarmHidden(transition, hold, this.#clock));
    }
    this.#keep(key, { ...state, toldLevel: level });
  }

  /** A gauge was heard: a carrier that was silent is back, and its other gauges have their time to follow. */
  heard(gauge: GaugeId, at: number): void {
    if (!this.#carriers.isAnySilent) return;
    const carrier = this.#carriers.of(gauge);
    const last = carrier === null ? null : (this.#carriers.stateOf(carrier)?.last ?? null);
    if (carrier === null || last === null) return;
    this.#clock = Math.max(this.#clock, at);
    this.#carriers.set(carrier, { last: null, returnedAt: this.#clock });
    this.take(clearCarrier(carrier, last, this.#clock));
    this.#settleGaugesOf(carrier);
  }

  /** @returns false for an order that changes nothing */
  order(order: Order, at: number): boolean {
    this.#clock = Math.max(this.#clock, at);
    const { orders } = this.#parts;
    if (!orders.take(order, this.#clock)) return false;
    if (order.kind === "maintenance") this.#dues.setOrder(order.maintenance, this.#clock);
    if (order.kind === "silence") {
      this.#dues.setOrder(order.silence, this.#clock);
      this.#dues.setReminder(order.silence, this.#clock);
    }
    this.#settleAll();
    return true;
  }

  /** The next moment at which `advance` may change something; Infinity for never. */
  get nextDueAt(): number {
    return this.#dues.nextAt;
  }

  /** Lets the first thing due at or before `to` happen. @returns what it was; null when nothing is due */
  advanceOnce(to: number): { readonly kind: DueKind; readonly id: string } | null {
    const due = this.#dues.take(to);
    if (due === null) return null;
    this.#clock = Math.max(this.#clock, due.at);
    switch (due.kind) {
      case "calm":
        this.#calm(due.id);
        break;
      case "forget":
        this.#forget(due.id);
        break;
      case "return":
        this.#settle(due.id);
        break;
      case "remind":
        this.#remind(due.id);
        break;
      case "from":
      case "until":
        this.#settleAll();
        break;
    }
    return due;
  }

  takeOutcome(): NoiseOutcome {
    return this.#ledger.takeOutcome();
  }

  /** What changed since the last call; null for what need not be kept any more. */
  takeChanged(): {
    readonly alarms: ReadonlyMap<string, AlarmNoise | null>;
    readonly carriers: ReadonlyMap<string, CarrierState>;
  } {
    const alarms = new Map([...this.#changedAlarms].map((key) => [key, this.#alarms.get(key) ?? null]));
    this.#changedAlarms.clear();
    return { alarms, carriers: this.#carriers.takeChanged() };
  }

  get counts(): NoiseCounts {
    return this.#ledger.counts;
  }

  suppressionOf(alarmKey: AlarmKey): Suppression | null {
    return suppressionOf(this.#alarms, alarmKey);
  }

  suppressedNow(): Readonly<Record<HoldKind, number>> {
    return suppressedNow(this.#alarms);
  }

  /** How many alarms a silence, maintenance or inhibition keeps from people now. */
  heldBy(id: string): number {
    return heldBy(this.#alarms, id);
  }

  /** Alarms up now, with the transition each stands at. */
  activeAlarms(): readonly AlarmNoise[] {
    return [...this.#alarms.values()].filter(({ last }) => last.to !== null);
  }

  #blameCarrier(silence: AlarmTransition): void {
    const gaugeId = silence.target.kind === "gauge" ? silence.target.gaugeId : null;
    const carrier = gaugeId === null ? null : this.#carriers.of(gaugeId);
    if (carrier === null || gaugeId === null || this.#holds.maintenanceOf(silence, this.#clock) !== null) return;
    const last = this.#carriers.stateOf(carrier)?.last ?? null;
    if (last === null && !isCarrierSilent(carrier, gaugeId, this.#parts.waitedSince)) return;
    const raised = raiseCarrier(carrier, last, silence, this.#clock);
    if (raised === null) return;
    this.#carriers.set(carrier, { last: raised, returnedAt: null });
    this.take(raised);
  }

  #withHold(state: AlarmNoise, hold: Hold | null): AlarmNoise {
    if (hold === null && state.hold === null) return state;
    const isSame = hold !== null && state.hold?.id === hold.id;
    return { ...state, hold, heldSinceAt: hold === null ? null : isSame ? state.heldSinceAt : this.#clock };
  }

  #flapping({ unstable, last }: AlarmNoise): Hold | null {
    return unstable === null ? null : holdOfFlapping(last, unstable.count, this.#parts.settings.flapWindowMs);
  }

  /** Looks at one alarm again after something else than its own transition changed. */
  #settle(key: string): void {
    const before = this.#alarms.get(key);
    if (before === undefined) return;
    const hold = this.#holds.holdOf(before, this.#clock);
    const state = this.#withHold(before, hold);
    const level = levelToTell(state);
    if (level !== before.toldLevel) this.#release(before, hold, level);
    if (state !== before || level !== before.toldLevel) this.#keep(key, { ...state, toldLevel: level });
  }

  #release(before: AlarmNoise, hold: Hold | null, level: AlarmNoise["toldLevel"]): void {
    const held = before.hold ?? this.#flapping(before);
    const note: NoiseNote | null =
      hold !== null && rankOf(level) > rankOf(before.toldLevel)
        ? { outcome: "told", hold }
        : held === null
          ? null
          : { outcome: "released", hold: held };
    this.#ledger.release(before, level, note, this.#clock);
  }

  #settleAll(): void {
    for (const key of [...this.#alarms.keys()].sort()) this.#settle(key);
  }

  #settleGaugesOf(carrier: Carrier): void {
    const ids = new Set<string>(carrier.gauges.map(({ id }) => id));
    for (const [key, { last }] of sorted(this.#alarms)) {
      if (last.target.kind !== "gauge" || !ids.has(last.target.gaugeId) || !isSilence(last)) continue;
      this.#settle(key);
      const state = this.#alarms.get(key);
      if (state !== undefined) this.#dues.setAlarm(key, state, this.#clock);
    }
  }

  #calm(key: string): void {
    const state = this.#alarms.get(key);
    if (state?.unstable == null) return;
    const still = calmed(state);
    const hold = this.#holds.holdOf(still, this.#clock);
    const next = this.#withHold(still, hold);
    const level = levelToTell(next);
    if (level !== state.toldLevel) this.#release(state, hold, level);
    this.#keep(key, { ...next, toldLevel: level });
  }

  #forget(key: string): void {
    const state = this.#alarms.get(key);
    if (state === undefined) return;
    const raises = state.raises.filter((at) => at > this.#clock - this.#parts.settings.flapWindowMs);
    this.#keep(key, { ...state, raises });
  }

  #remind(id: string): void {
    const kept = this.#parts.orders.silence(id);
    if (kept === null || kept.endedAt !== null) return;
    this.#ledger.announce(silenceEnding(kept.what, this.heldBy(id), this.#clock));
  }

  #keep(key: string, state: AlarmNoise): void {
    this.#changedAlarms.add(key);
    const isGone = isForgotten(state);
    if (isGone) this.#alarms.delete(key);
    else this.#alarms.set(key, state);
    this.#dues.setAlarm(key, state, this.#clock);
    const explained = this.#explanations.update(state.last, this.#holds.placeOf(state.last), levelShown(state));
    for (const target of explained) this.#settle(target);
  }
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
