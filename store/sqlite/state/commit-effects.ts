import type { DatabaseSync } from "node:sqlite";
import type { AlarmTarget, AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { chained } from "../../../domain/governance/audit-chain.ts";
import type { QueuedDelivery } from "../../../domain/governance/delivery.ts";
import { placeOfEvent } from "../../../domain/governance/event-place.ts";
import { digestOf, type EffectTexts, textsOf } from "../../effects-digest.ts";
import { staleWriter } from "../../errors.ts";
import type { Effects } from "../../ports.ts";
import { inTransaction } from "../open-database.ts";
import { caseWriter } from "./cases/case-rows.ts";
import { toQueuedDelivery } from "./outbox-rows.ts";
import { activationWriter } from "./rule-sets.ts";

/** What the state's thread answers: events stay where they were decided, only their numbers come back. */
export interface NumberedEffects {
  /** `eventSeq` of each event, in their order; null for one that was there before. */
  readonly eventSeqs: readonly (number | null)[];
  readonly deliveries: readonly QueuedDelivery[];
}

/** Makes the function that commits effects; its statements are prepared once. Runs in the state's thread. */
export function effectsCommitter(database: DatabaseSync): (commits: number, effects: Effects) => NumberedEffects {
  const sql = statements(database);
  const activate = activationWriter(database);

  const apply = (commits: number, effects: Effects, texts: EffectTexts, digest: string): NumberedEffects => {
    const { position, clock } = effects;
    const { events, deliveries } = sql.sequences.get()!;
    sql.checkpoint.run(commits + 1, position.row, position.entry, clock, digest, Number(events), Number(deliveries));
    applyDecisions(sql, effects, texts);
    for (const activation of effects.activations) activate(activation);
    for (const { eventId, format, body } of effects.bodies) sql.body.run(eventId, format, body);
    return { eventSeqs: addEvents(sql, effects, texts), deliveries: addDeliveries(sql, effects) };
  };

  return (commits, effects) =>
    inTransaction(database, () => {
      const kept = sql.kept.get()!;
      const found = Number(kept.commits);
      const texts = textsOf(effects);
      const digest = digestOf(effects, texts);
      if (found === commits) return apply(commits, effects, texts, digest);
      if (found === commits + 1 && kept.digest === digest) {
        return answerAgain(sql, effects, Number(kept.events_before), Number(kept.deliveries_before));
      }
      throw staleWriter(commits, found);
    });
}

function applyDecisions(sql: Statements, effects: Effects, texts: EffectTexts): void {
  for (const [index, { step, key, state }] of effects.saved.entries()) {
    if (state === null) sql.removeSaved.run(step, key);
    else sql.saved.run(step, key, texts.saved[index]!);
  }
  for (const [index, transition] of effects.transitions.entries()) {
    addTransition(sql, transition, texts.transitions[index]!);
  }
  for (const [index, peak] of effects.missedPeaks.entries()) {
    sql.missedPeak.run(stationOf(peak.target), texts.missedPeaks[index]!);
  }
  for (const { gaugeId, observedAt, flag, checks } of effects.flagChanges) {
    sql.flagChange.run(gaugeId, observedAt, flag, checks);
  }
  applyCases(sql, effects, texts);
  for (const [index, { entrySeq, at }] of effects.orders.entries()) sql.order.run(entrySeq, at, texts.orders[index]!);
  for (const [index, { deviceId }] of effects.devices.entries()) sql.device.run(deviceId, texts.devices[index]!);
  addToTrail(sql, effects);
  for (const { deliveryId, settledAt } of effects.auditedDeliveries) sql.auditedDelivery.run(settledAt, deliveryId);
}

function applyCases(sql: Statements, effects: Effects, texts: EffectTexts): void {
  for (const [index, c] of effects.cases.entries()) sql.keepCase(c, texts.cases[index]!);
  for (const [index, { caseId, entryNo }] of effects.caseEntries.entries()) {
    sql.caseEntry.run(caseId, entryNo, texts.caseEntries[index]!);
  }
  for (const [index, w] of effects.warnings.entries()) {
    sql.warning.run(w.id, w.state, w.draftedAt, texts.warnings[index]!);
  }
  for (const [index, b] of effects.bulletins.entries()) {
    const { identifier, warningId, revision, kind, sentAt, isExercise, xml } = b;
    const exercise = isExercise ? 1 : 0;
    sql.bulletin.run(identifier, warningId, revision, kind, sentAt, exercise, texts.bulletins[index]!, xml);
  }
  for (const [index, r] of effects.responses.entries()) {
    sql.response.run(r.id, r.state, r.areaCode, r.startedAt, texts.responses[index]!);
  }
}

/** Lines are made here and not where the log is decided: their digests are work that must not hold up readings. */
function addToTrail(sql: Statements, { audit }: Effects): void {
  if (audit.length === 0) return;
  const newest = sql.newestAudit.get();
  const end = newest === undefined ? null : { auditSeq: Number(newest.audit_seq), chain: String(newest.chain) };
  for (const { auditSeq, at, kind, subject, by, digest, chain, ref, caller } of chained(end, audit)) {
    const calledBy = caller === undefined ? null : JSON.stringify(caller);
    sql.audit.run(auditSeq, at, kind, subject, by, digest, chain, ref ?? null, calledBy);
  }
}

function addTransition(sql: Statements, transition: AlarmTransition, body: string): void {
  const { alarmKey, hazard, target, to, effect } = transition;
  const isShadow = effect === "shadow" ? 1 : 0;
  const { lastInsertRowid } = sql.transition.run(alarmKey, hazard, stationOf(target), isShadow, body);
  // What only completes the record says nothing of where the alarm is now.
  if (effect === "record") return;
  if (to === null) sql.removeActive.run(alarmKey);
  else sql.active.run(alarmKey, lastInsertRowid);
}

function addEvents(sql: Statements, { events }: Effects, texts: EffectTexts): readonly (number | null)[] {
  return events.map((event, index) => {
    const { id, type, subject, level, isUrgent, at } = event;
    const added = sql.event.run(
      ...[id, type, subject, level, isUrgent ? 1 : 0, at, placeOfEvent(event), texts.events[index]!],
    );
    return added.changes === 1 ? Number(added.lastInsertRowid) : null;
  });
}

function addDeliveries(sql: Statements, { deliveries }: Effects): readonly QueuedDelivery[] {
  const queued: QueuedDelivery[] = [];
  for (const delivery of deliveries) {
    const { endpointId, eventId, subject, levelRank, isUrgent, format, queuedAt } = delivery;
    const urgent = isUrgent ? 1 : 0;
    const added = sql.delivery.run(endpointId, eventId, subject, levelRank, urgent, format, queuedAt, queuedAt);
    if (added.changes === 0) continue;
    queued.push({ ...delivery, deliveryId: Number(added.lastInsertRowid), attempts: 0, nextAttemptAt: queuedAt });
  }
  return queued;
}

/** What the commit that these effects were answered when it took effect. */
function answerAgain(
  sql: Statements,
  { events, deliveries }: Effects,
  eventsBefore: number,
  deliveriesBefore: number,
): NumberedEffects {
  return {
    eventSeqs: events.map((event) => {
      const row = sql.eventSeq.get(event.id, eventsBefore);
      return row === undefined ? null : Number(row.event_seq);
    }),
    deliveries: deliveries.flatMap(({ endpointId, eventId }) => {
      const row = sql.waiting.get(endpointId, eventId, deliveriesBefore);
      return row === undefined ? [] : [toQueuedDelivery(row)];
    }),
  };
}

function stationOf(target: AlarmTarget): string | null {
  return target.kind === "area" ? null : target.stationId;
}

type Statements = ReturnType<typeof statements>;

function statements(database: DatabaseSync) {
  return {
    kept: database.prepare("SELECT commits, digest, events_before, deliveries_before FROM checkpoint"),
    sequences: database.prepare(
      `SELECT ifnull((SELECT max(event_seq) FROM event), 0) AS events,
         ifnull((SELECT max(delivery_id) FROM delivery), 0) AS deliveries`,
    ),
    checkpoint: database.prepare(
      `UPDATE checkpoint SET commits = ?, position_row = ?, position_entry = ?, clock = ?, digest = ?,
         events_before = ?, deliveries_before = ?`,
    ),
    saved: database.prepare("INSERT OR REPLACE INTO saved_entry VALUES (?, ?, ?)"),
    removeSaved: database.prepare("DELETE FROM saved_entry WHERE step = ? AND key = ?"),
    transition: database.prepare(
      "INSERT INTO transition (alarm_key, hazard, station_id, is_shadow, body) VALUES (?, ?, ?, ?, ?)",
    ),
    active: database.prepare("INSERT OR REPLACE INTO active_alarm VALUES (?, ?)"),
    removeActive: database.prepare("DELETE FROM active_alarm WHERE alarm_key = ?"),
    flagChange: database.prepare(
      "INSERT OR REPLACE INTO flag_change (gauge_id, observed_at, flag, checks) VALUES (?, ?, ?, ?)",
    ),
    missedPeak: database.prepare("INSERT INTO missed_peak (station_id, body) VALUES (?, ?)"),
    keepCase: caseWriter(database),
    caseEntry: database.prepare("INSERT OR REPLACE INTO case_entry VALUES (?, ?, ?)"),
    warning: database.prepare("INSERT OR REPLACE INTO warning VALUES (?, ?, ?, ?)"),
    // What was issued is never written anew.
    bulletin: database.prepare("INSERT OR IGNORE INTO bulletin VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
    response: database.prepare("INSERT OR REPLACE INTO response VALUES (?, ?, ?, ?, ?)"),
    order: database.prepare("INSERT OR REPLACE INTO given_order VALUES (?, ?, ?)"),
    device: database.prepare("INSERT OR REPLACE INTO device VALUES (?, ?)"),
    newestAudit: database.prepare("SELECT audit_seq, chain FROM audit ORDER BY audit_seq DESC LIMIT 1"),
    audit: database.prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    auditedDelivery: database.prepare("UPDATE delivery SET audited_at = ? WHERE delivery_id = ?"),
    body: database.prepare("INSERT OR IGNORE INTO event_body VALUES (?, ?, ?)"),
    event: database.prepare(
      `INSERT INTO event (event_id, type, subject, level, is_urgent, at, place, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (event_id) DO NOTHING`,
    ),
    delivery: database.prepare(
      `INSERT INTO delivery
         (endpoint_id, event_id, subject, level_rank, is_urgent, format, queued_at, state, attempts, next_attempt_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?) ON CONFLICT (endpoint_id, event_id) DO NOTHING`,
    ),
    eventSeq: database.prepare("SELECT event_seq FROM event WHERE event_id = ? AND event_seq > ?"),
    waiting: database.prepare(
      "SELECT * FROM delivery WHERE endpoint_id = ? AND event_id = ? AND delivery_id > ? AND state = 'pending'",
    ),
  };
}
