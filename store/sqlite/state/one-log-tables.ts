/**
 * Tables of `state.db` as they are used, beside `transition`, `active_alarm`, `missed_peak`, `city_case`, `warning`,
 * `event`, `delivery`, `endpoint_status`, `device_token`, `api_token`, `rule_set`, `rule_activation` and `rule_pin`.
 *
 * - `checkpoint`: one row. `commits` counts commits and fences out a second writer; `digest` is that of the last
 *   commit's effects, and what its events and deliveries follow on, so that it can be answered again.
 * - `saved_entry`: what each step of the processor must find again, JSON.
 * - `case_entry`: timelines, a line a row.
 * - `event_body`: an event as one webhook format writes it, once however many endpoints get it.
 * - `flag_change`: newest flag of each observation whose flag was changed; a later change takes a new `change_seq`, by
 *   which others copy them.
 * - `token_revision`: counts changes of `device_token` and `api_token`, so that copies in memory know when they are old.
 * - `given_order`: orders at their place in the log. `inbox`: what other processes ask the hub to enter.
 */
export const oneLogTables = `
  CREATE TABLE checkpoint (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    commits INTEGER NOT NULL,
    position_row INTEGER NOT NULL,
    position_entry INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    digest TEXT NOT NULL,
    events_before INTEGER NOT NULL,
    deliveries_before INTEGER NOT NULL
  );
  CREATE TABLE saved_entry (
    step TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (step, key)
  ) WITHOUT ROWID;
  CREATE TABLE case_entry (
    case_id TEXT NOT NULL,
    entry_no INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (case_id, entry_no)
  ) WITHOUT ROWID;
  CREATE TABLE event_body (
    event_id TEXT NOT NULL,
    format TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (event_id, format)
  );
  ALTER TABLE delivery ADD COLUMN format TEXT NOT NULL DEFAULT 'cloudevents';
  CREATE INDEX delivery_waiting ON delivery (endpoint_id, delivery_id) WHERE state = 'pending';
  CREATE INDEX delivery_of_event ON delivery (event_id);
  CREATE TABLE flag_change (
    change_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    gauge_id TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    flag INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    UNIQUE (gauge_id, observed_at)
  );
  CREATE INDEX flag_change_by_time ON flag_change (observed_at);
  CREATE TABLE given_order (
    entry_seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE TABLE inbox (
    item_id INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
  );
  CREATE TABLE token_revision (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);
  INSERT INTO token_revision VALUES (1, 0);
  CREATE TABLE device (
    device_id TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE audit (
    audit_seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    by_whom TEXT,
    digest TEXT NOT NULL,
    chain TEXT NOT NULL
  );
  ALTER TABLE rule_activation RENAME COLUMN cursor TO position_row;
  ALTER TABLE rule_activation ADD COLUMN position_entry INTEGER NOT NULL DEFAULT 0;
`;
