import type { Migration } from "../migrate.ts";
import { bulletinTables } from "./bulletin-tables.ts";
import { casesInRows } from "./cases/case-rows.ts";
import { keepOldState } from "./old-state.ts";
import { oneLogTables } from "./one-log-tables.ts";
import { accountSubjects, peopleTables } from "./people/people-tables.ts";
import { spanIndexes } from "./span-indexes.ts";

/**
 * Schema of `state.db`: where reading the log has come to, with everything that reading so far has brought about. Bodies
 * are JSON. What stands now is in one-log-tables.ts; the steps before it are those of releases that numbered starts,
 * modes and rows alike and kept orders apart.
 *
 * @param journalFile `journal.db` of the same folder, brought to its newest schema before; it need not be there
 */
export function stateMigrations(journalFile: string): readonly Migration[] {
  return [
    ...oldTables,
    (database) => {
      database.exec(oneLogTables);
      keepOldState(database, journalFile);
    },
    spanIndexes,
    acknowledgedDeliveries,
    demonstrationTokens,
    bulletinTables,
    chineseDetails,
    caseOrders,
    auditRefs,
    caseEnds,
    caseTraces,
    peopleTables,
    actsByThemselves,
    attemptsOneByOne,
    casesInRows,
    auditCallers,
    accountSubjects,
    pinCallers,
  ];
}

/** Who noted that those concerned know of a dead letter otherwise. */
const acknowledgedDeliveries = `
  ALTER TABLE delivery ADD COLUMN acknowledged_at INTEGER;
  ALTER TABLE delivery ADD COLUMN acknowledged_by TEXT;
  CREATE INDEX delivery_lost ON delivery (delivery_id)
    WHERE state = 'dead' AND is_urgent = 1 AND acknowledged_at IS NULL;
`;

/** Tokens of simulated devices: people's devices may have theirs beside them. */
const demonstrationTokens = "ALTER TABLE device_token ADD COLUMN is_demonstration INTEGER NOT NULL DEFAULT 0";

/**
 * What each line of the audit trail records, by reference; and when a delivery came to its end (`settled_at`), and for which
 * end the trail has it (`audited_at`). Ends from before are not in the trail.
 */
const auditRefs = `
  ALTER TABLE audit ADD COLUMN ref TEXT;
  CREATE INDEX audit_by_subject ON audit (subject, audit_seq);
  ALTER TABLE delivery ADD COLUMN settled_at INTEGER;
  ALTER TABLE delivery ADD COLUMN audited_at INTEGER;
  CREATE INDEX delivery_unaudited ON delivery (delivery_id)
    WHERE settled_at IS NOT NULL AND audited_at IS NOT settled_at;
`;

/** Who the hub knows to have caused what a line of the audit trail records, JSON; null for nobody, and in lines of before. */
const auditCallers = "ALTER TABLE audit ADD COLUMN caller TEXT";

/** The account or token that chose the rules that run, JSON; null for nobody, and in choices of before. */
const pinCallers = "ALTER TABLE rule_pin ADD COLUMN caller TEXT";

/** What is kept of attempts in Chinese, beside the English; null for those of before. */
const chineseDetails = `
  ALTER TABLE delivery ADD COLUMN last_detail_zh TEXT;
  ALTER TABLE endpoint_status ADD COLUMN reason_zh TEXT;
`;

/** The newest attempts of a delivery, JSON, oldest first; null where none was made since. */
const attemptsOneByOne = "ALTER TABLE delivery ADD COLUMN last_attempts TEXT";

/** Acts that came with a key stood together, all of a case in one entry, which was written anew with each of them. */
const actsByThemselves = `
  INSERT INTO saved_entry (step, key, state)
    SELECT 'case-acts', kept.key || '|' || (act.key + 1), json_object('version', 1, 'is',
      json_set(act.value, '$.caseId', json_extract(kept.state, '$.is.caseId'), '$.no', act.key + 1))
    FROM saved_entry AS kept, json_each(kept.state, '$.is.acts') AS act WHERE kept.step = 'case-keys';
  DELETE FROM saved_entry WHERE step = 'case-keys';
`;

/** Columns by which open cases are put in order, and their incident; what they are made of stands in the body. */
const caseOrders = `
  ALTER TABLE city_case ADD COLUMN due_order INTEGER
    GENERATED ALWAYS AS (ifnull(-json_extract(body, '$.due.dueAt'), -9000000000000000)) VIRTUAL;
  ALTER TABLE city_case ADD COLUMN level_order INTEGER GENERATED ALWAYS AS (opened_at + 100000000000000 *
    CASE json_extract(body, '$.level') WHEN 'red' THEN 4 WHEN 'orange' THEN 3 WHEN 'yellow' THEN 2 WHEN 'blue' THEN 1 ELSE 0 END) VIRTUAL;
  ALTER TABLE city_case ADD COLUMN incident_id TEXT GENERATED ALWAYS AS (json_extract(body, '$.incidentId')) VIRTUAL;
  CREATE INDEX case_by_due ON city_case (due_order, case_id);
  CREATE INDEX case_by_level ON city_case (level_order, case_id);
  CREATE INDEX case_by_incident ON city_case (incident_id, opened_at) WHERE incident_id IS NOT NULL;
`;

