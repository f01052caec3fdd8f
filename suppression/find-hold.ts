import type { AlarmTransition } from "../domain/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { Hold } from "../domain/hold.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { AlarmNoise } from "./alarm-noise.ts";
import { type AlarmPlace, placeOf } from "./alarm-place.ts";
import type { CarrierBook } from "./carrier-book.ts";
import { carrierRuleId } from "./carriers.ts";
import type { Explanations } from "./explanations.ts";
import { holdOfCarrier, holdOfInhibition, holdOfMaintenance, holdOfSilence } from "./hold-words.ts";
import { isSilencedBy } from "./match-silence.ts";
import type { OrderBook } from "./order-book.ts";

/** Finds what holds an alarm at a moment, gravest first: maintenance, silence, a silent carrier, an inhibition. */
export class HoldFinder {
  readonly #city: City;
  readonly #orders: OrderBook;
  readonly #carriers: CarrierBook;
  readonly #explanations: Explanations;
  readonly #places = new Map<string, AlarmPlace>();

  constructor(city: City, orders: OrderBook, carriers: CarrierBook, explanations: Explanations) {
    this.#city = city;
    this.#orders = orders;
    this.#carriers = carriers;
    this.#explanations = explanations;
  }

  /** @param at our clock; @returns null when people may be told */
  holdOf({ last, toldLevel }: AlarmNoise, at: number): Hold | null {
    if (last.to === null && toldLevel === null) return null;
    return (
      this.maintenanceOf(last, at) ?? this.#silenceOf(last, at) ?? this.#carrierOf(last, at) ?? this.#inhibitionOf(last)
    );
  }

  maintenanceOf(alarm: AlarmTransition, at: number): Hold | null {
    const { deviceId, carrierId } = this.placeOf(alarm);
    for (const id of [deviceId, carrierId]) {
      const found = id === null ? null : this.#orders.maintenanceOf(id, at);
      if (found !== null) return holdOfMaintenance(found);
    }
    return null;
  }

  placeOf({ alarmKey, target, ruleId }: AlarmTransition): AlarmPlace {
    const known = this.#places.get(alarmKey);
    if (known !== undefined) return known;
    const place = placeOf(target, this.#city);
    // A carrier's alarm stands at a station but is about the device itself.
    const id = alarmKey.slice(ruleId.length + 1) as DeviceId;
    const found = ruleId === carrierRuleId ? { ...place, deviceId: id, carrierId: id } : place;
    this.#places.set(alarmKey, found);
    return found;
  }

  /** Of several silences the one that also holds red, as it decides what happens. */
  #silenceOf(alarm: AlarmTransition, at: number): Hold | null {
    const place = this.placeOf(alarm);
    const fitting = this.#orders.silencesInForce(at).filter(({ match }) => isSilencedBy(match, alarm, place));
    const silence = fitting.find(({ includesRed }) => includesRed) ?? fitting[0];
    return silence === undefined ? null : holdOfSilence(silence);
  }

  #carrierOf(alarm: AlarmTransition, at: number): Hold | null {
    const blamed = this.#carriers.blamedFor(alarm, at);
    if (blamed === null) return null;
    const { id } = blamed.carrier;
    return holdOfCarrier(id, `${carrierRuleId}|${id}`, blamed.state.last?.to === "red");
  }

  #inhibitionOf(alarm: AlarmTransition): Hold | null {
    const found = this.#explanations.of(alarm, this.placeOf(alarm));
    return found === null ? null : holdOfInhibition(found.inhibition, found.by);
  }
}
