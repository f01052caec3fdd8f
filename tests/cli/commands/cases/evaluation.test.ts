import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningApi, startApi } from "../../../api/start-api.ts";
import { readerToken } from "../../../support/in-memory-api-ports.ts";
import { runGuanlan } from "../../../support/processes/run-guanlan.ts";

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

it("guanlan evaluation gives a running hub's indicators, or the cases behind one", async () => {
  const evaluate = (...args: readonly string[]) =>
    runGuanlan(["evaluation", ...args, "--api", running.url], { GUANLAN_API_TOKEN: readerToken });
  const shown = await evaluate("--by", "unit", "--from", "2021-07-20T00:00:00+08:00");
  expect(shown.out).toContain("Drainage office (drainage)");
  expect(shown.out).toContain("  closed 100 % (1/1)");
  const behind = await evaluate("--cases", "closed", "--key", "drainage");
  expect(behind.out).toContain(`${running.ports.cases.find(({ state }) => state === "closed")?.id}  closed`);
  expect((await evaluate("--to", "2020-01-01T00:00:00Z")).out).toContain("no cases in that period");
  expect((await evaluate("--by", "colour")).code).toBe(2);
});
