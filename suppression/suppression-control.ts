import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { Hold, HoldKind, SuppressionNote, SuppressionStatus } from "../domain/alarms/hold.ts";
import { isConfirmation, liveLevelOf } from "../domain/alarms/live-level.ts";
import type { Order } from "../domain/alarms/order.ts";
import type { City } from "../domain/city/city.ts";
import { type Level, worse } from "../domain/city/level.ts";
import type { AlarmKey, GaugeId } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import {
  type AlarmSuppression,
  applyTransition,
  calmAfterMs,
  inhibitingLevel,
  isForgettable,
  isGraver,
  isOther,
  levelsToNotify,
  type NotifiedLevels,
  newAlarmSuppression,
  notifiedOf,
  withNotified,
  withoutChattering,
} from "./alarm-suppression.ts";
import { Explanations } from "./explanations.ts";
import { HoldFinder } from "./hold-finder.ts";
import { holdOfChattering } from "./hold-words.ts";
import type { Inhibition } from "./inhibition-schema.ts";
import type { OperatorOrders } from "./operator-orders.ts";
import type { SuppressionSettings } from "./settings.ts";
import { SuppressionBuffer, type SuppressionCounts, type SuppressionOutcome } from "./suppression-buffer.ts";
import { type SuppressionDueKind, SuppressionDues } from "./suppression-dues.ts";
import { alarmHidden, silenceEnding } from "./suppression-events.ts";
import { heldBy, suppressedNow, suppressionOf } from "./suppression-of.ts";
import {
  clearUplinkAlarm,
  isSilentGaugeAlarm,
  isUplinkSilent,
  raiseUplinkAlarm,
  type Uplink,
  type UplinkState,
} from "./uplink.ts";
import { Uplinks } from "./uplinks.ts";

export type { SuppressionCounts, SuppressionOutcome } from "./suppression-buffer.ts";

export interface SuppressionParts {
  readonly city: City;
  readonly inhibitions: readonly Inhibition[];
  readonly settings: SuppressionSettings;
  /** What operators have ordered; whoever applies an order there says so here. */
  readonly orders: OperatorOrders;
  /** Reception of a gauge's newest usable reading, or the hub's own start where that is later. */
  readonly usableOrStartedAt: (gauge: GaugeId) => number;
  /** Why a gauge that is heard says nothing usable; null where nothing is heard. */
  readonly unusableWords: (gauge: GaugeId) => BilingualText | null;
}

export interface SavedSuppression {
  readonly alarms: ReadonlyMap<string, AlarmSuppression>;
  readonly uplinks: ReadonlyMap<string, UplinkState>;
}

/**
 * Decides what of all that alarms do reaches people: flapping alarms stay up, explained ones wait behind what explains
 * them, silenced ones wait for their silence to end, those of devices under maintenance for its end. Red goes out under
 * any hold that does not say it includes red, and else an event says that it is hidden. Nothing is lost: what is held
 * is recorded, counted, and notified as soon as nothing holds it.
 *
 * Reads no clock: same transitions, same orders at the same moments give the same outcome, live, after a restart and in
 * a replay.
 */
export class SuppressionControl {
  readonly #parts: SuppressionParts;
  readonly #alarms = new Map<string, AlarmSuppression>();
  readonly #uplinks: Uplinks;
  readonly #explanations: Explanations;
  readonly #holds: HoldFinder;
  readonly #dues: SuppressionDues;
  readonly #changedAlarms = new Set<string>();
  readonly #buffer = new SuppressionBuffer();
  #clock = Number.NEGATIVE_INFINITY;

  constructor(parts: SuppressionParts) {
    this.#parts = parts;
    this.#uplinks = new Uplinks(parts.city, parts.settings.returnIntervals);
    this.#dues = new SuppressionDues(parts.settings, this.#uplinks);
    this.#explanations = new Explanations(parts.inhibitions, parts.city);
    this.#holds = new HoldFinder(parts.city, parts.orders, this.#uplinks, this.#explanations);
  }

  /** Takes up where the last commit left off; `orders` hold those of then. What is no longer held is released. */
  restore({ alarms, uplinks }: SavedSuppression, clock: number): void {
    this.#clock = clock;
    this.#uplinks.restore(uplinks);
    for (const [key, state] of sorted(alarms)) {
      this.#alarms.set(key, state);
      this.#uplinks.note(state.last, false);
      this.#explanations.update(state.last, this.#holds.locationOf(state.last), inhibitingLevel(state));
      this.#dues.setAlarm(key, state, this.#clock);
    }
    const { orders } = this.#parts;
    for (const { what } of [...orders.silences(), ...orders.maintenances()]) this.#dues.setOrder(what, clock);
    for (const { what } of orders.silences()) this.#dues.setReminder(what, clock);
    this.#settleAll();
  }

