import type { Migration } from "../migrate.ts";
import { enterOldInputs } from "./old-inputs.ts";

/**
 * Schema of `journal.db`.
 *
 * `input_entry` is the log beside rows: what people and the hub itself entered, each behind the row `after_row`. Nothing
 * of it is ever deleted. Before it, starts and changes of mode took numbers from the rows' own sequence.
 *
 * `observation` is appended to and never changed. Its unique index leads with time, so that live readings of all gauges
 * land on the same few pages: 1.3 us a row whatever the size, against 11 us and rising for an index that leads with the
 * gauge (3,000 gauges, 2 M rows, measured). History wants the gauge first; `by_gauge` is that order, filled behind the
 * commits by gauge-index.ts up to `progress.seq`. Rows above it are found by scanning the journal's tail.
 *
 * @param stateFile `state.db` of the same folder, of the release before, which held what belongs in the log as well
 */
export function journalMigrations(stateFile: string): readonly Migration[] {
  return [
    ...tables,
    (database) => enterOldInputs(database, stateFile),
    rejectPayloads,
    rowsOfDirtyHours,
    chineseDetails,
  ];
}

const tables: readonly Migration[] = [
  `
  CREATE TABLE gauge (
    gauge INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE
  );
  CREATE TABLE observation (
    seq INTEGER PRIMARY KEY,
    gauge INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    value REAL,
    flag INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    device_time INTEGER,
    device_seq INTEGER
  );
  CREATE UNIQUE INDEX observation_once ON observation (observed_at, gauge);
  CREATE TABLE by_gauge (
    gauge INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    value REAL,
    flag INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    PRIMARY KEY (gauge, observed_at)
  ) WITHOUT ROWID;
  CREATE TABLE last_reception (
    gauge INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    received_at INTEGER NOT NULL
  );
  CREATE TABLE progress (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO progress VALUES ('by_gauge', 0), ('last_deleted', 0);
  CREATE TABLE misdated (
    gauge INTEGER NOT NULL,
    device_time INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (gauge, device_time)
  ) WITHOUT ROWID;
  CREATE TABLE untimed (
    gauge INTEGER NOT NULL,
    device_seq INTEGER NOT NULL,
    value REAL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (gauge, device_seq)
  ) WITHOUT ROWID;
  CREATE TABLE hub_start (seq INTEGER PRIMARY KEY, started_at INTEGER NOT NULL);
  CREATE TABLE reject (
    reject_id INTEGER PRIMARY KEY AUTOINCREMENT,
    reason TEXT NOT NULL,
    device_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    detail TEXT NOT NULL,
    head BLOB NOT NULL,
    received_at INTEGER NOT NULL
  );
  CREATE TABLE reject_count (reason TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE dirty_hour (
    gauge INTEGER NOT NULL,
    hour_at INTEGER NOT NULL,
    PRIMARY KEY (gauge, hour_at)
  ) WITHOUT ROWID;
  CREATE TABLE rollup_hour (
    gauge INTEGER NOT NULL,
    hour_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    min REAL NOT NULL,
    max REAL NOT NULL,
    sum REAL NOT NULL,
    is_sealed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (gauge, hour_at)
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE hub_start ADD COLUMN counted_up_to INTEGER;
  CREATE TABLE mode_change (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, mode TEXT NOT NULL);
  `,
];

/** What was sent is kept once for all rejects of a message, apart from them: lists of rejects never read it. */
const rejectPayloads = `
  CREATE TABLE reject_payload (payload_id INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL);
  ALTER TABLE reject ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE reject ADD COLUMN reading INTEGER;
  ALTER TABLE reject ADD COLUMN payload_id INTEGER;
  ALTER TABLE reject ADD COLUMN payload_bytes INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX reject_by_device ON reject (device_id, reject_id);
`;

/** The newest row that made an hour dirty: an hour counted up to there is clean. */
const rowsOfDirtyHours = "ALTER TABLE dirty_hour ADD COLUMN seq INTEGER NOT NULL DEFAULT 0";

/** The words of a reject in Chinese, beside the English in `detail`; null for those of before. */
const chineseDetails = "ALTER TABLE reject ADD COLUMN detail_zh TEXT";
