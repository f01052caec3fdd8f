import type { Order } from "../../alarms/order.ts";
import type { Called } from "../../governance/entry-caller.ts";

/** An operator's order: a silence, a maintenance, the end of either. */
export interface OrderGiven extends Called {
  readonly kind: "order-given";
  readonly order: Order;
}
