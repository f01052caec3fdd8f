import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { AlarmTarget, AlarmTransition } from "../../../domain/alarm.ts";
import type { StoredEvent } from "../../../domain/event.ts";
import type { QueuedDelivery } from "../../../webhooks/ports.ts";
import type { CommittedEffects, Effects } from "../../ports.ts";
import { inTransaction } from "../open-database.ts";
import { activationWriter } from "./rule-sets.ts";

/** Makes the function that commits effects; its statements are prepared once. Runs in the state's thread. */
export function effectsCommitter(database: DatabaseSync): (effects: Effects) => CommittedEffects {
  const sql = statements(database);
  const activate = activationWriter(database);
  return (effects) =>
    inTransaction(database, () => {
      sql.position.run(effects.rulesCursor, effects.rulesClock);
      for (const { alarmKey, ruleId, ruleVersion, state } of effects.alarms) {
        sql.alarm.run(alarmKey, ruleId, ruleVersion, JSON.stringify(state));
      }
      for (const transition of effects.transitions) addTransition(sql, transition);
      for (const alarmKey of effects.removedAlarms) {
        sql.removeAlarm.run(alarmKey);
        sql.removeActive.run(alarmKey);
      }
      for (const { gauge, observedAt, flag, checks } of effects.flagChanges) {
        sql.verdict.run(gauge, observedAt, flag, checks);
      }
      for (const peak of effects.missedPeaks) sql.missedPeak.run(stationOf(peak.target), JSON.stringify(peak));
      for (const c of effects.cases) {
        sql.case.run(c.id, c.state, c.hazard, c.stationId, c.areaCode, c.openedAt, JSON.stringify(c));
      }
      for (const w of effects.warnings) sql.warning.run(w.id, w.state, w.draftedAt, JSON.stringify(w));
      for (const { key, state } of effects.suppression) {
        if (state === null) sql.removePart.run(key);
        else sql.part.run(key, JSON.stringify(state));
      }
      for (const { orderSeq, applied } of effects.appliedOrders)
        sql.takeOrder.run(applied.journalSeq, applied.at, orderSeq);
      if (effects.activation !== null) activate(effects.activation);
      return { events: addEvents(sql, effects), deliveries: addDeliveries(sql, effects) };
    });
}

function addTransition(sql: Statements, transition: AlarmTransition): void {
  const { alarmKey, hazard, target, to, effect } = transition;
  const isShadow = effect === "shadow" ? 1 : 0;
  const body = JSON.stringify(transition);
  const { lastInsertRowid } = sql.transition.run(alarmKey, hazard, stationOf(target), isShadow, body);
  // What only completes the record says nothing of where the alarm is now.
  if (effect === "record") return;
  if (to === null) sql.removeActive.run(alarmKey);
  else sql.active.run(alarmKey, lastInsertRowid);
}

function addEvents(sql: Statements, { events }: Effects): readonly StoredEvent[] {
  const stored: StoredEvent[] = [];
  for (const event of events) {
    const { id, type, subject, level, isUrgent, at } = event;
    const added = sql.event.run(id, type, subject, level, isUrgent ? 1 : 0, at, JSON.stringify(event.data ?? null));
    if (added.changes === 1) stored.push({ ...event, eventSeq: Number(added.lastInsertRowid) });
  }
  return stored;
}

function addDeliveries(sql: Statements, { deliveries }: Effects): readonly QueuedDelivery[] {
  const queued: QueuedDelivery[] = [];
  for (const { body, ...delivery } of deliveries) {
    const { endpointId, eventId, subject, levelRank, isUrgent, queuedAt } = delivery;
    const added = sql.delivery.run(endpointId, eventId, subject, levelRank, isUrgent ? 1 : 0, queuedAt, queuedAt);
    if (added.changes === 0) continue;
    sql.body.run(added.lastInsertRowid, body);
    queued.push({ ...delivery, deliveryId: Number(added.lastInsertRowid), attempts: 0, nextAttemptAt: queuedAt });
  }
  return queued;
}

function stationOf(target: AlarmTarget): string | null {
  return target.kind === "area" ? null : target.stationId;
}

type Statements = Readonly<Record<keyof ReturnType<typeof statements>, StatementSync>>;

function statements(database: DatabaseSync) {
  return {
    position: database.prepare("UPDATE rules_position SET cursor = ?, clock = ?"),
    alarm: database.prepare("INSERT OR REPLACE INTO alarm VALUES (?, ?, ?, ?)"),
    removeAlarm: database.prepare("DELETE FROM alarm WHERE alarm_key = ?"),
    transition: database.prepare(
      "INSERT INTO transition (alarm_key, hazard, station_id, is_shadow, body) VALUES (?, ?, ?, ?, ?)",
    ),
    active: database.prepare("INSERT OR REPLACE INTO active_alarm VALUES (?, ?)"),
    removeActive: database.prepare("DELETE FROM active_alarm WHERE alarm_key = ?"),
    verdict: database.prepare("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)"),
    missedPeak: database.prepare("INSERT INTO missed_peak (station_id, body) VALUES (?, ?)"),
    case: database.prepare("INSERT OR REPLACE INTO city_case VALUES (?, ?, ?, ?, ?, ?, ?)"),
    warning: database.prepare("INSERT OR REPLACE INTO warning VALUES (?, ?, ?, ?)"),
    event: database.prepare(
      `INSERT INTO event (event_id, type, subject, level, is_urgent, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (event_id) DO NOTHING`,
    ),
    delivery: database.prepare(
      `INSERT INTO delivery (endpoint_id, event_id, subject, level_rank, is_urgent, queued_at, state, attempts, next_attempt_at)
       VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, ?) ON CONFLICT (endpoint_id, event_id) DO NOTHING`,
    ),
    part: database.prepare("INSERT OR REPLACE INTO oversight VALUES (?, ?)"),
    removePart: database.prepare("DELETE FROM oversight WHERE key = ?"),
    takeOrder: database.prepare("UPDATE operator_order SET after_seq = ?, taken_at = ? WHERE order_seq = ?"),
    body: database.prepare("INSERT INTO delivery_body VALUES (?, ?)"),
  };
}
