import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";
import { depthRule } from "./depth-rule.ts";

interface Draft {
  readonly digest: string;
  readonly state: string;
  readonly by: string;
  readonly origin: string;
  readonly approvedBy: string | null;
}
interface Problem {
  readonly refusal?: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly got: string }[];
}
interface Rules {
  readonly running: { readonly digest: string; readonly by: string | null };
  readonly files: { readonly isRunning: boolean };
  readonly waiting?: { readonly digest: string; readonly why: string };
}

let hub: RunningHub;
let second: string;
afterEach(() => hub.close());

async function start(activateOnSave: boolean): Promise<void> {
  const modes = { emergency: { secondPerson: false } };
  hub = await runHub({
    settings: { rules: { activateOnSave } },
    rewriteCity: (folder) => writeFileSync(join(folder, "modes.yaml"), JSON.stringify(modes)),
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  second = store.tokens.create("Wang Fang", "operator").token;
  store.close();
}

async function post<Of = Draft>(
  path: string,
  body?: object,
  token?: string,
): Promise<{ status: number; body: Of & Problem }> {
  const answer = await hub.fetch(path, {
    method: "POST",
    headers: {
      "accept-language": "en",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Of & Problem };
}

const rulesNow = (): Promise<Rules> => hub.get<Rules>("/api/v1/rules");
const drafts = async (): Promise<readonly Draft[]> =>
  (await hub.get<{ rows: readonly Draft[] }>("/api/v1/rules/drafts")).rows;
const filesOf = (rules: readonly object[]) => [{ name: "rules.yaml", text: JSON.stringify({ rules }, null, 1) }];
const setMode = (mode: string) => post("/api/v1/mode", { mode });

async function auditKinds(): Promise<readonly string[]> {
  const { rows } = await hub.get<{ rows: readonly { kind: string; by: string | null }[] }>("/api/v1/audit?limit=50");
  return rows.toReversed().map(({ kind, by }) => `${kind} ${by}`);
}

it("a set of rules is drafted, compared, approved by another, and judges from its activation on, also after a kill", async () => {
  await start(true);
  const before = await rulesNow();
  const bad = await post("/api/v1/rules/drafts", { files: filesOf([depthRule("deep", { unit: "kg" })]) });
  expect(bad.status).toBe(400);
  expect(bad.body.errors?.[0]?.field).toMatch(/^rules\.yaml:\d+:\d+ rules\[0\]\.unit/);
  expect(await drafts()).toEqual([]);

  const handed = await post("/api/v1/rules/drafts", { files: filesOf([depthRule("deep")]), note: "summer limits" });
  expect(handed).toMatchObject({ status: 200, body: { state: "drafted", by: "test", origin: "person" } });
  const path = `/api/v1/rules/drafts/${handed.body.digest}`;
  expect(await post("/api/v1/rules/drafts", { files: filesOf([depthRule("deep")]) })).toMatchObject({
    status: 409,
    body: { refusal: "rules.draft_there" },
  });
  expect(await post(`${path}/activate`, {})).toMatchObject({
    status: 409,
    body: { refusal: "rules.draft_not_approved" },
  });
  expect(await post(`${path}/approve`)).toMatchObject({ status: 409, body: { refusal: "rules.draft_same_person" } });

  const device = await hub.device(0);
  for (let second = 0; second < 3; second++) {
    const t = Date.now() - 60_000 + second * 1_000;
    await device.publishAsync("v1/devices/d0/readings", JSON.stringify({ t, values: { c0: 0.17 } }), { qos: 1 });
  }
  const diff = await hub.get<{
    rules: readonly { ruleId: string; change: string; before: object | null }[];
    against: string;
  }>(`${path}/diff?hours=1`);
  expect(diff.against).toBe(before.running.digest);
  expect(diff.rules).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ruleId: "depth", change: "gone", before: expect.objectContaining({ raised: 1 }) }),
      expect.objectContaining({ ruleId: "deep", change: "new", after: expect.objectContaining({ raised: 0 }) }),
    ]),
  );
  expect(await rulesNow()).toEqual(before);

  expect(await post(`${path}/approve`, undefined, second)).toMatchObject({
    status: 200,
    body: { approvedBy: "Wang Fang" },
  });
  expect(await post(`${path}/activate`, {})).toMatchObject({ status: 200, body: { state: "activated" } });
  expect((await rulesNow()).running).toMatchObject({ digest: handed.body.digest, by: "test" });
  expect(await auditKinds()).toEqual(
    expect.arrayContaining([
      "rule-action test",
      "rule-action Wang Fang",
      "rules-activated test",
      "rule-action.refused test",
    ]),
  );
  const activated = await hub.get<{ rows: readonly object[] }>("/api/v1/audit?kind=rules-activated&limit=1");
  expect(activated.rows).toMatchObject([{ by: "test", caller: { kind: "token", name: "test" } }]);
  await hub.process.kill();
  await hub.process.start();
  expect((await rulesNow()).running.digest).toBe(handed.body.digest);
  expect(await drafts()).toMatchObject([{ state: "activated", by: "test", approvedBy: "Wang Fang" }]);
});

