import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { appendFile, copyFile, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { silentLog } from "../../domain/log.ts";
import { startOfLog } from "../../domain/position.ts";
import { backupTo } from "../../store/sqlite/backup.ts";
import { openStore } from "../../store/sqlite/open-store.ts";
import { restoreFrom } from "../../store/sqlite/restore.ts";
import { effects, writerOn } from "../support/effects.ts";
import { anObservation, noon } from "../support/observations.ts";
import { append, gaugeKeys, openTestStore, settingsFor, temporaryFolder } from "./support/store-in-folder.ts";

const rowCount = 3_000;

/** A data folder with rows, and a cursor behind them. */
async function dataFolder(): Promise<string> {
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  await append(
    store.journal,
    Array.from({ length: rowCount }, (_, n) => anObservation({ gauge: gauge!, observedAt: noon + n })),
  );
  await writerOn(store.state)(effects({ position: { row: rowCount, entry: 0 } }));
  await store.close();
  return store.folder;
}

/** Opens a store on the folder as a hub does. @returns how many rows its journal has, or the code with which it is refused */
async function startOn(folder: string): Promise<number | string> {
  try {
    const store = await openStore(settingsFor(folder), { log: silentLog, clock: Date.now });
    const { rows } = await store.journalReader.readAfter(startOfLog, rowCount + 1);
    await store.close();
    return rows.length;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

describe("a backup is there whole or not", () => {
  let data: string;
  let folder: string;

  async function backUpAndDie(diesAt: number): Promise<NodeJS.Signals | null> {
    const script = join(import.meta.dirname, "backup-and-die.ts");
    const child = spawn(process.execPath, [script, folder, data, String(diesAt)], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    await new Promise((resolve) => child.once("close", resolve));
    return child.signalCode;
  }

  test("wherever it is killed: a hub refuses what is left or finds all of it, and trying again works", async () => {
    data = await dataFolder();
    const seen = new Set<number | string>();
    for (let diesAt = 1; ; diesAt += 1) {
      folder = join(await temporaryFolder(), "backup");
      if ((await backUpAndDie(diesAt)) === null) break;
      // Killed before anything of it was there.
      const isEmpty = readdirSync(folder).length === 0;
      const restored = await restoreFrom(folder, join(await temporaryFolder(), "data")).then(
        () => "restored",
        ({ code }) => code,
      );
      const started = await startOn(folder);
      seen.add(started);
      if (started === rowCount) continue;
      expect({ started, restored }).toEqual({
        started: isEmpty ? 0 : "store.backup_incomplete",
        restored: "store.backup_incomplete",
      });
      if (!existsSync(join(folder, "copy.unfinished"))) continue;
      await backupTo(folder, data);
      expect(await startOn(folder)).toBe(rowCount);
    }
    expect(seen).toContain("store.backup_incomplete");
  });

  test("a hub does not start on a state beside half a journal, as releases before left it", async () => {
    data = await dataFolder();
    folder = await temporaryFolder();
    await backupTo(join(folder, "whole"), data);
    const left = join(folder, "left");
    await mkdir(left);
    await copyFile(join(folder, "whole", "state.db"), join(left, "state.db"));
    await copyFile(join(folder, "whole", "journal.db"), join(left, "journal.db.partial"));
    expect(await startOn(left)).toBe("store.backup_incomplete");
    expect(await restoreFrom(left, join(folder, "data")).catch(({ code }) => code)).toBe("store.backup_incomplete");
  });

  test("a backup with a byte changed, or a file gone, is refused by start and restore", async () => {
    data = await dataFolder();
    folder = join(await temporaryFolder(), "backup");
    await backupTo(folder, data);
    const file = await open(join(folder, "journal.db"), "r+");
    await file.write(Uint8Array.of(0x5a), 0, 1, 20_000);
    await file.close();
    const target = join(await temporaryFolder(), "data");
    await expect(restoreFrom(folder, target)).rejects.toMatchObject({ code: "store.backup_damaged" });
    expect(await startOn(folder)).toBe("store.backup_damaged");
    await rm(join(folder, "journal.db"));
    expect(await restoreFrom(folder, target).catch(({ code }) => code)).toBe("store.backup_damaged");
    await appendFile(join(folder, "backup.json"), "x");
    expect(await restoreFrom(folder, target).catch(({ code }) => code)).toBe("store.backup_damaged");
  });

  test("a whole one is started on, or restored beside it and remains", async () => {
    data = await dataFolder();
    folder = join(await temporaryFolder(), "backup");
    await backupTo(folder, data);
    const target = join(await temporaryFolder(), "data");
    await restoreFrom(folder, target);
    expect(await startOn(target)).toBe(rowCount);
    await expect(restoreFrom(folder, target)).rejects.toMatchObject({ code: "store.folder_not_empty" });
    await expect(backupTo(folder, data)).rejects.toMatchObject({ code: "store.backup_exists" });
    expect(await startOn(folder)).toBe(rowCount);
    // It is a data folder now: what it becomes is no backup any more.
    await expect(restoreFrom(folder, join(target, "again"))).rejects.toMatchObject({ code: "store.backup_incomplete" });
    expect(await startOn(folder)).toBe(rowCount);
    onTestFinished(() => rm(target, { recursive: true, force: true }));
  });
});
