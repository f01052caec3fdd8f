import type { SettledDelivery } from "../governance/delivery.ts";

/** Deliveries have come to their end: taken, or given up. It decides nothing: it is in the log for the audit trail. */
export interface DeliveriesSettled {
  readonly kind: "deliveries-settled";
  /** In the order in which they were settled. */
  readonly deliveries: readonly SettledDelivery[];
}
