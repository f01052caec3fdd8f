import type { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { GaugeId } from "../../../domain/ids.ts";
import { startOfLog } from "../../../domain/position.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { journalMigrations } from "../../../store/sqlite/journal/journal-schema.ts";
import { migrateJournalFile } from "../../../store/sqlite/journal/migrate-journal.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { inTransaction, openDatabase } from "../../../store/sqlite/open-database.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { anObservation, aReject, noon } from "../../support/observations.ts";
import { append, openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

/** Schemas of the release before entries: starts and modes had numbers of rows, orders and rules stood in the state. */
const oldJournalVersion = 2;
const oldStateVersion = 5;

const silence = { kind: "silence", silence: { id: "silence-1" } };

/** Rows 1, 3 and 6, a start at 2, a mode at 4, a start at 5; orders and rules among them. */
async function oldFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const { journalFile, stateFile } = filesIn(folder);
  written(journalFile, (journal) => {
    migrate(journal, journalMigrations(stateFile).slice(0, oldJournalVersion), journalFile);
    journal.exec("INSERT INTO gauge (id) VALUES ('gauge-1')");
    for (const seq of [1, 3, 6]) {
      const at = noon + seq;
      journal.exec(`INSERT INTO observation VALUES (${seq}, 1, ${at}, ${at}, ${seq}, 1, 0, NULL, NULL)`);
    }
    journal.exec(`INSERT INTO hub_start VALUES (2, ${noon + 2}, NULL), (5, ${noon + 5}, ${noon + 4})`);
    journal.exec(`INSERT INTO mode_change VALUES (4, ${noon + 4}, 'emergency')`);
  });
  written(stateFile, (state) => {
    migrate(state, stateMigrations(journalFile).slice(0, oldStateVersion), stateFile);
    state.exec(`INSERT INTO rule_set VALUES ('digest-1', '[{"name":"rules/a.yaml","text":"a: 1"}]', 3)`);
    state.exec(`INSERT INTO rule_activation VALUES (1, 'digest-1', 2, ${noon + 2}, 'rollback', 'operator 1')`);
    const order = state.prepare("INSERT INTO operator_order VALUES (?, ?, ?, ?)");
    order.run(1, JSON.stringify(silence), 3, noon + 3);
    order.run(2, JSON.stringify({ kind: "end", end: { id: "silence-1" } }), null, null);
  });
  return folder;
}

function written(file: string, write: (database: DatabaseSync) => void): void {
  const database = openDatabase(file);
  write(database);
  database.close();
}

test("openStore() makes entries of what an older Guanlan kept apart, each in its place", async () => {
  const store = await openTestStore({ folder: await oldFolder() });
  const { rows, entries } = await store.journalReader.readAfter(startOfLog, 100);
  expect(rows.map(({ journalSeq }) => journalSeq)).toEqual([1, 3, 6]);
  expect(entries.map(({ entry, afterRow, at }) => [entry.kind, afterRow, at - noon])).toEqual([
    ["hub-started", 2, 2],
    ["rules-activated", 2, 2],
    ["order-given", 3, 3],
    ["mode-set", 4, 4],
    ["hub-started", 5, 5],
  ]);
  expect(entries.map(({ entrySeq }) => entrySeq)).toEqual([1, 2, 3, 4, 5]);
  expect(entries.map(({ entry }) => entry)).toEqual([
    { kind: "hub-started", countedUpTo: null },
    {
      kind: "rules-activated",
      set: { digest: "digest-1", files: [{ name: "rules/a.yaml", text: "a: 1" }], ruleCount: 3 },
      source: "rollback",
      by: "operator 1",
    },
    { kind: "order-given", order: silence },
    { kind: "mode-set", mode: "emergency", by: null },
    { kind: "hub-started", countedUpTo: noon + 4 },
  ]);
  // The log goes on behind all of it.
  const gauge = (await store.journal.keysFor(["gauge-1" as GaugeId])).get("gauge-1" as GaugeId)!;
  await append(store.journal, [anObservation({ gauge, observedAt: noon + 7 })]);
  expect(store.journal.end()).toEqual({ row: 7, entry: 5 });
  const pages = await store.journalReader.readAfter({ row: 3, entry: 3 }, 1);
  expect(pages.rows.map(({ journalSeq }) => journalSeq)).toEqual([6]);
  expect(pages.entries.map(({ entrySeq }) => entrySeq)).toEqual([4, 5]);
});

test("a journal whose last number was a start's goes on above it", async () => {
  const folder = await oldFolder();
  written(filesIn(folder).journalFile, (journal) => {
    journal.exec(`INSERT INTO hub_start VALUES (9, ${noon + 9}, NULL)`);
  });
  const store = await openTestStore({ folder });
  const gauge = (await store.journal.keysFor(["gauge-1" as GaugeId])).get("gauge-1" as GaugeId)!;
  await append(store.journal, [anObservation({ gauge, observedAt: noon + 10 })]);
  expect(store.journal.end()).toEqual({ row: 10, entry: 6 });
});

test("a kill between the two databases repeats nothing: the state is migrated by the next start", async () => {
  const folder = await oldFolder();
  migrateJournalFile(filesIn(folder));
  migrateJournalFile(filesIn(folder));
  const store = await openTestStore({ folder });
  expect((await store.journalReader.readAfter(startOfLog, 100)).entries).toHaveLength(5);
});

test("a journal is made beside a state that a command made before it", async () => {
  const folder = await temporaryFolder();
  const commands = openCommandStore(folder, Date.now);
  commands.close();
  const store = await openTestStore({ folder });
  expect(store.journal.end()).toEqual(startOfLog);
});

test("a journal that cannot be migrated stays as it was", async () => {
  const folder = await oldFolder();
  const files = filesIn(folder);
  written(files.journalFile, (journal) => journal.exec("CREATE TABLE input_entry (x)"));
  expect(() => migrateJournalFile(files)).toThrow(/schema 3/);
  written(files.journalFile, (journal) => {
    expect(journal.prepare("SELECT count(*) AS starts FROM hub_start").get()).toEqual({ starts: 2 });
    inTransaction(journal, () => journal.exec("DROP TABLE input_entry"));
  });
  migrateJournalFile(files);
});

test("openStore() shows rejects of an older Guanlan, which kept no payloads, and adds new ones to them", async () => {
  const folder = await oldFolder();
  written(filesIn(folder).journalFile, (journal) => {
    journal.exec(
      `INSERT INTO reject VALUES (1, 'payload.not_json', 'device-1', 'topic', 'wanted JSON', X'3C', ${noon})`,
    );
  });
  const store = await openTestStore({ folder });
  await append(store.journal, [], [aReject({ payload: Uint8Array.of(1, 2) })]);
  const { rows } = await store.rejects.rejects({ deviceId: "device-1" }, { limit: 9, before: null });
  expect(rows.map(({ rejectId, count, hasPayload }) => [rejectId, count, hasPayload])).toEqual([
    [2, 1, true],
    [1, 1, false],
  ]);
  expect(await store.rejects.rejectById(1)).toMatchObject({ payload: null, payloadBytes: 0, reading: null });
});

test("openStore() counts hours again that an older Guanlan had left dirty", async () => {
  const folder = await temporaryFolder();
  const { journalFile, stateFile } = filesIn(folder);
  const migrations = journalMigrations(stateFile);
  const beforeRowsOfDirtyHours = 4;
  written(journalFile, (journal) => {
    migrate(journal, migrations.slice(0, beforeRowsOfDirtyHours), journalFile);
    journal.exec(`
      INSERT INTO gauge (id) VALUES ('gauge-1');
      INSERT INTO observation VALUES (1, 1, ${noon}, ${noon}, 4, 1, 0, NULL, NULL);
      INSERT INTO by_gauge VALUES (1, ${noon}, 1, 4, 1, 0);
      INSERT INTO dirty_hour VALUES (1, ${noon});
      UPDATE progress SET seq = 1 WHERE name = 'by_gauge'`);
  });
  const store = await openTestStore({ folder });
  expect(await store.jobs.runRollup()).toBe(1);
  expect(await store.jobs.runRollup()).toBe(0);
  const hours = await store.history.rollups("gauge-1" as GaugeId, noon, noon + 1, "hour", 0);
  expect(hours).toMatchObject([{ count: 1, max: 4 }]);
});

test("openStore() shows the English of a reject that an older Guanlan kept without its Chinese", async () => {
  const folder = await temporaryFolder();
  const { journalFile, stateFile } = filesIn(folder);
  written(journalFile, (journal) => {
    // The release before Chinese words.
    migrate(journal, journalMigrations(stateFile).slice(0, -1), journalFile);
    journal.exec(
      `INSERT INTO reject (reason, device_id, topic, detail, head, received_at)
       VALUES ('payload.not_json', 'd', 't', 'wanted JSON', x'7b', ${noon})`,
    );
  });
  const store = await openTestStore({ folder });
  const both = { zh: "应为 JSON", en: "wanted JSON" };
  await append(store.journal, [], [aReject({ detail: both })]);
  const { rows } = await store.rejects.rejects({}, { limit: 9, before: null });
  expect(rows.map(({ detail }) => detail)).toEqual([both, { zh: "wanted JSON", en: "wanted JSON" }]);
});
