import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

interface Rules {
  readonly running: { readonly digest: string; readonly by: string | null; readonly source: string };
}

it("a rule file saved in place is live under the name of who saved it, and diff compares it with what was in force", async () => {
  hub = await runHub();
  const running = async () => (await hub.get<Rules>("/api/v1/rules")).running;
  const diff = (...args: readonly string[]) =>
    runGuanlan(["rules", "diff", "--settings", hub.process.settingsFile, ...args], { GUANLAN_TEST_SECRET: "unused" });
  const first = await running();
  expect(first).toMatchObject({ source: "files", by: expect.stringMatching(/^file \(.+\)$/) });
  expect((await diff()).out).toContain(`against ${first.digest}, which runs`);

  const file = join(hub.folder, "city", "rules.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("0.15", "0.16"));
  await until("the edited rules to run", async () => (await running()).digest !== first.digest);
  expect(await running()).toMatchObject({ source: "files", by: expect.stringMatching(/^file \(.+\)$/) });
  const { code, out } = await diff("--exit-code");
  expect(out).toContain(`against ${first.digest}, which ran before`);
  expect(out).toMatch(/edited {2}depth/);
  expect(code).toBe(0);
  const { rows } = await hub.get<{ rows: { kind: string; by: string | null }[] }>("/api/v1/audit?kind=rules-activated");
  expect(rows.map(({ by }) => by)).toEqual([1, 2].map(() => expect.stringMatching(/^file/)));
});
