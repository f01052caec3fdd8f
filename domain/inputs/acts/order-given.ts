import type { Order } from "../../alarms/order.ts";

/** An operator's order: a silence, a maintenance, the end of either. */
export interface OrderGiven {
  readonly kind: "order-given";
  readonly order: Order;
}