it("where files saved in place are drafts, they judge only once approved and activated, over a kill too", async () => {
  await start(false);
  const before = await rulesNow();
  const file = join(hub.folder, "city", "rules.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll('"raise": 0.15', '"raise": 0.16'));
  const draft = await until("the file to be a draft", async () => (await drafts())[0]);
  expect(draft).toMatchObject({ state: "drafted", origin: "file", by: expect.stringMatching(/^file \(/) });
  await hub.process.kill();
  await hub.process.start();
  const waiting = await until("the draft to wait again", async () => {
    const now = await rulesNow();
    return now.waiting === undefined ? null : now;
  });
  expect(waiting).toMatchObject({
    running: { digest: before.running.digest },
    waiting: { digest: draft.digest, why: "draft" },
  });
  expect(await drafts()).toHaveLength(1);
  await post(`/api/v1/rules/drafts/${draft.digest}/approve`, undefined, second);
  expect(await post(`/api/v1/rules/drafts/${draft.digest}/activate`, {})).toMatchObject({ status: 200 });
  expect(await rulesNow()).toMatchObject({ running: { digest: draft.digest }, files: { isRunning: true } });
});

it("in an emergency rules are frozen: a saved file waits for its end, a draft for a commander's word", async () => {
  await start(true);
  const before = await rulesNow();
  await setMode("emergency");
  const file = join(hub.folder, "city", "rules.yaml");
  const saved = readFileSync(file, "utf8");
  writeFileSync(file, saved.replaceAll('"raise": 0.15', '"raise": 0.16'));
  await until("the file to wait", async () => (await rulesNow()).waiting?.why === "frozen");
  await hub.process.kill();
  await hub.process.start();
  await until("the file to wait again", async () => (await rulesNow()).waiting?.why === "frozen");
  expect((await rulesNow()).running.digest).toBe(before.running.digest);
  await setMode("daily");
  const file2 = await until("the file to judge", async () => {
    const { files, running } = await rulesNow();
    return files.isRunning ? running.digest : null;
  });
  expect(file2).not.toBe(before.running.digest);
  await setMode("emergency");

  const handed = await post("/api/v1/rules/drafts", { files: filesOf([depthRule("deep")]) });
  const path = `/api/v1/rules/drafts/${handed.body.digest}`;
  await post(`${path}/approve`, undefined, second);
  expect(await post(`${path}/activate`, {})).toMatchObject({
    status: 409,
    body: { refusal: "rules.frozen", detail: expect.stringContaining("frozen in the mode emergency") },
  });
  expect((await rulesNow()).running.digest).toBe(file2);
  expect(await post(`${path}/activate`, { override: "the rule pages for a dry road" })).toMatchObject({ status: 200 });
  expect((await rulesNow()).running.digest).toBe(handed.body.digest);
});
