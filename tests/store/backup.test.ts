import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dayMs } from "../../domain/clock.ts";
import { startOfLog } from "../../domain/position.ts";
import { runIntegrityCheck } from "../../store/sqlite/run-jobs.ts";
import { aCase, effects, writerOn } from "../support/effects.ts";
import { anObservation, noon } from "../support/observations.ts";
import { append, gaugeKeys, openTestStore, temporaryFolder } from "./support/store-in-folder.ts";

test("G10: a backup taken under writes restores to a hub whose journal covers its cursor", async () => {
  const store = await openTestStore();
  const keys = await gaugeKeys(store, 50);
  let isBackingUp = true;
  let next = 0;
  let newest = 0;
  const commit = writerOn(store.state);
  store.journal.onCommitted(({ rows }) => {
    newest = rows.at(-1)?.journalSeq ?? newest;
  });
  const appendGroup = async (rows: number) => {
    const from = next;
    next += rows;
    const at = (n: number) => noon + Math.floor((from + n) / 50) * 1_000;
    await append(
      store.journal,
      Array.from({ length: rows }, (_, n) => anObservation({ gauge: keys[(from + n) % 50]!, observedAt: at(n) })),
    );
    await commit(effects({ position: { row: newest, entry: 0 }, cases: [aCase({ revision: newest })] }));
  };
  for (let group = 0; group < 10; group += 1) await appendGroup(5_000);
  const before = { newest, rows: next };
  const writing = (async () => {
    for (let group = 0; isBackingUp && group < 5_000; group += 1) await appendGroup(100);
  })();
  const folder = join(await temporaryFolder(), "backup");
  const remaining = new Map<string, number[]>();
  await store.backup(folder, ({ database, remainingPages }) => {
    remaining.set(database, [...(remaining.get(database) ?? []), remainingPages]);
  });
  isBackingUp = false;
  await writing;
  expect(next).toBeGreaterThan(before.rows);
  expect([...remaining.keys()]).toEqual(["state.db", "journal.db"]);
  const journalPages = remaining.get("journal.db")!;
  expect(journalPages.length).toBeGreaterThan(2);
  expect(journalPages).toEqual([...new Set(journalPages)].sort((a, b) => b - a));

  const restored = await openTestStore({ folder });
  expect(await restored.jobs.runIntegrityCheck()).toEqual([]);
  const { position, openCases } = await restored.state.load();
  const { rows } = await restored.journalReader.readAfter(startOfLog, 1_000_000);
  expect(position.row).toBeGreaterThanOrEqual(before.newest);
  expect(openCases[0]!.revision).toBe(position.row);
  expect(rows.at(-1)!.journalSeq).toBeGreaterThanOrEqual(position.row);
  expect(rows.map((row) => row.journalSeq)).toEqual(rows.map((_, index) => index + 1));
  expect(await gaugeKeys(restored, 50)).toEqual(keys);
  await append(restored.journal, [anObservation({ gauge: keys[0]!, observedAt: noon + dayMs })]);
});

test("backupTo() refuses a folder that holds a backup", async () => {
  const store = await openTestStore();
  const folder = join(await temporaryFolder(), "backup");
  await store.backup(folder);
  await expect(store.backup(folder)).rejects.toMatchObject({ code: "store.backup_exists" });
});

test("G11: runIntegrityCheck() finds flipped bytes and says in which database", async () => {
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  const rows = Array.from({ length: 2_000 }, (_, n) => anObservation({ gauge: gauge!, observedAt: noon + n }));
  await append(store.journal, rows);
  await store.jobs.runRollup();
  expect(await store.jobs.runIntegrityCheck()).toEqual([]);
  expect(store.counts().integrityProblems).toBe(0);
  await store.close();
  const journalFile = join(store.folder, "journal.db");
  const file = await open(journalFile, "r+");
  await file.write(new Uint8Array(4_096).fill(0x5a), 0, 4_096, 20 * 4_096);
  await file.close();
  const problems = await runIntegrityCheck({ journalFile, stateFile: join(store.folder, "state.db") });
  expect(problems.length).toBeGreaterThan(0);
  expect(new Set(problems.map((problem) => problem.database))).toEqual(new Set(["journal"]));
});
