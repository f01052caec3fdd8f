import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startOfLog } from "../../../domain/position.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { createJournalReader } from "../../../store/sqlite/journal/journal-reader.ts";
import { openForReading } from "../../../store/sqlite/open-database.ts";
import { startReader } from "../../../store/sqlite/start-reader.ts";
import { anObservation, aReject, noon } from "../../support/observations.ts";
import { append, gaugeKeys, openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

test("openStore() goes on numbering where it stopped, with the same gauge keys", async () => {
  const folder = await temporaryFolder();
  const first = await openTestStore({ folder });
  const [gauge] = await gaugeKeys(first, 1);
  await append(first.journal, [anObservation({ gauge: gauge! })]);
  const start = { kind: "hub-started", countedUpTo: null } as const;
  const logged = await first.journal.enter({ entry: start, at: noon, onceKey: null });
  const end = first.journal.end();
  await first.close();

  const second = await openTestStore({ folder });
  expect(second.journal.end()).toEqual(end);
  expect(await gaugeKeys(second, 1)).toEqual([gauge]);
  await append(second.journal, [
    anObservation({ gauge: gauge!, observedAt: noon + 1 }),
    anObservation({ gauge: gauge! }),
  ]);
  const next = await second.journal.enter({ entry: start, at: noon + 1, onceKey: null });
  const { rows, entries } = await second.journalReader.readAfter(startOfLog, 10);
  expect(rows.map((row) => [row.journalSeq, row.observedAt])).toEqual([
    [1, noon],
    [2, noon + 1],
  ]);
  expect(entries).toEqual([logged, next]);
  expect(next).toMatchObject({ entrySeq: 2, afterRow: 2 });
});

test("Store.close() keeps what was appended before it", async () => {
  const folder = await temporaryFolder();
  const first = await openTestStore({ folder });
  const [gauge] = await gaugeKeys(first, 1);
  const kept = append(first.journal, [anObservation({ gauge: gauge! })]);
  await first.close();
  await kept;
  const second = await openTestStore({ folder });
  expect((await second.journalReader.readAfter(startOfLog, 10)).rows).toHaveLength(1);
});

test("Store.counts() tells rows, duplicates, conflicts and rejects apart", async () => {
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  const same = anObservation({ gauge: gauge! });
  await append(store.journal, [same, same, { ...same, value: 9 }], [aReject()]);
  expect(store.counts()).toMatchObject({ commits: 1, rows: 2, duplicates: 1, conflicts: 1, rejects: 1, failing: null });
});

test("RejectReader pages newest first, filters, keeps as many as set and counts all", async () => {
  const store = await openTestStore({ keepRejects: 5 });
  for (let n = 0; n < 8; n += 1) {
    const deviceId = n % 2 === 0 ? "even" : "odd";
    await append(
      store.journal,
      [],
      [aReject({ deviceId, detail: { zh: `拒收 ${n}`, en: `reject ${n}` }, head: Uint8Array.of(n) })],
    );
  }
  const first = await store.rejects.rejects({}, { limit: 3, before: null });
  const second = await store.rejects.rejects({}, { limit: 3, before: first.next });
  expect([...first.rows, ...second.rows].map((row) => row.head[0])).toEqual([7, 6, 5, 4, 3]);
  expect(second.next).toBeNull();
  const odd = await store.rejects.rejects({ deviceId: "odd" }, { limit: 9, before: null });
  expect(odd.rows.map((row) => row.detail.en)).toEqual(["reject 7", "reject 5", "reject 3"]);
  expect(await store.rejects.rejectCounts()).toEqual({ "payload.not_json": 8 });
  await expect(store.rejects.rejects({}, { limit: 3, before: "x' OR 1" })).rejects.toMatchObject({
    code: "store.bad_page",
  });
});

test("rejects dropped for their number take their payloads along, and those of another start are counted", async () => {
  const folder = await temporaryFolder();
  const first = await openTestStore({ folder, keepRejects: 3, keepRejectBytes: 50_000 });
  const add = (store: typeof first, n: number) =>
    append(store.journal, [], [aReject({ payload: new Uint8Array(20_000).fill(n) })]);
  for (let n = 0; n < 5; n += 1) await add(first, n);
  await first.close();
  const second = await openTestStore({ folder, keepRejects: 3, keepRejectBytes: 50_000 });
  await add(second, 5);
  const { rows } = await second.rejects.rejects({}, { limit: 9, before: null });
  expect(rows.map(({ rejectId, hasPayload }) => [rejectId, hasPayload])).toEqual([
    [6, true],
    [5, true],
    [4, false],
  ]);
  const journal = openForReading(filesIn(folder).journalFile);
  expect({ ...journal.prepare("SELECT count(*) AS n FROM reject_payload").get() }).toEqual({ n: 2 });
  journal.close();
});

test("lastReceivedAt() finds the last reception of a gauge long silent, before and after it speaks again", async () => {
  const store = await openTestStore();
  const [silent, busy] = await gaugeKeys(store, 2);
  const at = (n: number) => ({ observedAt: noon + n, receivedAt: noon + 100 + n });
  await append(store.journal, [
    anObservation({ gauge: silent!, ...at(0) }),
    anObservation({ gauge: silent!, ...at(-9), receivedAt: noon + 777 }),
  ]);
  await append(
    store.journal,
    Array.from({ length: 50 }, (_, n) => anObservation({ gauge: busy!, ...at(n) })),
  );
  const files = { journalFile: join(store.folder, "journal.db"), stateFile: join(store.folder, "state.db") };
  const reader = await startReader(files);
  onTestFinished(() => reader.stop());
  const upTo = store.journal.end();
  await store.jobs.runRollup();
  const lookingBack = (rows: number) =>
    createJournalReader(reader, { index: async () => {}, receptionScanRows: rows }).lastReceivedAt(silent!, upTo);
  expect(await lookingBack(10)).toBe(noon + 777);
  await append(store.journal, [anObservation({ gauge: silent!, ...at(60) })]);
  expect(await lookingBack(10)).toBe(noon + 777);
  await store.jobs.runRollup();
  expect(await lookingBack(10)).toBe(noon + 777);
  expect(await lookingBack(1_000)).toBe(noon + 777);
});
