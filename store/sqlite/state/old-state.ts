import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { oldActivationKey, oldOrderKey } from "../journal/old-inputs.ts";
import { openForReading } from "../open-database.ts";

/**
 * Moves what an older Guanlan kept into the tables of one-log-tables.ts. Its journal has been migrated before, so that
 * starts, modes, orders and activations are entries there under known keys; their places are read from it.
 */
export function keepOldState(database: DatabaseSync, journalFile: string): void {
  const journal = existsSync(journalFile) ? openForReading(journalFile) : null;
  try {
    keepPosition(database, journal);
    keepActivations(database, journal);
    keepOrders(database, journal);
    keepFlagChanges(database, journal);
  } finally {
    journal?.close();
  }
  database.exec(savedEntriesSql);
  database.exec(eventsSql);
  database.exec(casesSql);
  database.exec(bodiesSql);
}

/**
 * The cursor counted rows, starts and modes; an entry behind the row of the cursor had been read. Of orders there, those
 * later than the rules' clock had not taken effect for good: they are read again.
 */
function keepPosition(database: DatabaseSync, journal: DatabaseSync | null): void {
  const { cursor = 0, clock = 0 } = database.prepare("SELECT cursor, clock FROM rules_position").get() ?? {};
  const entry = journal
    ?.prepare(
      `SELECT ifnull(max(entry_seq), 0) AS seq FROM input_entry
       WHERE after_row < ?1 OR (after_row = ?1 AND (kind <> 'order-given' OR at <= ?2))`,
    )
    .get(cursor, clock);
  database
    .prepare("INSERT INTO checkpoint VALUES (1, 0, ?, ?, ?, '', 0, 0)")
    // Where nothing had been committed, the log is read from its beginning.
    .run(cursor, cursor === 0 && clock === 0 ? 0 : Number(entry?.seq ?? 0), clock);
  database.exec("DROP TABLE rules_position");
}

function keepActivations(database: DatabaseSync, journal: DatabaseSync | null): void {
  const place = database.prepare("UPDATE rule_activation SET position_entry = ? WHERE activation_id = ?");
  for (const { activation_id: id } of database.prepare("SELECT activation_id FROM rule_activation").all()) {
    place.run(entrySeqOf(journal, oldActivationKey(Number(id))), Number(id));
  }
}

/** Orders that had been taken up stand at their place in the log; the others wait in the inbox. */
function keepOrders(database: DatabaseSync, journal: DatabaseSync | null): void {
  const upTo = Number(database.prepare("SELECT position_entry FROM checkpoint").get()!.position_entry);
  const give = database.prepare("INSERT INTO given_order VALUES (?, ?, ?)");
  const wait = database.prepare("INSERT INTO inbox (item_id, body) VALUES (?, ?)");
  const orders = database.prepare("SELECT * FROM operator_order ORDER BY order_seq").all();
  for (const { order_seq: orderSeq, body, taken_at: at } of orders) {
    if (at === null) {
      wait.run(Number(orderSeq), `{"kind":"order-given","order":${String(body)}}`);
      continue;
    }
    const entrySeq = entrySeqOf(journal, oldOrderKey(Number(orderSeq)));
    if (entrySeq > 0 && entrySeq <= upTo) give.run(entrySeq, Number(at), String(body));
  }
  // An item's number names its entry for ever: numbers of orders that were taken up are not given out again.
  const last = Number(orders.at(-1)?.order_seq ?? 0);
  if (last > 0) {
    database.exec("DELETE FROM sqlite_sequence WHERE name = 'inbox'");
    database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('inbox', ?)").run(last);
  }
  database.exec("DROP TABLE operator_order");
}

/** Under the gauge's id in place of its number, in the order they were given and with their numbers in it. */
function keepFlagChanges(database: DatabaseSync, journal: DatabaseSync | null): void {
  const ids = new Map((journal?.prepare("SELECT gauge, id FROM gauge").all() ?? []).map((row) => [row.gauge, row.id]));
  const keep = database.prepare("INSERT INTO flag_change VALUES (?, ?, ?, ?, ?)");
  const changes = database.prepare(
    `SELECT change_seq, verdict.* FROM verdict_change CROSS JOIN verdict USING (gauge, observed_at) ORDER BY change_seq`,
  );
  for (const { change_seq: seq, gauge, observed_at: at, flag, checks } of changes.all()) {
    const id = ids.get(gauge!);
    if (id !== undefined) keep.run(seq!, id, at!, flag!, checks!);
  }
  database.exec(`
    DELETE FROM sqlite_sequence WHERE name = 'flag_change';
    INSERT INTO sqlite_sequence (name, seq) SELECT 'flag_change', seq FROM sqlite_sequence WHERE name = 'verdict_change';
    DROP TRIGGER verdict_given;
    DROP TRIGGER verdict_dropped;
    DROP TABLE verdict_change;
    DROP TABLE verdict;`);
}