/** When a case was over, by our clock where the hub wrote that down; far ahead while it is open. */
const caseEnds = `
  ALTER TABLE city_case ADD COLUMN over_at INTEGER GENERATED ALWAYS AS (
    CASE WHEN state IN ('closed', 'voided')
      THEN coalesce(json_extract(body, '$.record.' || state || 'At'), json_extract(body, '$.closedAt'), 0)
      ELSE 9000000000000000 END) VIRTUAL;
  CREATE INDEX case_by_end ON city_case (over_at);
`;

/** The case of a trace is found without reading the others. */
const caseTraces = "CREATE INDEX case_by_trace ON city_case (json_extract(body, '$.traceId'))";

const oldTables: readonly Migration[] = [
  `
  CREATE TABLE rules_position (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    cursor INTEGER NOT NULL,
    clock INTEGER NOT NULL
  );
  INSERT INTO rules_position VALUES (1, 0, 0);
  CREATE TABLE alarm (
    alarm_key TEXT PRIMARY KEY,
    rule_id TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    state TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE transition (
    transition_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    alarm_key TEXT NOT NULL,
    hazard TEXT NOT NULL,
    station_id TEXT,
    body TEXT NOT NULL
  );
  CREATE INDEX transition_by_station ON transition (station_id, transition_seq);
  CREATE TABLE active_alarm (
    alarm_key TEXT PRIMARY KEY,
    transition_seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE missed_peak (
    missed_peak_id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id TEXT,
    body TEXT NOT NULL
  );
  CREATE INDEX missed_peak_by_station ON missed_peak (station_id, missed_peak_id);
  CREATE TABLE city_case (
    case_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    hazard TEXT NOT NULL,
    station_id TEXT NOT NULL,
    area_code TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX case_by_opening ON city_case (opened_at, case_id);
  CREATE INDEX case_by_state ON city_case (state, opened_at, case_id);
  CREATE TABLE warning (
    warning_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    drafted_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX warning_by_drafting ON warning (drafted_at, warning_id);
  CREATE TABLE event (
    event_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    level TEXT,
    is_urgent INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE TABLE delivery (
    delivery_id INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    level_rank INTEGER NOT NULL,
    is_urgent INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER,
    delivered_at INTEGER,
    last_reason TEXT,
    last_status INTEGER,
    last_detail TEXT,
    UNIQUE (endpoint_id, event_id)
  );
  CREATE INDEX delivery_by_state ON delivery (state, delivery_id);
  CREATE TABLE delivery_body (
    delivery_id INTEGER PRIMARY KEY REFERENCES delivery (delivery_id) ON DELETE CASCADE,
    body TEXT NOT NULL
  );
  CREATE TABLE endpoint_status (
    endpoint_id TEXT PRIMARY KEY,
    disabled_at INTEGER,
    reason TEXT
  ) WITHOUT ROWID;
  CREATE TABLE device_token (
    device_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (device_id, hash)
  ) WITHOUT ROWID;
  CREATE TABLE api_token (
    token_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('reader', 'operator')),
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE verdict (
    gauge INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    flag INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    PRIMARY KEY (gauge, observed_at)
  ) WITHOUT ROWID;
  CREATE INDEX verdict_by_time ON verdict (observed_at);
  `,
  `
  CREATE TABLE rule_set (
    digest TEXT PRIMARY KEY,
    files TEXT NOT NULL,
    rule_count INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE rule_activation (
    activation_id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL REFERENCES rule_set (digest),
    cursor INTEGER NOT NULL,
    activated_at INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('files', 'rollback')),
    by_whom TEXT
  );
  CREATE TABLE rule_pin (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    digest TEXT NOT NULL REFERENCES rule_set (digest),
    pinned_at INTEGER NOT NULL,
    by_whom TEXT
  );
  ALTER TABLE transition ADD COLUMN is_shadow INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX transition_of_shadow ON transition (transition_seq) WHERE is_shadow = 1;
  `,
  `
  CREATE TABLE oversight (key TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE operator_order (
    order_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL,
    after_seq INTEGER,
    taken_at INTEGER
  );
  CREATE INDEX operator_order_untaken ON operator_order (order_seq) WHERE taken_at IS NULL;
  `,
  `
  CREATE TABLE verdict_change (
    change_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    gauge INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    UNIQUE (gauge, observed_at)
  );
  INSERT INTO verdict_change (gauge, observed_at) SELECT gauge, observed_at FROM verdict ORDER BY observed_at;
  CREATE TRIGGER verdict_given AFTER INSERT ON verdict BEGIN
    DELETE FROM verdict_change WHERE gauge = NEW.gauge AND observed_at = NEW.observed_at;
    INSERT INTO verdict_change (gauge, observed_at) VALUES (NEW.gauge, NEW.observed_at);
  END;
  CREATE TRIGGER verdict_dropped AFTER DELETE ON verdict BEGIN
    DELETE FROM verdict_change WHERE gauge = OLD.gauge AND observed_at = OLD.observed_at;
  END;
  `,
];
