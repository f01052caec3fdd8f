import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { EventId } from "../../../domain/ids.ts";
import { areaKey } from "../../../domain/people/place-key.ts";
import { rolesOfKind } from "../../../domain/people/role.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { accountSubjects, peopleTables } from "../../../store/sqlite/state/people/people-tables.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { aCase, anEvent } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

const secret = (letter: string): string => letter.repeat(43);
const tokenOf = (id: string, letter: string): string => `gl_${id}_${secret(letter)}`;

test("openStore() gives old tokens the roles of what they were, and events their place", async () => {
  const folder = await temporaryFolder();
  const { journalFile, stateFile } = filesIn(folder);
  const database = openDatabase(stateFile);
  const all = stateMigrations(journalFile);
  migrate(database, all.slice(0, all.indexOf(peopleTables)), stateFile);
  const addToken = database.prepare("INSERT INTO api_token VALUES (?, ?, ?, ?, ?, NULL)");
  const tokens = [
    { id: "0000000000aa", role: "reader", token: tokenOf("0000000000aa", "r") },
    { id: "0000000000bb", role: "operator", token: tokenOf("0000000000bb", "o") },
  ] as const;
  for (const { id, role, token } of tokens)
    addToken.run(id, role, role, createHash("sha256").update(token).digest(), noon);
  const { data, ...event } = anEvent({ id: "event-9" as EventId, of: aCase() });
  database
    .prepare("INSERT INTO event (event_id, type, subject, level, is_urgent, at, body) VALUES (?, ?, ?, ?, 1, ?, ?)")
    .run(event.id, event.type, event.subject, event.level, event.at, JSON.stringify(data));
  database.close();

  const { accounts, queries } = await openTestStore({ folder });
  for (const { id, role, token } of tokens) {
    const wanted = { tokenId: id, name: role, roles: rolesOfKind[role], areaCodes: [], deviceIds: [] };
    expect(await accounts.verify(token)).toEqual(wanted);
  }
  const page = { limit: 10, before: null };
  const found = await queries.events({ within: new Set([areaKey(aCase().areaCode)]) }, page);
  expect(found.rows).toMatchObject([{ id: "event-9" }]);
  expect((await queries.events({ within: new Set(["area:410199"]) }, page)).rows).toEqual([]);
});

test("openStore() takes accounts of before as of nobody at the identity provider, with their sessions", async () => {
  const folder = await temporaryFolder();
  const { journalFile, stateFile } = filesIn(folder);
  const database = openDatabase(stateFile);
  const all = stateMigrations(journalFile);
  migrate(database, all.slice(0, all.indexOf(accountSubjects)), stateFile);
  const given = '{"roles":["viewer"],"areaCodes":[],"deviceIds":[]}';
  for (const id of ["li", "zhao"])
    database.prepare("INSERT INTO account VALUES (?, ?, ?, 'zh', 0, 'hash', '{}', ?)").run(id, id, given, noon);
  const hash = new Uint8Array(32).fill(1);
  database.prepare("INSERT INTO sign_in_session VALUES (?, 'li', ?, ?)").run(hash, noon, noon);
  database.close();

  const { people } = await openTestStore({ folder });
  expect((await people.list()).map(({ accountId, subject }) => [accountId, subject])).toEqual([
    ["li", null],
    ["zhao", null],
  ]);
  expect((await people.byId("li"))?.passwordHash).toBe("hash");
  expect((await people.session(hash))?.account.accountId).toBe("li");
  await people.change("li", { subject: "sub-li" });
  expect((await people.bySubject("sub-li"))?.accountId).toBe("li");
});
