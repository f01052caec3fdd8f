import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningApi, startApi } from "../../api/start-api.ts";
import { operatorToken } from "../../support/in-memory-api-ports.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";

let running: RunningApi;

beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

it.each([
  ["en", "got HTTP 400: Some values are not what was wanted, see errors. from: 2026-07-20T16:00"],
  ["zh", "实为 HTTP 400：请求中有不合要求的值，见 errors。 from: 形如 2026-07-20T16:00"],
])("guanlan export says in %s why the hub refused, as words", async (language, words) => {
  const args = ["export", "cases", "--from", "yesterday", "--api", running.url, "--lang", language];
  const { code, err } = await runGuanlan(args, { GUANLAN_API_TOKEN: operatorToken });
  expect(code).toBe(1);
  expect(err).toContain(words);
  expect(err).not.toContain('{"');
});
