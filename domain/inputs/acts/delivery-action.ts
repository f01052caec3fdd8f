import type { Called } from "../../governance/entry-caller.ts";
import type { EndpointId } from "../../ids.ts";

/** A person acts on deliveries or an endpoint. It decides nothing: it is in the log for the audit trail. */
export interface DeliveryAction extends Called {
  readonly kind: "delivery-action";
  readonly by: string;
  readonly action:
    | ({ readonly do: "acknowledge" | "replay" } & DeliveriesActed)
    | { readonly do: "enable"; readonly endpointId: EndpointId };
}

/** Who acts on deliveries, as their entry has it. */
export type DeliveryActor = Pick<DeliveryAction, "by" | "caller">;

/** Null for any. */
export interface WhichDeliveries {
  readonly deliveryId: number | null;
  readonly endpointId: EndpointId | null;
}

/** What somebody did about deliveries at once. */
export interface DeliveriesActed extends WhichDeliveries {
  readonly count: number;
  /** Our clock when it was done, before it was in the log, ms since 1970; absent in entries of old releases. */
  readonly doneAt?: number;
}

/** The entry that says what somebody did about deliveries. */
export function deliveryEntry(
  what: "acknowledge" | "replay",
  {
    count,
    doneAt,
    deliveryId = null,
    endpointId = null,
  }: Pick<Required<DeliveriesActed>, "count" | "doneAt"> & Partial<WhichDeliveries>,
  who: DeliveryActor,
): DeliveryAction {
  return { kind: "delivery-action", ...who, action: { do: what, deliveryId, endpointId, count, doneAt } };
}
