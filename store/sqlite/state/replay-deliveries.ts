import type { DatabaseSync } from "node:sqlite";
import type { DeliveryReplayer } from "../../../api/ports.ts";

export type ReplayFilter = Parameters<DeliveryReplayer["replay"]>[0];

/**
 * Puts deliveries back in the queue as if never tried. Pending ones are left alone. Without `state`, dead ones only,
 * unless one delivery is named.
 *
 * @param now our clock; when they are due
 * @returns how many went back
 */
export function replayDeliveries(database: DatabaseSync, filter: ReplayFilter, now: number): number {
  const { deliveryId = null, endpointId = null, state = deliveryId === null ? "dead" : null } = filter;
  const { changes } = database
    .prepare(
      `UPDATE delivery SET state = 'pending', attempts = 0, next_attempt_at = ?1, delivered_at = NULL
       WHERE state <> 'pending' AND (?2 IS NULL OR delivery_id = ?2)
         AND (?3 IS NULL OR endpoint_id = ?3) AND (?4 IS NULL OR state = ?4)`,
    )
    .run(now, deliveryId, endpointId, state);
  return Number(changes);
}
