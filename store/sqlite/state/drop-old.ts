import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../open-database.ts";

/**
 * Deletes up to `limit` delivered or dead deliveries queued before `before`, the bodies that no delivery needs any more, and as
 * many events. An urgent dead letter stays until somebody has acknowledged it. The newest event stays: its number is where live streams begin.
 */
export function dropOld(database: DatabaseSync, before: number, limit: number): number {
  return inTransaction(database, () => {
    const deliveries = database
      .prepare(
        `DELETE FROM delivery WHERE delivery_id IN (
           SELECT delivery_id FROM delivery WHERE state <> 'pending' AND queued_at < ?
             AND (state = 'delivered' OR is_urgent = 0 OR acknowledged_at IS NOT NULL) ORDER BY delivery_id LIMIT ?)`,
      )
      .run(before, limit);
    const events = database
      .prepare(
        `DELETE FROM event WHERE event_seq IN (
           SELECT event_seq FROM event WHERE at < ? AND event_seq < (SELECT max(event_seq) FROM event)
             AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event_id = event.event_id) ORDER BY event_seq LIMIT ?)`,
      )
      .run(before, limit);
    if (Number(deliveries.changes) > 0) {
      database.exec(
        "DELETE FROM event_body WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event_id = event_body.event_id)",
      );
    }
    return Math.max(Number(deliveries.changes), Number(events.changes));
  });
}

/** Deletes flag changes by their numbers. @returns how many went */
export function dropFlagChanges(database: DatabaseSync, changeSeqs: readonly number[]): number {
  const sql = "DELETE FROM flag_change WHERE change_seq IN (SELECT value FROM json_each(?))";
  return Number(database.prepare(sql).run(JSON.stringify(changeSeqs)).changes);
}