  /** Takes in a live transition, at its `receivedAt`; `advance` must have been called up to then. */
  accept(transition: AlarmTransition): void {
    this.#clock = Math.max(this.#clock, transition.receivedAt);
    if (isSilentGaugeAlarm(transition) && transition.to !== null) this.#raiseUplinkOf(transition);
    const key = transition.alarmKey;
    const before = this.#alarms.get(key) ?? newAlarmSuppression(transition);
    const moved = applyTransition(before, transition, this.#parts.settings, this.#clock);
    const hold = this.#holds.holdOf(moved, this.#clock);
    const state = this.#withHold(moved, hold);
    const levels = levelsToNotify(state);
    const marks = hold ?? this.#chatteringHold(state);
    const known = { before: notifiedOf(before), now: levels };
    this.#buffer.record(transition, known, { marks, waitsFor: marks ?? before.hold });
    if (hold !== null && hold.kind !== "inhibition" && isNewRed(transition) && levels.level !== "red") {
      this.#buffer.addHiddenRed(alarmHidden({ transition, hold, at: this.#clock }, this.#parts.city));
    }
    this.#keep(key, withNotified(state, levels));
  }

  /** True for a missed peak of an alarm that an operator keeps from people: it opens and moves no case. */
  holdsPeak(peak: MissedPeak, at: number): boolean {
    const hold = this.#holds.orderHoldOf(peak, at);
    return hold !== null && (hold.includesRed || peak.level !== "red");
  }

  /** A gauge was heard: an uplink that was silent is back, and its other gauges have their time to follow. */
  heard(gauge: GaugeId, at: number): void {
    if (!this.#uplinks.isAnySilent) return;
    const uplink = this.#uplinks.of(gauge);
    const last = uplink === null ? null : (this.#uplinks.stateOf(uplink)?.last ?? null);
    if (uplink === null || last === null) return;
    this.#clock = Math.max(this.#clock, at);
    this.#uplinks.set(uplink, { last: null, returnedAt: this.#clock });
    this.accept(clearUplinkAlarm(uplink, last, this.#clock));
    this.#settleGaugesOf(uplink);
  }

  /** While none is, nobody need say who was heard. */
  get isAnyUplinkSilent(): boolean {
    return this.#uplinks.isAnySilent;
  }

  /** Takes in what moves no case: recorded and handed on as it is. */
  passOn(transition: AlarmTransition): void {
    this.#buffer.passOn(transition);
  }

  /** Takes up an order that has just been applied to the orders. */
  follow(order: Order, at: number): void {
    this.#clock = Math.max(this.#clock, at);
    if (order.kind === "maintenance") this.#dues.setOrder(order.maintenance, this.#clock);
    if (order.kind === "silence") {
      this.#dues.setOrder(order.silence, this.#clock);
      this.#dues.setReminder(order.silence, this.#clock);
    }
    this.#settleAll();
  }

  /** The next moment at which `advance` may change something; Infinity for never. */
  get nextDueAt(): number {
    return this.#dues.nextAt;
  }

  /** Lets what is due at or before `to` happen, one thing after the other. */
  advance(to: number): void {
    for (let due = this.#dues.popDue(to); due !== null; due = this.#dues.popDue(to)) {
      this.#clock = Math.max(this.#clock, due.at);
      this.#happen(due.kind, due.id);
    }
  }

  drainOutcome(): SuppressionOutcome {
    return this.#buffer.drainOutcome();
  }

  /** What changed since the last call; null for what need not be kept any more. */
  drainChanges(): {
    readonly alarms: ReadonlyMap<string, AlarmSuppression | null>;
    readonly uplinks: ReadonlyMap<string, UplinkState>;
  } {
    const alarms = new Map([...this.#changedAlarms].map((key) => [key, this.#alarms.get(key) ?? null]));
    this.#changedAlarms.clear();
    return { alarms, uplinks: this.#uplinks.drainChanges() };
  }

  get counts(): SuppressionCounts {
    return this.#buffer.counts;
  }

  suppressionOf(alarmKey: AlarmKey): SuppressionStatus | null {
    return suppressionOf(this.#alarms, alarmKey);
  }

  suppressedNow(): Readonly<Record<HoldKind, number>> {
    return suppressedNow(this.#alarms);
  }

  /** How many alarms a silence, maintenance or inhibition keeps from people now. */
  heldBy(id: string): number {
    return heldBy(this.#alarms, id);
  }

  /** Alarms up now: raised, or known to people as such although they fell, as a chattering one is until it keeps still. */
  activeAlarms(): readonly (AlarmSuppression & { readonly level: Level })[] {
    return [...this.#alarms.values()].flatMap((alarm) => {
      const level = worse(alarm.last.to, alarm.toldLevel);
      return level === null ? [] : [{ ...alarm, level }];
    });
  }

  #happen(kind: SuppressionDueKind, id: string): void {
    switch (kind) {
      case "calm":
        this.#endChattering(id);
        break;
      case "forget":
        this.#forget(id);
        break;
      case "return":
        this.#settle(id);
        break;
      case "remind":
        this.#remind(id);
        break;
      case "from":
      case "until":
        this.#settleAll();
        break;
    }
  }

  #raiseUplinkOf(silence: AlarmTransition): void {
    const gaugeId = silence.target.kind === "gauge" ? silence.target.gaugeId : null;
    const uplink = gaugeId === null ? null : this.#uplinks.of(gaugeId);
    if (uplink === null || gaugeId === null || this.#holds.maintenanceHoldOf(silence, this.#clock) !== null) return;
    const last = this.#uplinks.stateOf(uplink)?.last ?? null;
    if (last === null && !isUplinkSilent(uplink, gaugeId, this.#parts.usableOrStartedAt)) return;
    const reason = this.#parts.unusableWords(gaugeId);
    const raised = raiseUplinkAlarm(uplink, { last, by: silence, reason }, this.#clock);
    if (raised === null) return;
    this.#uplinks.set(uplink, { last: raised, returnedAt: null });
    this.accept(raised);
    this.#settleGaugesOf(uplink);
  }

  #withHold(state: AlarmSuppression, hold: Hold | null): AlarmSuppression {
    if (hold === null && state.hold === null) return state;
    const isSame = hold !== null && state.hold?.id === hold.id;
    return { ...state, hold, heldSinceAt: hold === null ? null : isSame ? state.heldSinceAt : this.#clock };
  }

  #chatteringHold({ unstable, last }: AlarmSuppression): Hold | null {
    return unstable === null ? null : holdOfChattering(last, unstable.count, calmAfterMs(last, this.#parts.settings));
  }

  /** Looks at one alarm again after something else than its own transition changed. */
  #settle(key: string): void {
    const before = this.#alarms.get(key);
    if (before === undefined) return;
    const hold = this.#holds.holdOf(before, this.#clock);
    const state = this.#withHold(before, hold);
    const levels = levelsToNotify(state);
    const isNews = isOther(levels, notifiedOf(before));
    if (isNews) this.#release(before, hold, levels);
    if (state !== before || isNews) this.#keep(key, withNotified(state, levels));
  }

  #release(before: AlarmSuppression, hold: Hold | null, levels: NotifiedLevels): void {
    const held = before.hold ?? this.#chatteringHold(before);
    const note: SuppressionNote | null =
      hold !== null && isGraver(levels, notifiedOf(before))
        ? { outcome: "told", hold }
        : held === null
          ? null
          : { outcome: "released", hold: held };
    this.#buffer.release(before, levels, note, this.#clock);
  }

  #settleAll(): void {
    for (const key of [...this.#alarms.keys()].sort()) this.#settle(key);
  }

  #settleGaugesOf(uplink: Uplink): void {
    for (const key of this.#uplinks.silencesOf(uplink)) {
      this.#settle(key);
      const state = this.#alarms.get(key);
      if (state !== undefined) this.#dues.setAlarm(key, state, this.#clock);
    }
  }

  #endChattering(key: string): void {
    const state = this.#alarms.get(key);
    if (state?.unstable == null) return;
    const still = withoutChattering(state);
    const hold = this.#holds.holdOf(still, this.#clock);
    const next = this.#withHold(still, hold);
    const levels = levelsToNotify(next);
    if (isOther(levels, notifiedOf(state))) this.#release(state, hold, levels);
    this.#keep(key, withNotified(next, levels));
  }

  #forget(key: string): void {
    const state = this.#alarms.get(key);
    if (state === undefined) return;
    this.#keep(key, { ...state, raises: [] });
  }

  #remind(id: string): void {
    const kept = this.#parts.orders.silence(id);
    if (kept === null || kept.endedAt !== null) return;
    const { timeZone } = this.#parts.city;
    this.#buffer.addEvent(silenceEnding({ silence: kept.what, heldNow: this.heldBy(id), at: this.#clock, timeZone }));
  }

  #keep(key: string, state: AlarmSuppression): void {
    this.#changedAlarms.add(key);
    const isGone = isForgettable(state);
    if (isGone) this.#alarms.delete(key);
    else this.#alarms.set(key, state);
    this.#uplinks.note(state.last, isGone);
    this.#dues.setAlarm(key, state, this.#clock);
    const explained = this.#explanations.update(state.last, this.#holds.locationOf(state.last), inhibitingLevel(state));
    for (const target of explained) this.#settle(target);
  }
}

/** Red at last, or red at last by a live reading. */
function isNewRed(transition: AlarmTransition): boolean {
  return transition.to === "red" && (!isConfirmation(transition) || liveLevelOf(transition) === "red");
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
