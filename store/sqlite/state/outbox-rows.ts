import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { sha256 } from "../../../domain/governance/audit-chain.ts";
import {
  type Attempt,
  type AttemptReason,
  type EndpointStatus,
  keptAttempts,
  pastAttemptOf,
  type QueuedDelivery,
  type SettledDelivery,
} from "../../../domain/governance/delivery.ts";
import type { EndpointId, EventId } from "../../../domain/ids.ts";
import { type DeliveryActor, deliveryEntry } from "../../../domain/inputs/acts/delivery-action.ts";
import { bilingualOrNull } from "../../bilingual-columns.ts";
import { deliveryNotKept } from "../../errors.ts";
import type { AcknowledgeFilter, EndpointBacklog, LostUrgent, ReplayFilter } from "../../ports.ts";
import { inTransaction } from "../open-database.ts";
import { addToInbox } from "./inbox-rows.ts";

export function pendingDeliveries(
  database: DatabaseSync,
  endpointId: EndpointId,
  after: number,
  limit: number,
): readonly QueuedDelivery[] {
  return database
    .prepare(
      `SELECT * FROM delivery WHERE endpoint_id = ? AND delivery_id > ? AND state = 'pending'
       ORDER BY delivery_id LIMIT ?`,
    )
    .all(endpointId, after, limit)
    .map(toQueuedDelivery);
}

export function backlog(database: DatabaseSync): readonly EndpointBacklog[] {
  const rows = database
    .prepare(
      `SELECT endpoint_id, count(*) AS pending, min(delivery_id) AS first FROM delivery INDEXED BY delivery_waiting
       WHERE state = 'pending' GROUP BY endpoint_id`,
    )
    .all();
  const queuedAt = database.prepare("SELECT queued_at FROM delivery WHERE delivery_id = ?");
  return rows.map(({ endpoint_id, pending, first }) => ({
    endpointId: String(endpoint_id) as EndpointId,
    pending: Number(pending),
    oldestQueuedAt: Number(queuedAt.get(first!)!.queued_at),
  }));
}

export function deliveryBody(database: DatabaseSync, deliveryId: number): string {
  const row = database
    .prepare("SELECT body FROM delivery CROSS JOIN event_body USING (event_id, format) WHERE delivery_id = ?")
    .get(deliveryId);
  if (row === undefined) throw deliveryNotKept("read-body", deliveryId);
  return String(row.body);
}

/** One transaction; says of each attempt whether its delivery is there. */
export function recordAttempts(database: DatabaseSync, attempts: readonly Attempt[]): readonly boolean[] {
  const record = database.prepare(
    `UPDATE delivery SET state = ?, attempts = attempts + 1, next_attempt_at = ?, delivered_at = ?,
       last_reason = ?, last_status = ?, last_detail = ?, last_detail_zh = ?, settled_at = ?,
       last_attempts = json_insert(CASE WHEN json_array_length(last_attempts) >= ${keptAttempts}
         THEN json_remove(last_attempts, '$[0]') ELSE ifnull(last_attempts, '[]') END, '$[#]', json(?))
     WHERE delivery_id = ? AND state = 'pending'`,
  );
  const find = database.prepare("SELECT 1 FROM delivery WHERE delivery_id = ?");
  return inTransaction(database, () =>
    attempts.map((attempt) => {
      const { deliveryId, at, reason, status, detail, next } = attempt;
      const past = pastAttemptOf(attempt);
      const deliveredAt = next.state === "delivered" ? at : null;
      const settledAt = next.state === "pending" ? null : at;
      const ended = [past.nextAttemptAt, deliveredAt, reason, status, detail.en, detail.zh, settledAt] as const;
      const { changes } = record.run(next.state, ...ended, JSON.stringify(past), deliveryId);
      return changes === 1 || find.get(deliveryId) !== undefined;
    }),
  );
}

export function endpointStatuses(database: DatabaseSync): readonly EndpointStatus[] {
  return database
    .prepare("SELECT * FROM endpoint_status")
    .all()
    .map((row) => ({
      endpointId: String(row.endpoint_id) as EndpointId,
      disabledAt: numberOrNull(row.disabled_at),
      reason: bilingualOrNull(row.reason, row.reason_zh),
    }));
}

export function setEndpointStatus(database: DatabaseSync, { endpointId, disabledAt, reason }: EndpointStatus): void {
  database
    .prepare("INSERT OR REPLACE INTO endpoint_status VALUES (?, ?, ?, ?)")
    .run(endpointId, disabledAt, reason?.en ?? null, reason?.zh ?? null);
}

