import type { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { AlarmEntry } from "../../../domain/governance/case.ts";
import type { AlarmKey, CaseId, EndpointId, GaugeId } from "../../../domain/ids.ts";
import { checks } from "../../../domain/observations/quality.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { journalMigrations } from "../../../store/sqlite/journal/journal-schema.ts";
import { migrateJournalFile } from "../../../store/sqlite/journal/migrate-journal.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import type { SqliteStore } from "../../../store/sqlite/open-store.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { aCase, aDelivery, aWarning, effects } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

/** Schemas of the release that kept one scalar cursor, orders apart, timelines in cases and a body for each delivery. */
const oldVersions = { journal: 2, state: 5 };

const line = (n: number): AlarmEntry => ({ ...entry, at: noon + n });
const entry: AlarmEntry = {
  kind: "stepped-up",
  at: noon,
  alarmKey: "deep|station-1" as AlarmKey,
  level: "yellow",
  signal: 0.3,
  unit: "m",
  words: { zh: "积水", en: "water" },
};
const oldCase = aCase({ revision: 3, level: null });
/** Cut as that release cut it: the first line and the newest of 700. */
const longCase = aCase({ id: "case-long" as CaseId, revision: 700, state: "closed" });
const timelines = {
  short: [1, 2, 3].map(line),
  long: [1, ...Array.from({ length: 499 }, (_, n) => 202 + n)].map(line),
};
const silence = {
  id: "silence-1",
  owner: "liu",
  reason: "works",
  match: { stationIds: ["station-1"] },
  createdAt: noon,
  fromAt: noon,
  untilAt: noon + 9,
  includesRed: false,
};
const saved = (about: string) => ({ version: 2, about, state: { latched: 1 }, levels: [[null, 0, 0, 0]], last: null });
const rulesFiles = [{ name: "rules/a.yaml", text: "a: 1 # 深" }];

/** Rows 1 and 3, a start at 2, the cursor at 3, another start at 4 that rules had not come to. */
async function oldFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const { journalFile, stateFile } = filesIn(folder);
  write(journalFile, (journal) => {
    migrate(journal, journalMigrations(stateFile).slice(0, oldVersions.journal), journalFile);
    journal.exec(`
      INSERT INTO gauge (id) VALUES ('gauge-0'), ('gauge-1');
      INSERT INTO observation VALUES (1, 2, ${noon}, ${noon}, 1, 1, 0, NULL, NULL), (3, 2, ${noon + 3}, ${noon + 3}, 9, 1, 0, NULL, NULL);
      INSERT INTO hub_start VALUES (2, ${noon + 2}, NULL), (4, ${noon + 9}, ${noon + 5});`);
  });
  write(stateFile, (state) => {
    migrate(state, stateMigrations(journalFile).slice(0, oldVersions.state), stateFile);
    fillState(state);
  });
  return folder;
}

