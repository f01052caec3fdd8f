import { spawnSync } from "node:child_process";
import { statfsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { dayMs } from "../../../domain/clock.ts";
import type { GaugeKey } from "../../../domain/ids.ts";
import { startOfLog } from "../../../domain/position.ts";
import { toStoreError } from "../../../store/errors.ts";
import type { Journal } from "../../../store/ports.ts";
import { effects } from "../../support/effects.ts";
import { anObservation, noon } from "../../support/observations.ts";
import { missing } from "../../support/shared.ts";
import { until } from "../../support/until.ts";
import { append, gaugeKeys, openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

/** A reserve that a disk could have and this one has not. */
function nearlyTheDisk(): number {
  const { blocks, bsize } = statfsSync(tmpdir());
  return blocks * bsize - 1;
}

/** Appends groups until one is refused. @returns the acknowledged instants and the refusal */
async function fill(journal: Journal, gauge: GaugeKey, from: number) {
  const acknowledged: number[] = [];
  for (let group = 0; group < 2_000; group += 1) {
    const rows = Array.from({ length: 100 }, (_, n) => anObservation({ gauge, observedAt: from + group * 100 + n }));
    try {
      await append(journal, rows);
    } catch (error) {
      return { acknowledged, refusal: error as Error, refused: rows[0]!.observedAt };
    }
    acknowledged.push(...rows.map((row) => row.observedAt));
  }
  throw new Error("the disk never filled");
}

test("G4: a journal at its quota refuses, keeps what it acknowledged, and takes more once retention made room", async () => {
  const store = await openTestStore({ maxBytes: 600_000 }, () => noon + 500 * dayMs);
  const [gauge] = await gaugeKeys(store, 1);
  const { acknowledged, refusal, refused } = await fill(store.journal, gauge!, noon);
  expect(refusal).toMatchObject({ code: "store.disk_full", isRetryable: true });
  expect(store.counts().failing).toMatchObject({ code: "store.disk_full" });
  const kept = (await store.journalReader.readAfter(startOfLog, 1_000_000)).rows.map((row) => row.observedAt);
  expect(kept).toEqual(acknowledged);
  expect(kept).not.toContain(refused);

  await store.state.commit(0, effects({ position: store.journal.end() }));
  await store.jobs.runRetention();
  await append(store.journal, [anObservation({ gauge: gauge!, observedAt: refused })]);
  expect(store.counts().failing).toBeNull();
});

test("G4: a real full disk refuses, the process lives, nothing acknowledged is lost, and it recovers by itself", async () => {
  const disk = await temporaryFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "none", disk], { encoding: "utf8" });
  if (mounted.status !== 0) {
    missing("the right to mount a tmpfs (for the full disk test)");
    return;
  }
  onTestFinished(() => void spawnSync("umount", ["-l", disk]));
  const ballast = join(disk, "ballast");
  const store = await openTestStore({ folder: join(disk, "hub") });
  const [gauge] = await gaugeKeys(store, 1);
  const { bavail, bsize } = statfsSync(disk);
  await writeFile(ballast, new Uint8Array(bavail * bsize - 1_000_000));
  const { acknowledged, refusal } = await fill(store.journal, gauge!, noon);
  expect(refusal).toMatchObject({ code: "store.disk_full", isRetryable: true });
  expect((await store.journalReader.readAfter(startOfLog, 1_000_000)).rows.map((row) => row.observedAt)).toEqual(
    acknowledged,
  );

  await rm(ballast);
  const later = anObservation({ gauge: gauge!, observedAt: noon - 1 });
  await until("an append to succeed", () =>
    append(store.journal, [later]).then(
      () => true,
      () => false,
    ),
  );
  await store.close();
  const again = await openTestStore({ folder: join(disk, "hub") });
  expect((await again.journalReader.readAfter(startOfLog, 1_000_000)).rows.map((row) => row.observedAt)).toEqual([
    ...acknowledged,
    noon - 1,
  ]);
  expect(await again.jobs.runIntegrityCheck()).toEqual([]);
  await again.close();
});

test("append() is refused before the disk is full, while the state store goes on", async () => {
  const store = await openTestStore({ minFreeBytes: nearlyTheDisk() });
  const [gauge] = await gaugeKeys(store, 1);
  await expect(append(store.journal, [anObservation({ gauge: gauge! })])).rejects.toMatchObject({
    code: "store.disk_full",
    message: expect.stringContaining("store.minFreeBytes"),
  });
  await store.state.commit(0, effects({ position: { row: 3, entry: 1 } }));
  expect((await store.state.load()).position).toEqual({ row: 3, entry: 1 });
});

test("enter() is kept where there is no space for readings, also among readings that are refused", async () => {
  const store = await openTestStore({ minFreeBytes: nearlyTheDisk() });
  const [gauge] = await gaugeKeys(store, 1);
  const order: string[] = [];
  const appending = (n: number) =>
    append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon + n })]).catch(({ code }) =>
      order.push(`row ${n} ${code}`),
    );
  const entry = { kind: "mode-set", mode: "emergency", by: null } as const;
  const first = appending(1);
  const entering = store.journal.enter({ entry, at: noon, onceKey: null });
  const last = appending(2);
  const logged = await entering;
  order.push("entered");
  await Promise.all([first, last]);
  expect(order).toEqual(["row 1 store.disk_full", "row 2 store.disk_full", "entered"]);
  expect(await store.journalReader.readAfter(startOfLog, 10)).toEqual({ rows: [], entries: [logged] });
  // Readings are still refused, and the counts say so.
  expect(store.counts()).toMatchObject({ rows: 0, entries: 1, failing: { code: "store.disk_full" } });
});

test.each([
  ["SQLITE_BUSY", 5, "store.busy", true],
  ["SQLITE_READONLY", 8, "store.read_only", false],
  ["SQLITE_IOERR_FSYNC", 10 | (4 << 8), "store.write_failed", true],
  ["SQLITE_CORRUPT", 11, "store.corrupt", false],
  ["SQLITE_FULL", 13, "store.disk_full", true],
  ["SQLITE_CONSTRAINT_NOTNULL", 19 | (5 << 8), "store.write_failed", false],
])("toStoreError() names %s", (name, errcode, code, isRetryable) => {
  const error = toStoreError({ zh: "写入", en: "append" }, Object.assign(new Error(name), { errcode }));
  expect(error).toMatchObject({ code, isRetryable });
  expect(error.message).toMatch(/^Cannot append: .+/);
  // What SQLite says in English stands in our words, with its number; what has none is quoted.
  for (const words of [error.words.en, error.words.zh])
    expect(words).toMatch(new RegExp(`SQLite ${errcode}\\b|${name}`));
});

test("a reserve of more than the whole disk is refused at start, one of more than is free is told of from the start", async () => {
  await expect(openTestStore({ minFreeBytes: Number.MAX_SAFE_INTEGER })).rejects.toMatchObject({
    code: "store.reserve_too_large",
  });
  const store = await openTestStore({ minFreeBytes: nearlyTheDisk() });
  expect(store.counts().failing).toMatchObject({ code: "store.disk_full" });
});
