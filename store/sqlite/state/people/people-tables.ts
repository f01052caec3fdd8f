/**
 * Tables of people, and where events belong.
 *
 * - `api_token.given`, `account.given`: roles, areas and devices, JSON of `Grant`.
 * - `account.password`: hash with its parameters, null before the first was set.
 * - `account.subject`: as the identity provider names them, null for who does not sign in through it.
 * - `sign_in_session.hash`: SHA-256 of what the cookie holds.
 * - `account_revision`: counts changes of accounts and ends of sessions, so that copies in memory know when they are old.
 * - `event.place`: as `placeOfEvent` says; null for events of the whole city alone.
 */
export const peopleTables = `
  CREATE TABLE granted_token (
    token_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    given TEXT NOT NULL,
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) WITHOUT ROWID;
  INSERT INTO granted_token SELECT token_id, name, CASE role
      WHEN 'operator' THEN '{"roles":["duty-officer","commander","rule-editor","device-admin","integrator","auditor"],"areaCodes":[],"deviceIds":[]}'
      ELSE '{"roles":["viewer"],"areaCodes":[],"deviceIds":[]}' END, hash, created_at, revoked_at FROM api_token;
  DROP TABLE api_token;
  ALTER TABLE granted_token RENAME TO api_token;
  CREATE TABLE account (
    account_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    given TEXT NOT NULL,
    language TEXT NOT NULL,
    is_disabled INTEGER NOT NULL,
    password TEXT,
    preferences TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE sign_in_session (
    hash BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX session_of_account ON sign_in_session (account_id);
  CREATE TABLE account_revision (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);
  INSERT INTO account_revision VALUES (1, 0);
  ALTER TABLE event ADD COLUMN place TEXT;
  UPDATE event SET place = CASE
    WHEN json_extract(body, '$.case.areaCode') IS NOT NULL THEN 'area:' || json_extract(body, '$.case.areaCode')
    WHEN json_extract(body, '$.warning.areaCode') IS NOT NULL THEN 'area:' || json_extract(body, '$.warning.areaCode')
    WHEN json_extract(body, '$.target.areaCode') IS NOT NULL THEN 'area:' || json_extract(body, '$.target.areaCode')
    WHEN json_extract(body, '$.target.stationId') IS NOT NULL THEN 'station:' || json_extract(body, '$.target.stationId')
    END;
`;

/** Who somebody is to the identity provider. */
export const accountSubjects = `
  ALTER TABLE account ADD COLUMN subject TEXT;
  CREATE UNIQUE INDEX account_by_subject ON account (subject) WHERE subject IS NOT NULL;
`;
