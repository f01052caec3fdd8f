import type { Maintenance, Order, OrderStatus, Silence } from "../domain/alarms/order.ts";
import type { DeviceId } from "../domain/ids.ts";

/** A silence or maintenance with how it ended, where somebody ended it. */
export interface OrderRecord<What> {
  readonly what: What;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

type OrderPeriod = OrderRecord<{ readonly fromAt: number; readonly untilAt: number }>;

/** Every silence and maintenance taken up so far, over or not, in the order of arrival. */
export class OperatorOrders {
  readonly #silences = new Map<string, OrderRecord<Silence>>();
  readonly #maintenance = new Map<string, OrderRecord<Maintenance>>();
  readonly #byDevice = new Map<DeviceId, string[]>();

  /** @param at the rules' clock; @returns false for the end of something that is not there or has ended already */
  apply(order: Order, at: number): boolean {
    switch (order.kind) {
      case "silence":
        return addNew(this.#silences, order.silence);
      case "maintenance": {
        const { deviceId, id } = order.maintenance;
        if (!addNew(this.#maintenance, order.maintenance)) return false;
        this.#byDevice.set(deviceId, [...(this.#byDevice.get(deviceId) ?? []), id]);
        return true;
      }
      case "end":
        return endIn(this.#silences, order.end, at) || endIn(this.#maintenance, order.end, at);
    }
  }

  silence(id: string): OrderRecord<Silence> | null {
    return this.#silences.get(id) ?? null;
  }

  maintenance(id: string): OrderRecord<Maintenance> | null {
    return this.#maintenance.get(id) ?? null;
  }

  silences(): readonly OrderRecord<Silence>[] {
    return [...this.#silences.values()];
  }

  maintenances(): readonly OrderRecord<Maintenance>[] {
    return [...this.#maintenance.values()];
  }

  /** The maintenance of a device in force at `at`; the first ordered where there are several. */
  maintenanceOf(deviceId: DeviceId, at: number): Maintenance | null {
    for (const id of this.#byDevice.get(deviceId) ?? []) {
      const kept = this.#maintenance.get(id);
      if (kept !== undefined && orderStatusAt(kept, at) === "in-force") return kept.what;
    }
    return null;
  }

  silencesInForce(at: number): readonly Silence[] {
    const inForce: Silence[] = [];
    for (const kept of this.#silences.values()) if (orderStatusAt(kept, at) === "in-force") inForce.push(kept.what);
    return inForce;
  }
}

export function orderStatusAt({ what, endedAt }: OrderPeriod, at: number): OrderStatus {
  if (endedAt !== null && at >= endedAt) return "ended";
  if (at >= what.untilAt) return "over";
  return at >= what.fromAt ? "in-force" : "scheduled";
}

function addNew<What extends { readonly id: string }>(kept: Map<string, OrderRecord<What>>, what: What): boolean {
  if (kept.has(what.id)) return false;
  kept.set(what.id, { what, endedAt: null, endedBy: null });
  return true;
}

function endIn<What extends { readonly untilAt: number }>(
  kept: Map<string, OrderRecord<What>>,
  { id, endedBy }: { readonly id: string; readonly endedBy: string },
  at: number,
): boolean {
  const found = kept.get(id);
  if (found === undefined || found.endedAt !== null || at >= found.what.untilAt) return false;
  kept.set(id, { ...found, endedAt: at, endedBy });
  return true;
}
