import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { GaugeId } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { startOfLog } from "../../domain/position.ts";
import { openStore } from "../../store/sqlite/open-store.ts";
import { anObservation, noon } from "../support/observations.ts";
import { until } from "../support/until.ts";
import { append, gaugeKeys, openTestStore, settingsFor, temporaryFolder } from "./support/store-in-folder.ts";

const pageBytes = 4_096;
const places = 12;

async function damage(file: string, place: number): Promise<void> {
  const pages = Math.floor(statSync(file).size / pageBytes);
  const opened = await open(file, "r+");
  const page = Math.floor((place * (pages - 1)) / (places - 1));
  await opened.write(new Uint8Array(pageBytes).fill(0x5a), 0, pageBytes, page * pageBytes);
  await opened.close();
}

test("G11: one damaged page, wherever it is, is refused or told of at the start, and the rest is still served", async () => {
  const store = await openTestStore();
  const keys = await gaugeKeys(store, 2);
  const rows = Array.from({ length: 6_000 }, (_, n) => anObservation({ gauge: keys[n % 2]!, observedAt: noon + n }));
  await append(store.journal, rows);
  await store.jobs.runRollup();
  const outcomes: string[] = [];
  for (let place = 0; place < places; place += 1) {
    const folder = join(await temporaryFolder(), "copy");
    await store.backup(folder);
    await openTestStore({ folder }).then((restored) => restored.close());
    await damage(join(folder, "journal.db"), place);
    outcomes.push(await startOn(folder));
  }
  expect(outcomes.filter((outcome) => outcome !== "refused" && outcome !== "told of")).toEqual([]);
  expect(outcomes).toContain("told of");
});

/** Starts a store as a hub does, and asks it for something else than what is damaged. */
async function startOn(folder: string): Promise<string> {
  let store: Awaited<ReturnType<typeof openStore>>;
  try {
    store = await openStore(settingsFor(folder), { log: silentLog, clock: Date.now });
  } catch {
    return "refused";
  }
  try {
    store.startMaintenance();
    await until("the check at the start", () => store.counts().integrityProblems !== null);
    const keys = await store.journal.keysFor(["gauge-3" as GaugeId]).catch(() => null);
    if (keys !== null)
      await append(store.journal, [anObservation({ gauge: [...keys.values()][0]!, observedAt: noon })]).catch(() => {});
    return store.counts().integrityProblems === 0 ? "not told of" : "told of";
  } finally {
    await store.close();
  }
}

test("damage met by a read is told of at once", async () => {
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  const rows = Array.from({ length: 6_000 }, (_, n) => anObservation({ gauge: gauge!, observedAt: noon + n }));
  await append(store.journal, rows);
  await store.jobs.runRollup();
  await store.close();
  for (const place of [5, 6]) await damage(join(store.folder, "journal.db"), place);
  const again = await openStore(settingsFor(store.folder), { log: silentLog, clock: Date.now });
  try {
    expect(again.counts().integrityProblems).toBeNull();
    await again.journalReader.readAfter(startOfLog, 10_000).catch(() => null);
    await again.history.range("gauge-1" as GaugeId, 0, noon * 2, 10_000).catch(() => null);
    await until("the damage to be told of", () => (again.counts().integrityProblems ?? 0) > 0);
  } finally {
    await again.close();
  }
});
