import type { DatabaseSync } from "node:sqlite";
import type { Order, StoredOrder } from "../../../domain/order.ts";

/** Adds an order, for the hub to take up. */
export function addOrder(database: DatabaseSync, order: Order): StoredOrder {
  const sql = "INSERT INTO operator_order (body) VALUES (?)";
  const { lastInsertRowid } = database.prepare(sql).run(JSON.stringify(order));
  return { orderSeq: Number(lastInsertRowid), order, applied: null };
}

/** Every order, oldest first, taken up or not. */
export function allOrders(database: DatabaseSync): readonly StoredOrder[] {
  return readOrders(database, "SELECT * FROM operator_order ORDER BY order_seq");
}

/** Those the hub has not taken up, oldest first. */
export function unappliedOrders(database: DatabaseSync): readonly StoredOrder[] {
  return readOrders(database, "SELECT * FROM operator_order WHERE taken_at IS NULL ORDER BY order_seq");
}

function readOrders(database: DatabaseSync, sql: string): readonly StoredOrder[] {
  return database
    .prepare(sql)
    .all()
    .map((row) => ({
      orderSeq: Number(row.order_seq),
      order: JSON.parse(String(row.body)) as Order,
      applied: row.taken_at === null ? null : { journalSeq: Number(row.after_seq), at: Number(row.taken_at) },
    }));
}
