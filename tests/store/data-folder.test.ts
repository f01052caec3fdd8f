import { spawn, spawnSync } from "node:child_process";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openDataFolder } from "../../store/sqlite/data-folder.ts";
import { openDatabase, verifyDurable } from "../../store/sqlite/open-database.ts";
import { missing } from "../support/shared.ts";
import { until } from "../support/until.ts";
import { openTestStore, temporaryFolder } from "./support/store-in-folder.ts";

const holdFolder = join(import.meta.dirname, "hold-folder.ts");

test("openStore() refuses a folder that another hub of this process holds", async () => {
  const first = await openTestStore();
  const again = openTestStore({ folder: first.folder });
  await expect(again).rejects.toMatchObject({ code: "store.folder_in_use" });
  await expect(again).rejects.toThrow(`process ${process.pid}`);
  await first.close();
  await openTestStore({ folder: first.folder });
});

test("openDataFolder() refuses a folder of another process by its pid, until that process is killed", async () => {
  const folder = await temporaryFolder();
  const child = spawn(process.execPath, [holdFolder, folder], { stdio: ["pipe", "pipe", "inherit"] });
  let isHeld = false;
  child.stdout.once("data", () => {
    isHeld = true;
  });
  await until("the other process to hold the folder", () => isHeld);
  expect(() => openDataFolder(folder)).toThrow(`process ${child.pid}`);
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  openDataFolder(folder).release();
});

test("openDataFolder() refuses a folder it may not write, and says who needs which right", async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o555);
  // Root may write anywhere, so the child becomes nobody first.
  const uid = process.getuid?.() === 0 ? "65534" : "";
  const { stderr, status } = spawnSync(process.execPath, [holdFolder, join(folder, "hub"), uid], { encoding: "utf8" });
  if (stderr.includes("ERR_MODULE_NOT_FOUND") || stderr.includes("EACCES: permission denied, open")) {
    missing("a checkout that other users may read (for the read-only folder test)");
    return;
  }
  expect(status).toBe(1);
  expect(stderr).toContain("store.read_only");
  expect(stderr).toMatch(/got EACCES. Give uid \d+ the right to write it, or set store.folder/);
});

test("openDatabase() opens for WAL and FULL, and reads both back", async () => {
  const database = openDatabase(join(await temporaryFolder(), "a.db"));
  expect(() => verifyDurable(database, "a.db")).not.toThrow();
  expect({ ...database.prepare("PRAGMA synchronous").get() }).toEqual({ synchronous: 2 });
  database.close();
});

test.each(["OFF", "NORMAL"])("verifyDurable() refuses synchronous = %s", async (synchronous) => {
  const database = openDatabase(join(await temporaryFolder(), "a.db"));
  database.exec(`PRAGMA synchronous = ${synchronous}`);
  expect(() => verifyDurable(database, "a.db")).toThrow(expect.objectContaining({ code: "store.not_durable" }));
  database.close();
});

test("openDatabase() refuses a database that cannot have a write-ahead log", () => {
  expect(() => openDatabase(":memory:")).toThrow(expect.objectContaining({ code: "store.not_durable" }));
});

test("openDatabase() waits for another connection's write", async () => {
  const file = join(await temporaryFolder(), "a.db");
  const database = openDatabase(file);
  const other = new DatabaseSync(file);
  expect({ ...database.prepare("PRAGMA busy_timeout").get() }).toEqual({ timeout: 5_000 });
  expect({ ...database.prepare("PRAGMA foreign_keys").get() }).toEqual({ foreign_keys: 1 });
  other.close();
  database.close();
});