/** 0 where the log has no such entry. */
function entrySeqOf(journal: DatabaseSync | null, onceKey: string): number {
  const row = journal?.prepare("SELECT entry_seq FROM input_entry WHERE once_key = ?").get(onceKey);
  return Number(row?.entry_seq ?? 0);
}

/** Each step's own under its own name. Among alarms stood what two other steps keep, known by prefix or by a rule's id. */
const savedEntriesSql = `
  INSERT INTO saved_entry
    SELECT 'quality', substr(alarm_key, length('quality-check|') + 1), state FROM alarm
    WHERE alarm_key LIKE 'quality-check|%';
  INSERT INTO saved_entry
    SELECT 'unjudged-rules', alarm_key, state FROM alarm WHERE rule_id = 'rule-cannot-be-judged';
  INSERT INTO saved_entry
    SELECT 'rules', alarm_key, json_set(state, '$.ruleVersion', rule_version) FROM alarm
    WHERE alarm_key NOT LIKE 'quality-check|%' AND rule_id <> 'rule-cannot-be-judged';
  DROP TABLE alarm;
  INSERT INTO saved_entry
    SELECT CASE substr(key, 1, instr(key, '|') - 1)
        WHEN 'alarm' THEN 'suppression' WHEN 'carrier' THEN 'uplinks'
        WHEN 'blind-spot' THEN 'blind-spots' WHEN 'amended' THEN 'blind-spot-flags' END,
      substr(key, instr(key, '|') + 1), state FROM oversight;
  DROP TABLE oversight;
`;

/**
 * An event carried the whole case or warning. It becomes what events carry now, as far as that was known: ids stand for
 * names, and what the case was before is unknown.
 */
const eventsSql = `
  UPDATE event SET body = json_object(
      'change', json_object(
        'entry', json_extract(body, '$.timeline[#-1]'),
        'before', NULL,
        'after', json_object('state', json_extract(body, '$.state'), 'level', json_extract(body, '$.level'),
          'revision', json_extract(body, '$.revision'))),
      'case', json_set(json_remove(body, '$.timeline', '$.activeAlarms', '$.marks'),
        '$.stationName', json_object('zh', body ->> '$.stationId', 'en', body ->> '$.stationId'),
        '$.place', NULL,
        '$.areaName', json_object('zh', body ->> '$.areaCode', 'en', body ->> '$.areaCode'),
        '$.areaPath', json('[]'),
        '$.unitName', json_object('zh', body ->> '$.unitId', 'en', body ->> '$.unitId'),
        '$.link', '/api/v1/cases/' || (body ->> '$.id')))
    WHERE type LIKE 'case.%' AND json_type(body, '$.timeline') = 'array';
  UPDATE event SET body = json_object(
      'change', json_object(
        'before', NULL,
        'after', json_object('state', json_extract(body, '$.state'), 'level', json_extract(body, '$.level'),
          'revision', json_extract(body, '$.revision')),
        'by', NULL, 'reason', NULL),
      'warning', json_set(json_remove(body, '$.cases'),
        '$.areaName', json_object('zh', body ->> '$.areaCode', 'en', body ->> '$.areaCode'),
        '$.areaPath', json('[]'),
        '$.caseCount', (SELECT count(*) FROM json_each(body, '$.cases')),
        '$.link', '/api/v1/warnings/' || (body ->> '$.id')))
    WHERE type LIKE 'warning.%' AND json_type(body, '$.cases') = 'object';
`;

/** Every change of a case added one line; of a timeline cut to its first and newest lines, those keep their numbers. */
const casesSql = `
  INSERT INTO case_entry
    SELECT case_id, CASE key WHEN 0 THEN min(1, last) ELSE last END, value FROM (
      SELECT case_id, key, value,
        json_extract(city_case.body, '$.revision') - json_array_length(city_case.body, '$.timeline') + 1 + key AS last
      FROM city_case CROSS JOIN json_each(city_case.body, '$.timeline'));
  UPDATE city_case SET body = json_remove(body, '$.timeline');
`;

const bodiesSql = `
  INSERT INTO event_body
    SELECT event_id, 'cloudevents', min(delivery_body.body) FROM delivery CROSS JOIN delivery_body USING (delivery_id)
    GROUP BY event_id;
  DROP TABLE delivery_body;
`;
