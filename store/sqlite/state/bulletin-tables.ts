/**
 * Tables of what people issue and record, kept for good.
 *
 * - `bulletin`: each CAP message as it was issued, with what is listed of it; `xml` are the very bytes.
 * - `response`: emergency responses, active and terminated.
 */
export const bulletinTables = `
  CREATE TABLE bulletin (
    identifier TEXT PRIMARY KEY,
    warning_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    is_exercise INTEGER NOT NULL,
    body TEXT NOT NULL,
    xml TEXT NOT NULL,
    UNIQUE (warning_id, revision)
  ) WITHOUT ROWID;
  CREATE INDEX bulletin_by_sending ON bulletin (sent_at, identifier);
  CREATE TABLE response (
    response_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    area_code TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX response_by_start ON response (started_at, response_id);
  CREATE INDEX warning_by_state ON warning (state, drafted_at, warning_id);
`;
