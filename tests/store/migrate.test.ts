import { spawn } from "node:child_process";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { journalMigrations } from "../../store/sqlite/journal/journal-schema.ts";
import { migrate } from "../../store/sqlite/migrate.ts";
import { openDatabase } from "../../store/sqlite/open-database.ts";
import { openTestStore, temporaryFolder } from "./support/store-in-folder.ts";

const steps = [
  "CREATE TABLE reading (id INTEGER PRIMARY KEY, value REAL); INSERT INTO reading VALUES (1, 1.5)",
  "ALTER TABLE reading ADD COLUMN unit TEXT; UPDATE reading SET unit = 'm'",
  "CREATE TABLE gauge (id TEXT)",
];

async function databaseFile(): Promise<string> {
  return join(await temporaryFolder(), "a.db");
}

test("migrate() leads an older schema to the newest and keeps its rows", async () => {
  const file = await databaseFile();
  const database = openDatabase(file);
  migrate(database, steps.slice(0, 1), file);
  migrate(database, steps, file);
  migrate(database, steps, file);
  expect({ ...database.prepare("SELECT * FROM reading").get() }).toEqual({ id: 1, value: 1.5, unit: "m" });
  expect({ ...database.prepare("PRAGMA user_version").get() }).toEqual({ user_version: 3 });
  database.close();
});

test("G23: migrate() that fails half way through a step leaves the step before whole", async () => {
  const file = await databaseFile();
  const database = openDatabase(file);
  const broken = [steps[0]!, `${steps[1]}; INSERT INTO nowhere VALUES (1)`];
  expect(() => migrate(database, broken, file)).toThrow(expect.objectContaining({ code: "store.write_failed" }));
  expect({ ...database.prepare("SELECT * FROM reading").get() }).toEqual({ id: 1, value: 1.5 });
  migrate(database, steps, file);
  expect({ ...database.prepare("SELECT unit FROM reading").get() }).toEqual({ unit: "m" });
  database.close();
});

test.each([0, 1, 2])("G23: migrate() killed inside step %i goes on from there", async (killedIn) => {
  const file = await databaseFile();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "migrate-and-die.ts"), file, String(killedIn), JSON.stringify(steps)],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  await new Promise((resolve) => child.once("close", resolve));
  expect(child.signalCode).toBe("SIGKILL");
  const left = new DatabaseSync(file);
  expect({ ...left.prepare("PRAGMA user_version").get() }).toEqual({ user_version: killedIn });
  left.close();
  const database = openDatabase(file);
  migrate(database, steps, file);
  expect(
    database
      .prepare("SELECT * FROM reading")
      .all()
      .map((row) => ({ ...row })),
  ).toEqual([{ id: 1, value: 1.5, unit: "m" }]);
  database.close();
});

test("openStore() refuses a folder that a newer Guanlan wrote, and names both versions", async () => {
  const store = await openTestStore();
  await store.close();
  const database = new DatabaseSync(join(store.folder, "journal.db"));
  database.exec(`PRAGMA user_version = ${journalMigrations("").length + 1}`);
  database.close();
  const again = openTestStore({ folder: store.folder });
  await expect(again).rejects.toMatchObject({ code: "store.schema_too_new" });
  await expect(again).rejects.toThrow(
    `wanted schema ${journalMigrations("").length} or older, got ${journalMigrations("").length + 1}`,
  );
});
