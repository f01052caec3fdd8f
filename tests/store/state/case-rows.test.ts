import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { levels } from "../../../domain/city/level.ts";
import type { Case } from "../../../domain/governance/case.ts";
import type { IncidentId } from "../../../domain/ids.ts";
import { type Migration, migrate } from "../../../store/sqlite/migrate.ts";
import { caseWriter } from "../../../store/sqlite/state/cases/case-rows.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { aCase } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";

/** Schema of the release before, in which SQL made the columns of what a body says. */
const versionBefore = 18;

const someTime = fc.integer({ min: noon, max: noon + 3 });

/** Of one case, as people and time may leave it. */
const someCase: fc.Arbitrary<Case> = fc
  .record({
    state: fc.constantFrom("registered", "handling", "closed", "voided"),
    level: fc.constantFrom(null, ...levels),
    closedAt: fc.option(someTime),
    revision: fc.nat(3),
    more: fc.record(
      {
        incidentId: fc.constant("incident-1" as IncidentId),
        traceId: fc.constant("trace-1"),
        dueAt: someTime,
        endAt: someTime,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ more: { dueAt, endAt, ...ids }, ...facts }) => {
    const due = dueAt === undefined ? {} : { due: { dueAt } };
    const record = endAt === undefined ? {} : { record: { closedAt: endAt, voidedAt: endAt } };
    return aCase({ ...facts, ...ids, ...due, ...record } as Partial<Case>);
  });

const columns =
  "case_id, state, hazard, station_id, area_code, opened_at, due_order, level_order, incident_id, over_at";

test("a case stands as its last change left it, with the columns that the release before made of its body", () => {
  const [now, before] = [databaseOf(stateMigrations("")), databaseOf(stateMigrations("").slice(0, versionBefore))];
  const keep = caseWriter(now);
  const insert = before.prepare("INSERT OR REPLACE INTO city_case VALUES (?, ?, ?, ?, ?, ?, ?)");
  fc.assert(
    fc.property(fc.array(someCase, { minLength: 1, maxLength: 4 }), (changes) => {
      now.exec("DELETE FROM city_case");
      for (const of of changes) keep(of, JSON.stringify(of));
      const last = changes.at(-1)!;
      const { id, state, hazard, stationId, areaCode, openedAt } = last;
      insert.run(id, state, hazard, stationId, areaCode, openedAt, JSON.stringify(last));
      const wanted = before.prepare(
        `SELECT ${columns}, json_extract(body, '$.traceId') AS trace_id, body FROM city_case`,
      );
      expect(now.prepare(`SELECT ${columns}, trace_id, body FROM city_case`).all()).toEqual(wanted.all());
    }),
    { numRuns: 300 },
  );
});

function databaseOf(migrations: readonly Migration[]): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  migrate(database, migrations, ":memory:");
  return database;
}
