import { expect, test } from "vitest";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { loadState } from "../../../store/sqlite/state/load-state.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { temporaryFolder } from "../support/store-in-folder.ts";

const act = (key: string) => ({ key, move: "comment", digest: `move-${key}`, refusal: null });

/** Schema of the release before acts stood by themselves. */
const versionBefore = 16;

test("acts that came with a key, kept together by the release before, are kept each by itself", async () => {
  const { journalFile, stateFile } = filesIn(await temporaryFolder());
  const database = openDatabase(stateFile);
  const migrations = stateMigrations(journalFile);
  migrate(database, migrations.slice(0, versionBefore), stateFile);
  const together = { version: 1, is: { caseId: "case-1", acts: [act("liu|a"), act("liu|b")] } };
  database.prepare("INSERT INTO saved_entry VALUES ('case-keys', 'waterlogging|s1', ?)").run(JSON.stringify(together));
  migrate(database, migrations, stateFile);
  const kept = loadState(database).saved.map(({ step, key, state }) => [step, key, state]);
  expect(kept).toEqual(
    ["liu|a", "liu|b"].map((key, index) => [
      "case-acts",
      `waterlogging|s1|${index + 1}`,
      { version: 1, is: { ...act(key), caseId: "case-1", no: index + 1 } },
    ]),
  );
  database.close();
});
