import type { DatabaseSync } from "node:sqlite";
import type { Account, Preferences } from "../../../../domain/people/account.ts";
import type { Grant } from "../../../../domain/people/grant.ts";
import type { Language } from "../../../../domain/text.ts";
import { accountExists, subjectTaken, unknownAccount } from "../../../errors.ts";
import type { AccountChange, KeptAccount, KeptSession, NewAccount, NewSession } from "../../../ports.ts";
import { inTransaction } from "../../open-database.ts";
import type { SqlRow } from "../../reader-offers.ts";

/** @throws {HubError} `store.account_exists`, `store.subject_taken` */
export function createAccount(database: DatabaseSync, account: NewAccount): void {
  const { accountId, name, language, passwordHash, createdAt, subject } = account;
  inTransaction(database, () => {
    const isKnown = accountById(database, accountId) !== null;
    if (isKnown) throw accountExists(accountId);
    requireFreeSubject(database, account);
    database
      .prepare("INSERT INTO account VALUES (?, ?, ?, ?, 0, ?, '{}', ?, ?)")
      .run(accountId, name, givenText(account), language, passwordHash, createdAt, subject);
    countChange(database);
  });
}

/**
 * Changes what is named; where that is the password, makes the subject another or the account disabled, its sessions end with it.
 *
 * @throws {HubError} `store.not_found`, `store.subject_taken`
 */
export function changeAccount(database: DatabaseSync, accountId: string, change: AccountChange): KeptAccount {
  return inTransaction(database, () => {
    const kept = accountById(database, accountId);
    if (kept === null) throw unknownAccount(accountId);
    return changeKept(database, kept, change);
  });
}

/** @returns false where the password is not the one that was judged by any more, or nobody may sign in */
export function replacePassword(
  database: DatabaseSync,
  judged: Pick<KeptAccount, "accountId" | "passwordHash">,
  passwordHash: string,
): boolean {
  return inTransaction(database, () => {
    const kept = accountById(database, judged.accountId);
    if (kept === null || kept.isDisabled || kept.passwordHash !== judged.passwordHash) return false;
    changeKept(database, kept, { passwordHash });
    return true;
  });
}

/** Within a transaction. */
function changeKept(database: DatabaseSync, kept: KeptAccount, change: AccountChange): KeptAccount {
  const after: KeptAccount = { ...kept, ...change };
  requireFreeSubject(database, after);
  database
    .prepare(
      `UPDATE account SET name = ?, given = ?, language = ?, is_disabled = ?, password = ?, preferences = ?, subject = ?
       WHERE account_id = ?`,
    )
    .run(
      ...[after.name, givenText(after), after.language, after.isDisabled ? 1 : 0, after.passwordHash],
      ...[JSON.stringify(after.preferences), after.subject, after.accountId],
    );
  if (after.isDisabled || change.passwordHash !== undefined || after.subject !== kept.subject)
    endSessionsOf(database, after.accountId);
  countChange(database);
  return after;
}

function requireFreeSubject(
  database: DatabaseSync,
  { accountId, subject }: Pick<KeptAccount, "accountId" | "subject">,
) {
  if (subject === null) return;
  const row = database.prepare(subjectSql).get(subject);
  if (row !== undefined && row.account_id !== accountId) throw subjectTaken(subject, String(row.account_id));
}

function accountById(database: DatabaseSync, accountId: string): KeptAccount | null {
  const row = database.prepare(accountSql).get(accountId);
  return row === undefined ? null : toAccount(row as SqlRow);
}

export function allAccounts(database: DatabaseSync): readonly KeptAccount[] {
  return database
    .prepare(accountsSql)
    .all()
    .map((row) => toAccount(row as SqlRow));
}

export function addSession(database: DatabaseSync, { hash, accountId, createdAt }: NewSession): void {
  database.prepare("INSERT INTO sign_in_session VALUES (?, ?, ?, ?)").run(hash, accountId, createdAt, createdAt);
}

export function sessionSeen(database: DatabaseSync, hash: Uint8Array, at: number): void {
  database.prepare("UPDATE sign_in_session SET seen_at = ? WHERE hash = ? AND seen_at < ?").run(at, hash, at);
}

export function endSession(database: DatabaseSync, hash: Uint8Array): void {
  inTransaction(database, () => {
    database.prepare("DELETE FROM sign_in_session WHERE hash = ?").run(hash);
    countChange(database);
  });
}

/** Forgets sessions that nobody can use any more. */
export function dropSessions(database: DatabaseSync, createdBefore: number): void {
  database.prepare("DELETE FROM sign_in_session WHERE created_at < ?").run(createdBefore);
}

function endSessionsOf(database: DatabaseSync, accountId: string): void {
  database.prepare("DELETE FROM sign_in_session WHERE account_id = ?").run(accountId);
}

/** Lets every copy in memory know that accounts or sessions have changed; within the transaction that changes them. */
function countChange(database: DatabaseSync): void {
  database.exec("UPDATE account_revision SET revision = revision + 1");
}

export const accountSql = "SELECT * FROM account WHERE account_id = ?";
export const subjectSql = "SELECT * FROM account WHERE subject = ?";
export const accountsSql = "SELECT * FROM account ORDER BY account_id";
export const accountRevisionSql = "SELECT revision FROM account_revision";
/** By hashes in hex, as JSON. */
export const sessionsSql = `SELECT session.hash, session.created_at AS signed_in_at, session.seen_at, account.*
  FROM json_each(?) AS wanted CROSS JOIN sign_in_session AS session ON session.hash = unhex(wanted.value)
  JOIN account USING (account_id) WHERE is_disabled = 0`;

export function toAccount(row: SqlRow): KeptAccount {
  const { roles, areaCodes, deviceIds } = JSON.parse(String(row.given)) as Grant;
  const account: Account = {
    accountId: String(row.account_id),
    name: String(row.name),
    roles,
    areaCodes,
    deviceIds,
    subject: row.subject as string | null,
    isDisabled: row.is_disabled === 1,
    language: row.language as Language,
    createdAt: Number(row.created_at),
  };
  const preferences = JSON.parse(String(row.preferences)) as Preferences;
  return { ...account, passwordHash: row.password as string | null, preferences };
}

export function toSession(row: SqlRow): KeptSession {
  const { passwordHash: _, ...account } = toAccount(row);
  return { account, createdAt: Number(row.signed_in_at), seenAt: Number(row.seen_at) };
}

/** What is given, as one column keeps it. */
export function givenText({ roles, areaCodes, deviceIds }: Grant): string {
  return JSON.stringify({ roles, areaCodes, deviceIds });
}
