import { expect, test } from "vitest";
import { chainAfter } from "../../../domain/governance/audit-chain.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { unauditedDeliveries } from "../../../store/sqlite/state/outbox-rows.ts";
import { toAuditRecord } from "../../../store/sqlite/state/state-queries.ts";
import { stateMigrations } from "../../../store/sqlite/state/state-schema.ts";
import { temporaryFolder } from "../support/store-in-folder.ts";

/** Schema of the release before lines of the trail named what they record. */
const versionBefore = 12;

test("a folder of the release before keeps its trail, and its ended deliveries are none of the new one's", async () => {
  const { journalFile, stateFile } = filesIn(await temporaryFolder());
  const database = openDatabase(stateFile);
  const migrations = stateMigrations(journalFile);
  migrate(database, migrations.slice(0, versionBefore), stateFile);
  database.exec(`
    INSERT INTO audit VALUES (1, 5, 'mode-set', 'daily', 'liu', 'd', 'c');
    INSERT INTO delivery (endpoint_id, event_id, subject, level_rank, is_urgent, format, queued_at, state, attempts, last_reason)
      VALUES ('dispatch', 'event-1', 'case-1', 4, 1, 'cloudevents', 5, 'delivered', 1, 'accepted');
  `);
  migrate(database, migrations, stateFile);
  const line = { auditSeq: 1, at: 5, kind: "mode-set", subject: "daily", by: "liu", digest: "d", chain: "c" };
  expect(database.prepare("SELECT * FROM audit").all().map(toAuditRecord)).toEqual([line]);
  const { chain: _, ...said } = line;
  expect(chainAfter(null, said)).toBe("0f9fe9e8eee11bcd5fefdcc8ad6c85e566023dc116b25fa8f6a9f79e55ca1fd0");
  const withRef = { ...said, ref: "entry:1" };
  expect(chainAfter(null, withRef)).toBe("e8589fcdb12f89abf396f3d8460e0b77286baf7ac8663974aef00a2b54f92573");
  expect(unauditedDeliveries(database, 10)).toEqual([]);
  const plan = database.prepare("EXPLAIN QUERY PLAN SELECT body FROM city_case WHERE trace_id = 'x'");
  expect(
    plan
      .all()
      .map(({ detail }) => detail)
      .join(),
  ).toContain("case_by_trace");
  database.close();
});
