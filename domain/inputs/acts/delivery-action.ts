import type { Called } from "../../governance/entry-caller.ts";
import type { EndpointId } from "../../ids.ts";

/** A person acts on deliveries or an endpoint. It decides nothing: it is in the log for the audit trail. */
export interface DeliveryAction extends Called {
  readonly kind: "delivery-action";
  readonly by: string;
  readonly action:
    | ({ readonly do: "acknowledge" | "replay"; readonly count: number } & WhichDeliveries)
    | { readonly do: "enable"; readonly endpointId: EndpointId };
}

/** Who acts on deliveries, as their entry has it. */
export type DeliveryActor = Pick<DeliveryAction, "by" | "caller">;

/** Null for any. */
export interface WhichDeliveries {
  readonly deliveryId: number | null;
  readonly endpointId: EndpointId | null;
}

/** The entry that says what somebody did about deliveries. */
export function deliveryEntry(
  what: "acknowledge" | "replay",
  { count, deliveryId = null, endpointId = null }: { readonly count: number } & Partial<WhichDeliveries>,
  who: DeliveryActor,
): DeliveryAction {
  return { kind: "delivery-action", ...who, action: { do: what, deliveryId, endpointId, count } };
}