function fillState(state: DatabaseSync): void {
  const insert = (table: string, ...rows: readonly (readonly (string | number | null)[])[]): void => {
    for (const row of rows) state.prepare(`INSERT INTO ${table} VALUES (${row.map(() => "?").join()})`).run(...row);
  };
  state.exec(`UPDATE rules_position SET cursor = 3, clock = ${noon + 5}`);
  insert(
    "alarm",
    ["deep|station-1", "deep", "v7", JSON.stringify(saved("deep at station-1"))],
    [
      "quality-check|gauge-1",
      "quality-check",
      "1",
      JSON.stringify({ version: 1, refused: [noon], state: { doubt: null } }),
    ],
    ["rule-cannot-be-judged|deep@station-1", "rule-cannot-be-judged", "built-in", '{"version":1,"reasons":{}}'],
  );
  insert(
    "oversight",
    ["alarm|deep|station-1", '{"version":1,"is":"a"}'],
    ["carrier|gateway-1", '{"version":1,"is":"c"}'],
    ["blind-spot|station-1", '{"version":1,"is":"b"}'],
    ["amended|gauge-1", '{"version":1,"is":"f"}'],
  );
  insert(
    "operator_order",
    [1, JSON.stringify({ kind: "silence", silence }), 3, noon + 4],
    [2, JSON.stringify({ kind: "end", end: { id: "silence-1", endedBy: "liu", createdAt: noon } }), null, null],
  );
  insert("rule_set", ["digest-1", JSON.stringify(rulesFiles), 3]);
  insert(
    "rule_activation",
    [1, "digest-1", 1, noon + 1, "files", null],
    [2, "digest-1", 2, noon + 2, "rollback", "liu"],
  );
  insert("rule_pin", [1, "digest-1", noon, "liu"]);
  for (const [each, timeline] of [
    [oldCase, timelines.short],
    [longCase, timelines.long],
  ] as const) {
    const { id, state: stands, hazard, stationId, areaCode, openedAt } = each;
    insert("city_case", [id, stands, hazard, stationId, areaCode, openedAt, JSON.stringify({ ...each, timeline })]);
  }
  const warning = aWarning({ cases: { "case-1": "red", "case-2": "blue" } as never });
  insert("warning", [warning.id, warning.state, warning.draftedAt, JSON.stringify(warning)]);
  insert(
    "event",
    [1, "event-1", "case.updated", "case-1", null, 1, noon, JSON.stringify({ ...oldCase, timeline: timelines.short })],
    [2, "event-2", "warning.drafted", warning.id, "yellow", 0, noon, JSON.stringify(warning)],
    [3, "event-3", "silence.ending", "silence-1", null, 0, noon, JSON.stringify({ ...silence, heldNow: 2 })],
  );
  const delivery = ["case-1", 2, 1, noon, "pending", 0, noon, null, null, null, null] as const;
  insert("delivery", [1, "dispatch", "event-1", ...delivery], [2, "other", "event-1", ...delivery]);
  insert("delivery_body", [1, '{"深":1}'], [2, '{"深":1}']);
  insert("endpoint_status", ["dispatch", noon, "410 Gone"]);
  insert("verdict", [2, noon + 3, 3, checks.spike], [2, noon, 4, checks.spike]);
}

function write(file: string, change: (database: DatabaseSync) => void): void {
  const database = openDatabase(file);
  change(database);
  database.close();
}

async function expectAllThere(store: SqliteStore): Promise<void> {
  const state = await store.state.load();
  expect(state).toMatchObject({ commits: 0, position: { row: 3, entry: 4 }, clock: noon + 5 });
  expect(state.saved.map(({ step, key }) => [step, key])).toEqual([
    ["blind-spot-flags", "gauge-1"],
    ["blind-spots", "station-1"],
    ["quality", "gauge-1"],
    ["rules", "deep|station-1"],
    ["suppression", "deep|station-1"],
    ["unjudged-rules", "rule-cannot-be-judged|deep@station-1"],
    ["uplinks", "gateway-1"],
  ]);
  const savedOf = (step: string) => state.saved.find((each) => each.step === step)?.state;
  expect(savedOf("rules")).toEqual({ ...saved("deep at station-1"), ruleVersion: "v7" });
  expect(savedOf("quality")).toEqual({ version: 1, refused: [noon], state: { doubt: null } });
  expect(savedOf("uplinks")).toEqual({ version: 1, is: "c" });
  expect(state.orders).toEqual([{ entrySeq: 4, at: noon + 4, order: { kind: "silence", silence } }]);
  const end = { kind: "end", end: { id: "silence-1", endedBy: "liu", createdAt: noon } };
  expect(await store.inbox.waiting()).toEqual([{ itemId: 2, entry: { kind: "order-given", order: end } }]);
  expect((await store.inbox.add({ kind: "mode-set", mode: "daily", by: null })).itemId).toBe(3);
  expect(state.activation).toMatchObject({
    activationId: 2,
    position: { row: 2, entry: 3 },
    source: "rollback",
    by: "liu",
  });
  expect(await store.ruleSets.pin()).toEqual({ digest: "digest-1", by: "liu", at: noon });
  expect(await store.ruleSets.filesOf("digest-1")).toEqual(rulesFiles);
  expect(state.openCases).toEqual([oldCase]);
}

test("openStore() takes over a data folder of the release before, position, steps and orders in their places", async () => {
  const store = await openTestStore({ folder: await oldFolder() });
  await expectAllThere(store);
  // What had not been read before the upgrade is what is read after it.
  const rest = await store.journalReader.readAfter({ row: 3, entry: 4 }, 10);
  expect([rest.rows, rest.entries.map(({ entry: each }) => each.kind)]).toEqual([[], ["hub-started"]]);
});

