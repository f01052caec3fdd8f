import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { toStoreError } from "../../store/errors.ts";
import { type Migration, migrate } from "../../store/sqlite/migrate.ts";

const migrations: readonly Migration[] = [
  `
  CREATE TABLE copy (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    target TEXT NOT NULL,
    since_seq INTEGER NOT NULL,
    refused INTEGER NOT NULL
  );
  CREATE TABLE position (source TEXT PRIMARY KEY, position INTEGER NOT NULL, mark TEXT) WITHOUT ROWID;
  CREATE TABLE parked (
    parked_id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    gauge INTEGER,
    observed_at INTEGER,
    line TEXT NOT NULL UNIQUE,
    words TEXT NOT NULL,
    at INTEGER NOT NULL
  );
  CREATE INDEX parked_by_gauge ON parked (gauge, observed_at) WHERE gauge IS NOT NULL;
  CREATE TABLE series (
    gauge INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (gauge, from_seq)
  ) WITHOUT ROWID;
  `,
  `
  UPDATE position SET source = 'flag' WHERE source = 'verdict';
  UPDATE parked SET source = 'flag' WHERE source = 'verdict';
  `,
];

export function checkpointFile(folder: string): string {
  return join(folder, "influx.db");
}

/** @throws {HubError} `store.cannot_open`, `store.schema_too_new` */
export function openCheckpointFile(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5_000 });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    migrate(database, migrations, file);
    return database;
  } catch (error) {
    database?.close();
    throw toStoreError(fill(storeActionTexts["open-database"], { path: file }), error);
  }
}
