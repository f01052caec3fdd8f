import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApi, startApi } from "../../../api/start-api.ts";
import { operatorToken, readerToken } from "../../../support/in-memory-api-ports.ts";
import { runGuanlan } from "../../../support/processes/run-guanlan.ts";

let running: RunningApi;
let id: string;

beforeAll(async () => {
  running = await startApi();
  id = running.ports.cases.find(({ state }) => state === "reported")?.id ?? "none";
});
afterAll(() => running.api.stop());

const guanlan = (args: readonly string[], token = operatorToken, env: Readonly<Record<string, string>> = {}) =>
  runGuanlan(["case", ...args, "--api", running.url], { GUANLAN_API_TOKEN: token, ...env });

describe("guanlan case", () => {
  it("lists, shows and moves cases of a running hub", async () => {
    const list = await guanlan(["list"]);
    expect(list.out).toContain(`${id}  reported`);
    expect(list.out).toContain("1 open, 0 overdue, 1 not acknowledged");
    expect((await guanlan(["register", id])).out).toContain(`case ${id} is registered (revision 2)`);
    const moves = await guanlan(["moves", id], readerToken, { LC_ALL: "zh_CN.UTF-8", LANG: "zh_CN.UTF-8" });
    expect(moves.out).toContain("可派遣");
    expect(moves.out).toContain("不可接单：无法接单案件");
    const dispatched = await guanlan(["dispatch", id, "--unit", "drainage", "--text", "two pumps", "--revision", "2"]);
    expect(dispatched.out).toContain("revision 3");
    const shown = (await guanlan(["show", id])).out;
    expect(shown).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d \+08:00 {2}/m);
    expect(shown).not.toMatch(/\dT\d\d:/);
    expect(shown).toContain("dispatched to Drainage office by test operator: two pumps");
  });

  it("says why the hub refused, and who was quicker", async () => {
    const stale = await guanlan(["accept", id, "--revision", "1"]);
    expect(stale.code).toBe(1);
    expect(stale.err).toContain("hub.answer_refused: The hub refused (412)");
    expect(stale.err).toContain("Since then: ");
    expect((await guanlan(["accept", id], readerToken)).err).toContain("(403)");
    expect((await guanlan(["verify", id])).err).toContain("First: accept, give feedback on.");
  });

  it("asks for what it needs, and says where no hub answers", async () => {
    expect(await guanlan(["return", id])).toMatchObject({ code: 2 });
    const none = await runGuanlan(["case", "list", "--api", running.url], { GUANLAN_API_TOKEN: "" });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("Set GUANLAN_API_TOKEN")]);
    const nobody = await runGuanlan(["case", "list", "--api", "http://127.0.0.1:9"], { GUANLAN_API_TOKEN: "x" });
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining("hub.not_reached")]);
    const odd = await runGuanlan(["case", "list", "--api", "ftp://x"], { GUANLAN_API_TOKEN: "x" });
    expect(odd.code).toBe(2);
  });
});
