import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Hold } from "../domain/alarms/hold.ts";
import type { City } from "../domain/city/city.ts";
import type { DeviceId } from "../domain/ids.ts";
import { type AlarmLocation, locationOf } from "./alarm-location.ts";
import type { AlarmSuppression } from "./alarm-suppression.ts";
import type { Explanations } from "./explanations.ts";
import { holdOfInhibition, holdOfMaintenance, holdOfSilence, holdOfUplink } from "./hold-words.ts";
import { isSilencedBy } from "./match-silence.ts";
import type { OperatorOrders } from "./operator-orders.ts";
import { uplinkRuleId } from "./uplink.ts";
import type { Uplinks } from "./uplinks.ts";

/** What orders ask of an alarm. */
export type HeldAlarm = Pick<AlarmTransition, "alarmKey" | "target" | "ruleId" | "hazard">;

/** Finds what holds an alarm at a moment, gravest first: maintenance, silence, a silent uplink, an inhibition. */
export class HoldFinder {
  readonly #city: City;
  readonly #orders: OperatorOrders;
  readonly #uplinks: Uplinks;
  readonly #explanations: Explanations;
  readonly #locations = new Map<string, AlarmLocation>();

  constructor(city: City, orders: OperatorOrders, uplinks: Uplinks, explanations: Explanations) {
    this.#city = city;
    this.#orders = orders;
    this.#uplinks = uplinks;
    this.#explanations = explanations;
  }

  /** @param at our clock; @returns null when nothing holds it */
  holdOf({ last, toldLevel }: AlarmSuppression, at: number): Hold | null {
    if (last.to === null && toldLevel === null) return null;
    return (
      this.maintenanceHoldOf(last, at) ??
      this.#silenceHoldOf(last, at) ??
      this.#uplinkHoldOf(last, at) ??
      this.#inhibitionHoldOf(last)
    );
  }

  /** What an operator ordered for alarms such as this one; null for nothing. */
  orderHoldOf(alarm: HeldAlarm, at: number): Hold | null {
    return this.maintenanceHoldOf(alarm, at) ?? this.#silenceHoldOf(alarm, at);
  }

  maintenanceHoldOf(alarm: HeldAlarm, at: number): Hold | null {
    const { deviceId, uplinkId } = this.locationOf(alarm);
    for (const id of [deviceId, uplinkId]) {
      const found = id === null ? null : this.#orders.maintenanceOf(id, at);
      if (found !== null) return holdOfMaintenance(found, this.#city.timeZone);
    }
    return null;
  }

  locationOf({ alarmKey, target, ruleId }: HeldAlarm): AlarmLocation {
    const known = this.#locations.get(alarmKey);
    if (known !== undefined) return known;
    const place = locationOf(target, this.#city);
    // An uplink's alarm stands at a station but is about the device itself.
    const id = alarmKey.slice(ruleId.length + 1) as DeviceId;
    const found = ruleId === uplinkRuleId ? { ...place, deviceId: id, carrierId: id } : place;
    this.#locations.set(alarmKey, found);
    return found;
  }

  /** Of several silences the one that also holds red, as it decides what happens. */
  #silenceHoldOf(alarm: HeldAlarm, at: number): Hold | null {
    const place = this.locationOf(alarm);
    const fitting = this.#orders.silencesInForce(at).filter(({ match }) => isSilencedBy(match, alarm, place));
    const silence = fitting.find(({ includesRed }) => includesRed) ?? fitting[0];
    return silence === undefined ? null : holdOfSilence(silence, this.#city.timeZone);
  }

  #uplinkHoldOf(alarm: AlarmTransition, at: number): Hold | null {
    const blamed = this.#uplinks.silentUplinkOf(alarm, at);
    if (blamed === null) return null;
    const { id } = blamed.uplink;
    return holdOfUplink(id, `${uplinkRuleId}|${id}`, blamed.state.last?.to === "red");
  }

  #inhibitionHoldOf(alarm: AlarmTransition): Hold | null {
    const found = this.#explanations.of(alarm, this.locationOf(alarm));
    return found === null ? null : holdOfInhibition(found.inhibition, found.by);
  }
}