test("a command that upgrades the folder before any hub does loses nothing", async () => {
  const folder = await oldFolder();
  const commands = openCommandStore(folder, () => noon);
  expect(commands.orders.all().map(({ order, at }) => [order.kind, at])).toEqual([
    ["silence", noon + 4],
    ["end", null],
  ]);
  commands.close();
  await expectAllThere(await openTestStore({ folder }));
});

test("an upgrade that was cut off between the two files goes on from there", async () => {
  const folder = await oldFolder();
  migrateJournalFile(filesIn(folder));
  await expectAllThere(await openTestStore({ folder }));
});

test("openStore() puts timelines of the release before into lines, the newest under the case's revision", async () => {
  const store = await openTestStore({ folder: await oldFolder() });
  expect(await store.queries.caseById("case-1")).toEqual({ ...oldCase, timeline: timelines.short });
  expect((await store.queries.caseById("case-long"))?.timeline).toEqual(timelines.long);
  await store.state.commit(0, effects({ caseEntries: [{ caseId: oldCase.id, entryNo: 4, entry: line(4) }] }));
  expect((await store.queries.caseById("case-1"))?.timeline.map(({ at }) => at - noon)).toEqual([1, 2, 3, 4]);
});

test("openStore() gives events of the release before the shape that events have now", async () => {
  const store = await openTestStore({ folder: await oldFolder() });
  const [ofCase, ofWarning, ofSilence] = await store.queries.eventsAfter(0, 10);
  const { activeAlarms: _, marks: __, ...facts } = oldCase;
  expect(ofCase).toMatchObject({ eventSeq: 1, id: "event-1", type: "case.updated", level: null });
  expect(ofCase?.data).toEqual({
    change: { entry: line(3), before: null, after: { state: "reported", level: null, revision: 3 } },
    case: {
      ...facts,
      stationName: { zh: "station-1", en: "station-1" },
      place: null,
      areaName: { zh: "410105", en: "410105" },
      areaPath: [],
      unitName: { zh: "unit-1", en: "unit-1" },
      link: "/api/v1/cases/case-1",
    },
  });
  const { cases: ___, ...warningFacts } = aWarning();
  expect(ofWarning?.data).toEqual({
    change: { before: null, after: { state: "draft", level: "yellow", revision: 1 }, by: null, reason: null },
    warning: {
      ...warningFacts,
      areaName: { zh: "410105", en: "410105" },
      areaPath: [],
      caseCount: 2,
      link: "/api/v1/warnings/warning-1",
    },
  });
  expect(ofSilence?.data).toEqual({ ...silence, heldNow: 2 });
});

test("openStore() keeps deliveries and their bytes, each body once", async () => {
  const store = await openTestStore({ folder: await oldFolder() });
  const [waiting] = await store.outbox.pending("dispatch" as EndpointId, 0, 10);
  expect(waiting).toEqual({ ...aDelivery(), deliveryId: 1, attempts: 0, nextAttemptAt: noon });
  expect([await store.outbox.body(1), await store.outbox.body(2)]).toEqual(['{"深":1}', '{"深":1}']);
  expect(await store.outbox.endpointStatuses()).toEqual([
    { endpointId: "dispatch", disabledAt: noon, reason: { zh: "410 Gone", en: "410 Gone" } },
  ]);
  await store.close();
  const database = openDatabase(filesIn(store.folder).stateFile);
  onTestFinished(() => database.close());
  expect(database.prepare("SELECT count(*) AS n FROM event_body").get()).toEqual({ n: 1 });
});

test("openStore() puts flags under ids of gauges, numbered as they were", async () => {
  const folder = await oldFolder();
  write(filesIn(folder).stateFile, (state) =>
    state.exec("UPDATE sqlite_sequence SET seq = 40 WHERE name = 'verdict_change'"),
  );
  const store = await openTestStore({ folder });
  const flags = await store.history.range("gauge-1" as GaugeId, noon, noon + 10, 10);
  expect(flags.map(({ flag, checks: failed }) => [flag, failed])).toEqual([
    [4, checks.spike],
    [3, checks.spike],
  ]);
  await store.close();
  const database = openDatabase(filesIn(folder).stateFile);
  onTestFinished(() => database.close());
  database.exec("INSERT INTO flag_change (gauge_id, observed_at, flag, checks) VALUES ('gauge-1', 0, 3, 0)");
  expect(
    database
      .prepare("SELECT change_seq FROM flag_change ORDER BY change_seq")
      .all()
      .map((row) => row.change_seq),
  ).toEqual([1, 2, 41]);
});
