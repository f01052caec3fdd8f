import type { DatabaseSync } from "node:sqlite";
import type { Case } from "../../../domain/case.ts";
import type { Order } from "../../../domain/order.ts";
import type { Warning } from "../../../domain/warning.ts";
import type { Attempt, EndpointStatus, QueuedDelivery } from "../../../webhooks/ports.ts";
import { storeError } from "../../errors.ts";
import type { Effects, SavedAlarm, SavedState } from "../../ports.ts";
import { migrate } from "../migrate.ts";
import { inTransaction, openDatabase, pragma } from "../open-database.ts";
import { effectsCommitter } from "./commit-effects.ts";
import { addOrder, allOrders, unappliedOrders } from "./operator-order-rows.ts";
import { type ReplayFilter, replayDeliveries } from "./replay-deliveries.ts";
import { ruleSetRows } from "./rule-sets.ts";
import { stateMigrations } from "./state-schema.ts";

/** What the state's thread is started with. */
export interface StateStart {
  readonly file: string;
}

export type StateOffers = ReturnType<typeof openState>["offers"];

/** Everything the hub writes to `state.db`; runs in the state's thread, one call after the other. */
export function openState(start: StateStart) {
  const database = openDatabase(start.file);
  migrate(database, stateMigrations, start.file);
  const commit = effectsCommitter(database);
  const ruleSets = ruleSetRows(database);
  // Of this connection on purpose: it moves when others commit and stays when we do.
  let seenVersion = pragma(database, "data_version");
  let wasReplayedHere = false;

  const offers = {
    commit: (effects: Effects) => commit(effects),
    load: (): SavedState => loadState(database),
    pending: (): readonly QueuedDelivery[] => pendingDeliveries(database),
    body(deliveryId: number): string {
      const row = database.prepare("SELECT body FROM delivery_body WHERE delivery_id = ?").get(deliveryId);
      if (row !== undefined) return String(row.body);
      throw storeError("store.not_found", `Cannot read delivery ${deliveryId}: wanted one that is kept, got none.`);
    },
    /** One transaction; says of each attempt whether its delivery is there. */
    recordAll: (attempts: readonly Attempt[]): readonly boolean[] =>
      inTransaction(database, () => attempts.map((attempt) => recordAttempt(database, attempt))),
    endpointStatuses: (): readonly EndpointStatus[] =>
      database
        .prepare("SELECT * FROM endpoint_status")
        .all()
        .map((row) => ({
          endpointId: row.endpoint_id as EndpointStatus["endpointId"],
          disabledAt: row.disabled_at as number | null,
          reason: row.reason as string | null,
        })),
    setEndpointStatus({ endpointId, disabledAt, reason }: EndpointStatus): void {
      database.prepare("INSERT OR REPLACE INTO endpoint_status VALUES (?, ?, ?)").run(endpointId, disabledAt, reason);
    },
    changedElsewhere(): boolean {
      const version = pragma(database, "data_version");
      const hasChanged = version !== seenVersion || wasReplayedHere;
      seenVersion = version;
      wasReplayedHere = false;
      return hasChanged;
    },
    replay(filter: ReplayFilter, now: number): number {
      const count = replayDeliveries(database, filter, now);
      wasReplayedHere ||= count > 0;
      return count;
    },
    addOrder: (order: Order) => addOrder(database, order),
    untakenOrders: () => unappliedOrders(database),
    newestActivation: () => ruleSets.newest(),
    ruleFiles: (digest: string) => ruleSets.filesOf(digest),
    rulePin: () => ruleSets.pin(),
    /** Deletes up to `limit` delivered or dead deliveries queued before `before`, and as many events nobody waits for. */
    dropOld: (before: number, limit: number): number => dropOld(database, before, limit),
    /** Deletes up to `limit` verdicts on observations made before `before`, which the journal no longer has. */
    dropVerdicts: (before: number, limit: number): number =>
      Number(
        database
          .prepare(
            `DELETE FROM verdict WHERE (gauge, observed_at) IN (
               SELECT gauge, observed_at FROM verdict WHERE observed_at < ? ORDER BY observed_at LIMIT ?)`,
          )
          .run(before, limit).changes,
      ),
  };
  return { offers, close: () => database.close() };
}

function loadState(database: DatabaseSync): SavedState {
  const position = database.prepare("SELECT cursor, clock FROM rules_position").get()!;
  const alarms = database.prepare("SELECT * FROM alarm ORDER BY alarm_key").all();
  const cases = database
    .prepare("SELECT body FROM city_case WHERE state <> 'closed' ORDER BY opened_at, case_id")
    .all();
  const warnings = database
    .prepare("SELECT body FROM warning WHERE state <> 'lifted' ORDER BY drafted_at, warning_id")
    .all();
  return {
    rulesCursor: Number(position.cursor),
    rulesClock: Number(position.clock),
    alarms: alarms.map(
      (row) =>
        ({
          alarmKey: row.alarm_key,
          ruleId: row.rule_id,
          ruleVersion: row.rule_version,
          state: JSON.parse(String(row.state)),
        }) as SavedAlarm,
    ),
    openCases: cases.map((row) => JSON.parse(String(row.body)) as Case),
    openWarnings: warnings.map((row) => JSON.parse(String(row.body)) as Warning),
    suppression: database
      .prepare("SELECT key, state FROM oversight ORDER BY key")
      .all()
      .map((row) => ({ key: String(row.key), state: JSON.parse(String(row.state)) as unknown })),
    orders: allOrders(database),
  };
}

function pendingDeliveries(database: DatabaseSync): readonly QueuedDelivery[] {
  const rows = database.prepare("SELECT * FROM delivery WHERE state = 'pending' ORDER BY delivery_id").all();
  return rows.map(
    (row) =>
      ({
        deliveryId: row.delivery_id,
        endpointId: row.endpoint_id,
        eventId: row.event_id,
        subject: row.subject,
        levelRank: row.level_rank,
        isUrgent: row.is_urgent === 1,
        queuedAt: row.queued_at,
        attempts: row.attempts,
        nextAttemptAt: row.next_attempt_at,
      }) as QueuedDelivery,
  );
}

function recordAttempt(database: DatabaseSync, { deliveryId, at, reason, status, detail, next }: Attempt): boolean {
  const { changes } = database
    .prepare(
      `UPDATE delivery SET state = ?, attempts = attempts + 1, next_attempt_at = ?, delivered_at = ?,
         last_reason = ?, last_status = ?, last_detail = ? WHERE delivery_id = ?`,
    )
    .run(
      next.state,
      next.state === "pending" ? next.nextAttemptAt : null,
      next.state === "delivered" ? at : null,
      reason,
      status,
      detail,
      deliveryId,
    );
  return changes === 1;
}

function dropOld(database: DatabaseSync, before: number, limit: number): number {
  return inTransaction(database, () => {
    const deliveries = database
      .prepare(
        `DELETE FROM delivery WHERE delivery_id IN (
           SELECT delivery_id FROM delivery WHERE state <> 'pending' AND queued_at < ? ORDER BY delivery_id LIMIT ?)`,
      )
      .run(before, limit);
    const events = database
      .prepare(
        `DELETE FROM event WHERE event_seq IN (
           SELECT event_seq FROM event WHERE at < ? AND event_seq < (SELECT max(event_seq) FROM event)
             AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event_id = event.event_id) ORDER BY event_seq LIMIT ?)`,
      )
      .run(before, limit);
    return Math.max(Number(deliveries.changes), Number(events.changes));
  });
}
