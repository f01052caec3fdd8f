import { expect, test } from "vitest";
import type { CaseId, IncidentId } from "../../../domain/ids.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { aCase } from "../../support/effects.ts";
import { temporaryFolder } from "../support/store-in-folder.ts";

/** Schema of the release before cases were put in order by limit and level. */
const versionBefore = 9;

test("a folder of the release before gets the orders, of the cases it has too, and they are found by index", async () => {
  const { journalFile, stateFile } = filesIn(await temporaryFolder());
  const database = openDatabase(stateFile);
  const migrations = stateMigrations(journalFile);
  migrate(database, migrations.slice(0, versionBefore), stateFile);
  const insert = database.prepare("INSERT INTO city_case VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const [n, level] of (["blue", "red", "yellow"] as const).entries()) {
    const of = aCase({ id: `case-${n}` as CaseId, level, incidentId: "incident-1" as IncidentId });
    insert.run(of.id, of.state, of.hazard, of.stationId, of.areaCode, of.openedAt, JSON.stringify(of));
  }
  migrate(database, migrations, stateFile);
  for (const [column, index] of [
    ["level_order", "case_by_level"],
    ["due_order", "case_by_due"],
  ]) {
    const sql = `SELECT case_id FROM city_case ORDER BY ${column} DESC, case_id DESC LIMIT 3`;
    const ids = database
      .prepare(sql)
      .all()
      .map(({ case_id }) => case_id);
    expect(ids).toEqual(column === "level_order" ? ["case-1", "case-2", "case-0"] : ["case-2", "case-1", "case-0"]);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    expect(plan.map(({ detail }) => detail).join()).toContain(index);
  }
  const ofIncident = "SELECT count(*) AS cases FROM city_case WHERE incident_id = 'incident-1'";
  expect(database.prepare(ofIncident).get()).toEqual({ cases: 3 });
  expect(
    database
      .prepare(`EXPLAIN QUERY PLAN ${ofIncident}`)
      .all()
      .map(({ detail }) => detail)
      .join(),
  ).toContain("case_by_incident");
  database.close();
});
