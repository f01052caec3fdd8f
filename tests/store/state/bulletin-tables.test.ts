import { expect, test } from "vitest";
import type { WarningId } from "../../../domain/ids.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { bulletinTables } from "../../../store/sqlite/state/bulletin-tables.ts";
import { loadState } from "../../../store/sqlite/state/load-state.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { aWarning } from "../../support/effects.ts";
import { temporaryFolder } from "../support/store-in-folder.ts";

test("a folder of the release before messages were kept goes on with its warnings, none of which has any", async () => {
  const { journalFile, stateFile } = filesIn(await temporaryFolder());
  const database = openDatabase(stateFile);
  const migrations = stateMigrations(journalFile);
  const before = migrations.indexOf(bulletinTables);
  expect(before).toBeGreaterThan(0);
  migrate(database, migrations.slice(0, before), stateFile);
  const insert = database.prepare("INSERT INTO warning VALUES (?, ?, ?, ?)");
  for (const state of ["draft", "issued", "lifted"] as const) {
    const kept = aWarning({ id: `warning-${state}` as WarningId, state });
    insert.run(kept.id, state, kept.draftedAt, JSON.stringify(kept));
  }
  migrate(database, migrations, stateFile);
  const { openWarnings, activeResponses } = loadState(database);
  expect(openWarnings.map(({ state, bulletins }) => [state, bulletins])).toEqual([
    ["draft", undefined],
    ["issued", undefined],
  ]);
  expect(activeResponses).toEqual([]);
  expect({ ...database.prepare("SELECT count(*) AS n FROM bulletin").get() }).toEqual({ n: 0 });
  database.close();
});
