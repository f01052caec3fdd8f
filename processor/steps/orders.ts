import { type Maintenance, type Order, orderOf } from "../../domain/alarms/order.ts";
import type { City } from "../../domain/city/city.ts";
import { DueQueue } from "../../domain/due-queue.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { OrderGiven } from "../../domain/inputs/acts/order-given.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import { OperatorOrders } from "../../suppression/operator-orders.ts";
import type { Draft } from "../draft.ts";
import { type Handlers, ignore, ignoresGovernance, newDue, newMeter, type RestorePoint, type Step } from "../step.ts";

/** Keeps what operators ordered, and says when the maintenance of a device begins and ends. */
export class OrdersStep implements Step {
  readonly name = "orders";
  readonly meter = newMeter();
  readonly due = newDue({ isAfterRows: false });
  readonly on: Handlers;
  readonly orders = new OperatorOrders();
  readonly #city: City;
  /** When each maintenance begins, `from|id`, and ends, `until|id`. */
  readonly #dues = new DueQueue();
  /** Our clock at the newest order, beginning or end: in between, what is in force does not change. */
  #clock = Number.NEGATIVE_INFINITY;

  constructor(city: City) {
    this.#city = city;
    this.on = {
      row: ignore,
      tick: ({ at }, draft) => this.#advance(at, draft),
      "order-given": ({ logged }, draft) => this.#apply(logged, draft),
      "hub-started": ignore,
      "mode-set": ignore,
      ...ignoresGovernance,
      "flag-set": ignore,
      "rules-activated": ignore,
      "gauges-changed": ignore,
      "device-reported": ignore,
      "readings-refused": ignore,
      "readings-repeated": ignore,
    };
  }

  /** True while a device, or the gateway it speaks through, is under maintenance. */
  isInMaintenance(device: DeviceId): boolean {
    if (this.orders.maintenanceOf(device, this.#clock) !== null) return true;
    const gateway = this.#city.devices.get(device)?.gatewayId;
    return gateway !== undefined && this.orders.maintenanceOf(gateway, this.#clock) !== null;
  }

  async restore({ state: { orders, clock } }: RestorePoint): Promise<void> {
    this.#clock = clock;
    for (const { order, at } of orders) this.orders.apply(order, at);
    for (const { what } of this.orders.maintenances()) this.#setDues(what, clock);
  }

  save(): void {}

  #apply({ entrySeq, entry }: LoggedEntry<OrderGiven>, draft: Draft): void {
    const order = orderOf(entry);
    const appliedAt = draft.clock;
    this.#clock = Math.max(this.#clock, appliedAt);
    draft.effects.orders.push({ entrySeq, at: appliedAt, order });
    if (!this.orders.apply(order, appliedAt)) return;
    this.meter.findings += 1;
    draft.found.order = order;
    if (order.kind === "maintenance") this.#setDues(order.maintenance, appliedAt);
    const device = this.#deviceOf(order);
    if (device !== null) draft.found.maintained.push(device);
  }

  #advance(to: number, draft: Draft): void {
    for (let due = this.#dues.popDue(to); due !== null; due = this.#dues.popDue(to)) {
      this.#clock = Math.max(this.#clock, due.at);
      const id = due.name.slice(due.name.indexOf("|") + 1);
      const device = this.orders.maintenance(id)?.what.deviceId;
      if (device !== undefined) draft.found.maintained.push(device);
    }
    this.due.nextAt = this.#dues.nextAt;
  }

  #setDues({ id, fromAt, untilAt }: Maintenance, now: number): void {
    this.#dues.set(`from|${id}`, fromAt > now ? fromAt : null);
    this.#dues.set(`until|${id}`, untilAt > now ? untilAt : null);
    this.due.nextAt = this.#dues.nextAt;
  }

  /** The device or gateway an order is about; null for a silence. */
  #deviceOf(order: Order): DeviceId | null {
    if (order.kind === "maintenance") return order.maintenance.deviceId;
    return order.kind === "end" ? (this.orders.maintenance(order.end.id)?.what.deviceId ?? null) : null;
  }
}
