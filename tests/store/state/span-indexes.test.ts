import { expect, test } from "vitest";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { aTransition } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { temporaryFolder } from "../support/store-in-folder.ts";

/** Schema of the release before lists narrowed to a span. */
const versionBefore = 6;

test("a folder of the release before gets the indexes, and a span long past is found by them", async () => {
  const { journalFile, stateFile } = filesIn(await temporaryFolder());
  const database = openDatabase(stateFile);
  const migrations = stateMigrations(journalFile);
  migrate(database, migrations.slice(0, versionBefore), stateFile);
  const insert = database.prepare(
    "INSERT INTO transition (alarm_key, hazard, station_id, body, is_shadow) VALUES (?, ?, ?, ?, 0)",
  );
  for (let n = 0; n < 3; n++) {
    const { alarmKey, hazard } = aTransition();
    insert.run(alarmKey, hazard, "station-1", JSON.stringify(aTransition({ at: noon + n })));
  }
  migrate(database, migrations, stateFile);
  const at = "json_extract(body, '$.at')";
  const sql = `SELECT body FROM transition WHERE ${at} >= ? AND ${at} < ? ORDER BY transition_seq DESC LIMIT 10`;
  const found = database.prepare(sql).all(noon + 1, noon + 2);
  expect(found.map(({ body }) => JSON.parse(String(body)).at)).toEqual([noon + 1]);
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(noon + 1, noon + 2);
  expect(plan.map(({ detail }) => detail).join()).toContain("transition_by_time");
  for (const [table, column, index] of [
    ["event", "at", "event_by_time"],
    ["delivery", "queued_at", "delivery_by_time"],
  ]) {
    const rows = database.prepare(`EXPLAIN QUERY PLAN SELECT * FROM ${table} WHERE ${column} < 5`).all();
    expect(rows.map(({ detail }) => detail).join()).toContain(index);
  }
  database.close();
});
