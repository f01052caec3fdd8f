import type { DatabaseSync } from "node:sqlite";

export type JournalStatements = ReturnType<typeof journalStatements>;

/** What the writer of `journal.db` says to it, prepared once. */
export function journalStatements(database: DatabaseSync) {
  return {
    newestSeq: database.prepare(
      `SELECT max(ifnull((SELECT max(seq) FROM observation), 0), ifnull((SELECT max(after_row) FROM input_entry), 0),
                  (SELECT seq FROM progress WHERE name = 'last_deleted')) AS seq`,
    ),
    newestEntry: database.prepare("SELECT ifnull(max(entry_seq), 0) AS seq FROM input_entry"),
    // Not INSERT OR IGNORE: that would take a broken row, such as one without a gauge, for a duplicate.
    insert: database.prepare(
      "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (observed_at, gauge) DO NOTHING",
    ),
    at: database.prepare(
      "SELECT value, checks, device_time, received_at, device_seq FROM observation WHERE observed_at = ? AND gauge = ?",
    ),
    misdated: database.prepare(
      `SELECT observation.value, observation.observed_at, observation.received_at, observation.device_seq
       FROM misdated LEFT JOIN observation USING (seq) WHERE misdated.gauge = ? AND misdated.device_time = ?`,
    ),
    setMisdated: database.prepare("INSERT OR REPLACE INTO misdated VALUES (?, ?, ?)"),
    untimed: database.prepare("SELECT value, received_at FROM untimed WHERE gauge = ? AND device_seq = ?"),
    setUntimed: database.prepare("INSERT OR REPLACE INTO untimed VALUES (?, ?, ?, ?)"),
    addEntry: database.prepare("INSERT INTO input_entry (after_row, at, kind, once_key, body) VALUES (?, ?, ?, ?, ?)"),
    entryOnce: database.prepare("SELECT entry_seq, after_row, at, body FROM input_entry WHERE once_key = ?"),
  };
}
