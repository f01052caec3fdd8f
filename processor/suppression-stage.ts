import { BlindSpotDetector } from "../blindspots/blind-spot-detector.ts";
import type { BlindSpotSettings } from "../blindspots/settings.ts";
import type { AlarmTransition } from "../domain/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observation.ts";
import type { Order, StoredOrder } from "../domain/order.ts";
import type { FlagChange } from "../domain/quality.ts";
import type { JournalReader, SavedSuppressionEntry } from "../store/ports.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import { OperatorOrders } from "../suppression/operator-orders.ts";
import type { SuppressionSettings } from "../suppression/settings.ts";
import { SuppressionControl, type SuppressionOutcome } from "../suppression/suppression-control.ts";
import { readSavedEntries, savedEntriesOf } from "./saved-suppression.ts";

export interface SuppressionStageParts {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly inhibitions: readonly Inhibition[];
  readonly blindSpotSettings: BlindSpotSettings;
  readonly suppressionSettings: SuppressionSettings;
}

/**
 * Stands between rules and cases: watches which gauges can be believed, and decides what of all that alarms do reaches
 * people. One clock drives both, so that what falls due between two readings happens in its order.
 */
export class SuppressionStage {
  readonly orders = new OperatorOrders();
  readonly blindSpots: BlindSpotDetector;
  readonly suppression: SuppressionControl;
  readonly #city: City;
  #clock = Number.NEGATIVE_INFINITY;

  constructor({ city, keys, inhibitions, blindSpotSettings, suppressionSettings }: SuppressionStageParts) {
    this.#city = city;
    this.blindSpots = new BlindSpotDetector(city, keys, blindSpotSettings, (device) => this.isInMaintenance(device));
    this.suppression = new SuppressionControl({
      city,
      inhibitions,
      settings: suppressionSettings,
      orders: this.orders,
      heardOrStartedAt: (gauge) => this.blindSpots.heardOrStartedAt(gauge),
    });
  }

  /**
   * Takes up where the last commit left off.
   *
   * @param orders those that had taken effect at `clock`
   * @returns what nothing holds any more, as the city's inhibitions or the settings have changed since
   */
  async restore(
    saved: readonly SavedSuppressionEntry[],
    orders: readonly StoredOrder[],
    journal: { readonly log: JournalReader; readonly cursor: number; readonly clock: number },
  ): Promise<SuppressionOutcome> {
    this.#clock = journal.clock;
    for (const { order, applied } of orders) this.orders.apply(order, applied?.at ?? journal.clock);
    const { alarms, carriers: uplinks, ...watch } = readSavedEntries(saved);
    await this.blindSpots.restore(watch, journal.log, journal.cursor, journal.clock);
    this.suppression.restore({ alarms, uplinks: uplinks }, journal.clock);
    return this.suppression.drainOutcome();
  }

  /** The hub listens again from `at`. */
  start(at: number): void {
    this.blindSpots.start(at);
  }

  /** Takes in what rules found. What moves nothing is recorded and passed on as it is. */
  accept(transition: AlarmTransition): SuppressionOutcome {
    if (transition.effect !== "live") return { recorded: [transition], notified: [transition], events: [] };
    this.#advance(transition.receivedAt);
    this.suppression.accept(transition);
    return this.suppression.drainOutcome();
  }

  /**
   * Takes in a row of the journal, after rules have.
   *
   * @param flagChanges what rules made of this row's quality, and of others' with it
   */
  read(row: JournalledObservation, flagChanges: readonly FlagChange[] = []): SuppressionOutcome {
    this.#advance(row.receivedAt);
    const found = this.blindSpots.read(flagChanges.length === 0 ? row : withOwnFlagChange(row, flagChanges));
    this.applyFlagChanges(flagChanges);
    const gauge = this.blindSpots.gaugeIdOf(row.gauge);
    if (gauge !== null) this.suppression.heard(gauge, row.receivedAt);
    for (const transition of found) this.suppression.accept(transition);
    return this.suppression.drainOutcome();
  }

  /** Takes in what rules made of readings' quality after the journal had them. */
  applyFlagChanges(flagChanges: readonly FlagChange[]): void {
    for (const flagChange of flagChanges) this.blindSpots.applyFlagChange(flagChange);
  }

  /** Lets time pass up to `to`, which no row still to come was received before. */
  advance(to: number): SuppressionOutcome {
    this.#advance(to);
    return this.suppression.drainOutcome();
  }

  /** Takes up an order at `at`. */
  applyOrder(applyOrder: Order, at: number): SuppressionOutcome {
    this.#advance(at);
    if (this.suppression.applyOrder(applyOrder, at)) {
      const device = this.#deviceOf(applyOrder);
      if (device !== null) this.#reconsider(device);
    }
    return this.suppression.drainOutcome();
  }

  isInMaintenance(device: DeviceId): boolean {
    if (this.orders.maintenanceOf(device, this.#clock) !== null) return true;
    const gateway = this.#city.devices.get(device)?.gatewayId;
    return gateway !== undefined && this.orders.maintenanceOf(gateway, this.#clock) !== null;
  }

  /** What changed since the last call, to be committed with the cursor; a state of null is to be removed. */
  drainChanges(): readonly SavedSuppressionEntry[] {
    return savedEntriesOf(this.suppression.drainChanges(), this.blindSpots.drainChanges());
  }

  #advance(to: number): void {
    for (;;) {
      const dueAt = Math.min(this.blindSpots.nextDueAt, this.suppression.nextDueAt);
      if (dueAt > to) break;
      this.#clock = Math.max(this.#clock, dueAt);
      // Both may be due at one moment: a maintenance that ends then is over before anybody is found silent.
      for (let due = this.suppression.advanceOnce(dueAt); due !== null; due = this.suppression.advanceOnce(dueAt)) {
        const device = this.orders.maintenance(due.id)?.what.deviceId;
        if (device !== undefined) this.#reconsider(device);
      }
      for (const transition of this.blindSpots.advance(dueAt)) this.suppression.accept(transition);
    }
    this.#clock = Math.max(this.#clock, to);
  }

  #reconsider(carrier: DeviceId): void {
    const behind = [...this.#city.devices.values()].filter(({ gatewayId }) => gatewayId === carrier);
    for (const device of [carrier, ...behind.map(({ id }) => id)]) {
      for (const transition of this.blindSpots.reconsider(device, this.#clock)) this.suppression.accept(transition);
    }
  }

  /** The device or gateway an order is about; null for a silence. */
  #deviceOf(applyOrder: Order): DeviceId | null {
    if (applyOrder.kind === "maintenance") return applyOrder.maintenance.deviceId;
    return applyOrder.kind === "end" ? (this.orders.maintenance(applyOrder.end.id)?.what.deviceId ?? null) : null;
  }
}

function withOwnFlagChange(row: JournalledObservation, flagChanges: readonly FlagChange[]): JournalledObservation {
  const own = flagChanges.findLast((each) => each.gauge === row.gauge && each.observedAt === row.observedAt);
  return own === undefined ? row : { ...row, flag: own.flag, checks: own.checks };
}
