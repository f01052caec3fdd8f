import type { SettledDelivery } from "../governance/delivery.ts";

/** Deliveries have come to their end: taken, or given up. It decides nothing: it is in the log for the audit trail. */
export interface DeliveriesSettled {
  readonly kind: "deliveries-settled";
  /** In the order in which they were settled. */
  readonly deliveries: readonly RecordedEnd[];
}

/** How a delivery ended, as it is recorded. */
export interface RecordedEnd extends SettledDelivery {
  /** Whether every act that put it back in the queue before is in the log before; absent in entries of old releases. */
  readonly isInOrder?: true;
}
