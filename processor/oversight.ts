import type { WatchSettings } from "../blindspots/settings.ts";
import { Watch } from "../blindspots/watch.ts";
import type { AlarmTransition } from "../domain/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../domain/ids.ts";
import type { JournalledObservation } from "../domain/observation.ts";
import type { Order, StoredOrder } from "../domain/order.ts";
import type { QualityVerdict } from "../domain/quality.ts";
import type { ObservationLog, SavedPart } from "../store/ports.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import { NoiseControl, type NoiseOutcome } from "../suppression/noise-control.ts";
import { OrderBook } from "../suppression/order-book.ts";
import type { NoiseSettings } from "../suppression/settings.ts";
import { partsOf, readParts } from "./saved-oversight.ts";

export interface OversightParts {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly inhibitions: readonly Inhibition[];
  readonly watch: WatchSettings;
  readonly noise: NoiseSettings;
}

/**
 * Stands between rules and cases: watches which gauges can be believed, and decides what of all that alarms do reaches
 * people. One clock drives both, so that what falls due between two readings happens in its order.
 */
export class Oversight {
  readonly orders = new OrderBook();
  readonly watch: Watch;
  readonly noise: NoiseControl;
  readonly #city: City;
  #clock = Number.NEGATIVE_INFINITY;

  constructor({ city, keys, inhibitions, watch, noise }: OversightParts) {
    this.#city = city;
    this.watch = new Watch(city, keys, watch, (device) => this.isInMaintenance(device));
    this.noise = new NoiseControl({
      city,
      inhibitions,
      settings: noise,
      orders: this.orders,
      waitedSince: (gauge) => this.watch.waitedSince(gauge),
    });
  }

  /**
   * Takes up where the last commit left off.
   *
   * @param orders those that had taken effect at `clock`
   * @returns what nothing holds any more, as the city's inhibitions or the settings have changed since
   */
  async restore(
    saved: readonly SavedPart[],
    orders: readonly StoredOrder[],
    journal: { readonly log: ObservationLog; readonly cursor: number; readonly clock: number },
  ): Promise<NoiseOutcome> {
    this.#clock = journal.clock;
    for (const { order, taken } of orders) this.orders.take(order, taken?.at ?? journal.clock);
    const { alarms, carriers, ...watch } = readParts(saved);
    await this.watch.restore(watch, journal.log, journal.cursor, journal.clock);
    this.noise.restore({ alarms, carriers }, journal.clock);
    return this.noise.takeOutcome();
  }

  /** The hub listens again from `at`. */
  start(at: number): void {
    this.watch.start(at);
  }

  /** Takes in what rules found. What moves nothing is recorded and passed on as it is. */
  take(transition: AlarmTransition): NoiseOutcome {
    if (transition.effect !== "live") return { recorded: [transition], told: [transition], events: [] };
    this.#advance(transition.receivedAt);
    this.noise.take(transition);
    return this.noise.takeOutcome();
  }

  /**
   * Takes in a row of the journal, after rules have.
   *
   * @param verdicts what rules made of this row's quality, and of others' with it
   */
  read(row: JournalledObservation, verdicts: readonly QualityVerdict[] = []): NoiseOutcome {
    this.#advance(row.receivedAt);
    const found = this.watch.read(verdicts.length === 0 ? row : withOwnVerdict(row, verdicts));
    this.amend(verdicts);
    const gauge = this.watch.gaugeIdOf(row.gauge);
    if (gauge !== null) this.noise.heard(gauge, row.receivedAt);
    for (const transition of found) this.noise.take(transition);
    return this.noise.takeOutcome();
  }

  /** Takes in what rules made of readings' quality after the journal had them. */
  amend(verdicts: readonly QualityVerdict[]): void {
    for (const verdict of verdicts) this.watch.amend(verdict);
  }

  /** Lets time pass up to `to`, which no row still to come was received before. */
  advance(to: number): NoiseOutcome {
    this.#advance(to);
    return this.noise.takeOutcome();
  }

  /** Takes up an order at `at`. */
  order(order: Order, at: number): NoiseOutcome {
    this.#advance(at);
    if (this.noise.order(order, at)) {
      const device = this.#deviceOf(order);
      if (device !== null) this.#reconsider(device);
    }
    return this.noise.takeOutcome();
  }

  isInMaintenance(device: DeviceId): boolean {
    if (this.orders.maintenanceOf(device, this.#clock) !== null) return true;
    const gateway = this.#city.devices.get(device)?.gatewayId;
    return gateway !== undefined && this.orders.maintenanceOf(gateway, this.#clock) !== null;
  }

  /** What changed since the last call, to be committed with the cursor; a state of null is to be removed. */
  takeChanged(): readonly SavedPart[] {
    return partsOf(this.noise.takeChanged(), this.watch.takeChanged());
  }

  #advance(to: number): void {
    for (;;) {
      const dueAt = Math.min(this.watch.nextDueAt, this.noise.nextDueAt);
      if (dueAt > to) break;
      this.#clock = Math.max(this.#clock, dueAt);
      // Both may be due at one moment: a maintenance that ends then is over before anybody is found silent.
      for (let due = this.noise.advanceOnce(dueAt); due !== null; due = this.noise.advanceOnce(dueAt)) {
        const device = this.orders.maintenance(due.id)?.what.deviceId;
        if (device !== undefined) this.#reconsider(device);
      }
      for (const transition of this.watch.advance(dueAt)) this.noise.take(transition);
    }
    this.#clock = Math.max(this.#clock, to);
  }

  #reconsider(carrier: DeviceId): void {
    const behind = [...this.#city.devices.values()].filter(({ gatewayId }) => gatewayId === carrier);
    for (const device of [carrier, ...behind.map(({ id }) => id)]) {
      for (const transition of this.watch.reconsider(device, this.#clock)) this.noise.take(transition);
    }
  }

  /** The device or gateway an order is about; null for a silence. */
  #deviceOf(order: Order): DeviceId | null {
    if (order.kind === "maintenance") return order.maintenance.deviceId;
    return order.kind === "end" ? (this.orders.maintenance(order.end.id)?.what.deviceId ?? null) : null;
  }
}

function withOwnVerdict(row: JournalledObservation, verdicts: readonly QualityVerdict[]): JournalledObservation {
  const own = verdicts.findLast((each) => each.gauge === row.gauge && each.observedAt === row.observedAt);
  return own === undefined ? row : { ...row, flag: own.flag, checks: own.checks };
}