/**
 * Puts deliveries back in the queue as if never tried, as `Outbox.replay` says.
 *
 * @param now our clock; when they are due
 * @returns how many went back
 */
export function replayDeliveries(
  database: DatabaseSync,
  filter: ReplayFilter,
  { now, ...who }: DeliveryActor & { readonly now: number },
): number {
  return inTransaction(database, () => {
    const count = putBack(database, filter, now);
    if (count > 0) addToInbox(database, deliveryEntry("replay", { ...filter, count, doneAt: now }, who));
    return count;
  });
}

function putBack(database: DatabaseSync, filter: ReplayFilter, now: number): number {
  const { deliveryId = null, endpointId = null, state = deliveryId === null ? "dead" : null } = filter;
  const { changes } = database
    .prepare(
      `UPDATE delivery SET state = 'pending', attempts = 0, next_attempt_at = ?1, delivered_at = NULL,
         acknowledged_at = NULL, acknowledged_by = NULL, settled_at = NULL
       WHERE state <> 'pending' AND (?2 IS NULL OR delivery_id = ?2)
         AND (?3 IS NULL OR endpoint_id = ?3) AND (?4 IS NULL OR state = ?4)`,
    )
    .run(now, deliveryId, endpointId, state);
  return Number(changes);
}

/** @see Outbox.lostUrgents */
export function lostUrgents(database: DatabaseSync): readonly LostUrgent[] {
  return database
    .prepare(
      `SELECT delivery_id, endpoint_id FROM delivery INDEXED BY delivery_lost
       WHERE state = 'dead' AND is_urgent = 1 AND acknowledged_at IS NULL ORDER BY delivery_id`,
    )
    .all()
    .map(({ delivery_id, endpoint_id }) => ({
      deliveryId: Number(delivery_id),
      endpointId: String(endpoint_id) as EndpointId,
    }));
}

/**
 * @param now our clock
 * @see Outbox.acknowledge
 */
export function acknowledgeDeliveries(
  database: DatabaseSync,
  filter: AcknowledgeFilter,
  { now, ...who }: DeliveryActor & { readonly now: number },
): number {
  return inTransaction(database, () => {
    const { changes } = database
      .prepare(
        `UPDATE delivery SET acknowledged_at = ?1, acknowledged_by = ?2 WHERE state = 'dead' AND acknowledged_at IS NULL
           AND (?3 IS NULL OR delivery_id = ?3) AND (?4 IS NULL OR endpoint_id = ?4)`,
      )
      .run(now, who.by, filter.deliveryId ?? null, filter.endpointId ?? null);
    const count = Number(changes);
    if (count > 0) addToInbox(database, deliveryEntry("acknowledge", { ...filter, count, doneAt: now }, who));
    return count;
  });
}

/** @see Outbox.unaudited */
export function unauditedDeliveries(database: DatabaseSync, limit: number): readonly SettledDelivery[] {
  return database
    .prepare(
      `${settledSelect} INDEXED BY delivery_unaudited LEFT JOIN event_body USING (event_id, format)
       WHERE settled_at IS NOT NULL AND audited_at IS NOT settled_at ORDER BY delivery_id LIMIT ?`,
    )
    .all(limit)
    .map(toSettledDelivery);
}

/** Columns of a delivery's end; to be joined with its body. */
export const settledSelect = "SELECT delivery.*, event_body.body AS sent FROM delivery";

export function toSettledDelivery(row: Readonly<Record<string, unknown>>): SettledDelivery {
  return {
    deliveryId: Number(row.delivery_id),
    endpointId: String(row.endpoint_id) as EndpointId,
    eventId: String(row.event_id) as EventId,
    subject: String(row.subject),
    state: row.state as SettledDelivery["state"],
    settledAt: Number(row.settled_at),
    attempts: Number(row.attempts),
    reason: String(row.last_reason) as AttemptReason,
    status: row.last_status === null ? null : Number(row.last_status),
    bodyDigest: row.sent === null ? null : sha256(String(row.sent)),
  };
}

export function toQueuedDelivery(row: Readonly<Record<string, SQLOutputValue>>): QueuedDelivery {
  return {
    deliveryId: Number(row.delivery_id),
    endpointId: String(row.endpoint_id) as EndpointId,
    eventId: String(row.event_id) as EventId,
    subject: String(row.subject),
    levelRank: Number(row.level_rank),
    isUrgent: row.is_urgent === 1,
    format: String(row.format),
    queuedAt: Number(row.queued_at),
    attempts: Number(row.attempts),
    nextAttemptAt: Number(row.next_attempt_at),
  };
}

function numberOrNull(value: SQLOutputValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
