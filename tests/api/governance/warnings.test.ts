import { afterEach, beforeEach, expect, it } from "vitest";
import { publicWarnings } from "../../../api/schemas/governance/public-warnings.ts";
import { response } from "../../../api/schemas/governance/response.ts";
import {
  bulletinList,
  warning,
  warningMoves,
  warningPage,
  warningPreview,
} from "../../../api/schemas/governance/warning.ts";
import { problem } from "../../../api/schemas/problem.ts";
import { operatorToken } from "../../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "../start-api.ts";

let running: RunningApi;
beforeEach(async () => {
  running = await startApi();
});
afterEach(() => running.api.stop());

const draft = { hazard: "river-flood", areaCode: "410105", level: "yellow" } as const;
const bi = (text: string) => ({ zh: text, en: text });

async function post(path: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await running.post(path, JSON.stringify(body), { "content-type": "application/json", ...headers });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

async function get(path: string) {
  const answer = await running.get(path);
  return { status: answer.status, body: (await answer.json()) as unknown };
}

it("drafts by hand, acts by If-Match, and lists drafts apart from what is in force", async () => {
  const drafted = await post("/api/v1/warnings", draft);
  const { id } = warning.parse(drafted.body);
  expect(drafted.body).toMatchObject({
    state: "draft",
    revision: 1,
    byHand: { level: "yellow" },
    authors: ["test operator"],
  });
  // By which account is for the log and its trail alone.
  expect(running.ports.entered.at(-1)).toMatchObject({ kind: "warning-action", caller: { id: "t2" } });
  expect(JSON.stringify(drafted.body)).not.toMatch(/accountId|"t2"/);
  const rows = async (query: string) =>
    warningPage.parse((await get(`/api/v1/warnings?${query}`)).body).rows.filter((row) => row.id === id).length;
  expect([await rows("isInForce=true"), await rows("isInForce=false"), await rows("state=draft,approved")]).toEqual([
    0, 1, 1,
  ]);
  const path = `/api/v1/warnings/${id}/actions`;
  expect((await post(path, { do: "issue" }, { "if-match": '"1"' })).status).toBe(200);
  const stale = await post(path, { do: "lift", reason: "over" }, { "if-match": '"1"' });
  expect(stale.status).toBe(412);
  expect(problem.parse(stale.body)).toMatchObject({ code: "api.changed_since", refusal: "warnings.changed_since" });
  expect([await rows("isInForce=true"), await rows("state=draft,approved")]).toEqual([1, 0]);
  const { rows: bulletins } = bulletinList.parse((await get(`/api/v1/warnings/${id}/bulletins`)).body);
  expect(bulletins).toMatchObject([{ kind: "Alert", revision: 2, level: "yellow" }]);
  const cap = await running.get(bulletins[0]?.link ?? "");
  expect(cap.headers.get("content-type")).toBe("application/cap+xml; charset=utf-8");
  expect(await cap.text()).toContain("<msgType>Alert</msgType>");
  expect((await get(`/api/v1/warnings/${id}/cap?revision=9`)).status).toBe(404);
  const { moves } = warningMoves.parse((await get(`/api/v1/warnings/${id}/moves`)).body);
  expect(moves.filter(({ isAllowed }) => isAllowed).map((each) => each.do)).toEqual([]);
  const theirs = await running.get(`/api/v1/warnings/${id}/moves`, { authorization: `Bearer ${operatorToken}` });
  const legal = warningMoves.parse(await theirs.json()).moves.filter(({ isAllowed }) => isAllowed);
  expect(legal.map((each) => each.do)).toEqual(["edit", "lift"]);
  expect(moves.find((each) => each.do === "issue")?.reason?.en).toContain("must be a draft");
});

it("previews a draft that nobody has made, and one that is there, and changes nothing", async () => {
  const entered = running.ports.entered.length;
  const made = await post("/api/v1/warnings/preview", { ...draft, advice: bi("go <b>now</b>") });
  const said = warningPreview.parse(made.body);
  expect(said).toMatchObject({ kind: "Alert", isPublic: true, decides: null, area: { source: "circle-of-stations" } });
  expect(said.message.zh).toBe("金水区：发布河道洪水黄色预警。go <b>now</b>");
  expect(said.cap).toContain("go &lt;b&gt;now&lt;/b&gt;");
  const open = running.ports.warnings.find(({ state }) => state === "draft");
  const { cap } = warningPreview.parse((await post("/api/v1/warnings/preview", { warningId: open?.id })).body);
  expect(cap).toContain(`<identifier>${open?.id}.${(open?.revision ?? 0) + 1}</identifier>`);
  const nowhere = await post("/api/v1/warnings/preview", { ...draft, areaCode: "999999" });
  expect([nowhere.status, problem.parse(nowhere.body).code]).toEqual([404, "api.unknown_id"]);
  expect(running.ports.entered.length).toBe(entered);
});

it.each([
  ["an edit of nothing", { do: "edit" }],
  ["words in one language", { do: "edit", advice: { zh: "走" } }],
  ["words of which nothing is left", { do: "lift", reason: "\u202E\u0007 " }],
  ["more than anybody reads", { do: "lift", reason: "x".repeat(501) }],
  ["a level that is none", { do: "edit", level: "purple" }],
  ["an act that is none", { do: "draft" }],
  ["no reason", { do: "withdraw" }],
])("refuses %s in plain words, and changes nothing", async (_, body) => {
  const open = running.ports.warnings.find(({ state }) => state === "draft");
  const entered = running.ports.entered.length;
  const answer = await post(`/api/v1/warnings/${open?.id}/actions`, body);
  expect([answer.status, problem.parse(answer.body).code]).toEqual([400, "api.bad_request"]);
  expect(running.ports.entered.length).toBe(entered);
});

it("takes out of a person's words what turns or hides what others read", async () => {
  const open = running.ports.warnings.find(({ state }) => state === "draft");
  const edit = { do: "edit", advice: bi("left \u202Ethgir\u0007 <b>now</b>") };
  const answer = await post(`/api/v1/warnings/${open?.id}/actions`, edit);
  expect(warning.parse(answer.body).advice).toEqual(bi("left thgir <b>now</b>"));
});

it("makes a title one line", async () => {
  const { body } = await post("/api/v1/warnings", { ...draft, title: bi("River\nAll clear") });
  expect(warning.parse(body).title).toEqual(bi("River All clear"));
});

it.each([
  ["if-match", "yesterday"],
  ["idempotency-key", "a b"],
])("refuses a header %s that says %s", async (name, value) => {
  const open = running.ports.warnings.find(({ state }) => state === "draft");
  const answer = await post(`/api/v1/warnings/${open?.id}/actions`, { do: "issue" }, { [name]: value });
  expect([answer.status, problem.parse(answer.body).errors?.[0]?.field.toLowerCase()]).toEqual([400, name]);
});

it("the public reads what is issued and nothing of drafts and drills", async () => {
  const feed = async () => (await fetch(`${running.url}/feed/warnings.atom`)).text();
  const issue = async (body: object) => {
    const { id } = warning.parse((await post("/api/v1/warnings", body)).body);
    await post(`/api/v1/warnings/${id}/actions`, { do: "issue" });
    return id;
  };
  const drill = await issue({ ...draft, hazard: "toxic-gas", isExercise: true });
  expect(await feed()).not.toContain(drill);
  expect((await fetch(`${running.url}/feed/cap/${drill}.2`)).status).toBe(404);
  expect(await (await running.get(`/api/v1/warnings/${drill}/cap`)).text()).toContain("<status>Exercise</status>");
  const id = await issue(draft);
  const lifted = await issue({ ...draft, hazard: "rainstorm" });
  await post(`/api/v1/warnings/${lifted}/actions`, { do: "lift", reason: "sensor of the depot is broken" });
  running.ports.now += 2_000;
  expect(await feed()).toContain(`/feed/cap/${id}.2`);
  expect((await fetch(`${running.url}/feed/cap/${id}.2`)).status).toBe(200);
  // What the public reads names no staff and none of their reasons.
  expect(await feed()).toContain(`/feed/cap/${lifted}.3`);
  const page = await (await fetch(`${running.url}/feed/warnings.json`)).json();
  const { rows } = publicWarnings.parse(page);
  for (const told of [await feed(), JSON.stringify(page)]) expect(told).not.toMatch(/test operator|depot/);
  expect(rows.filter(({ hazard }) => hazard === "toxic-gas")).toEqual([]);
  expect(rows).toContainEqual(
    expect.objectContaining({ cap: `/feed/cap/${id}.2`, level: "yellow", kind: "Alert", advice: expect.anything() }),
  );
});

it("writes down what the headquarters decides, upon warnings that are there", async () => {
  const { id: warningId } = warning.parse((await post("/api/v1/warnings", draft)).body);
  const start = { do: "start", areaCode: "410105", level: "III", reason: "rain", warningIds: [warningId] };
  const early = await post("/api/v1/responses", start);
  expect([early.status, problem.parse(early.body).refusal]).toEqual([409, "responses.unfit_warning"]);
  await post(`/api/v1/warnings/${warningId}/actions`, { do: "issue" });
  const started = response.parse((await post("/api/v1/responses", start)).body);
  expect(started).toMatchObject({ state: "active", level: "III", warningIds: [warningId], changes: [{ do: "start" }] });
  const none = await post("/api/v1/responses", { ...start, do: "adjust", level: "II", warningIds: ["warning-none"] });
  expect([none.status, problem.parse(none.body).code]).toEqual([404, "api.unknown_id"]);
  const again = await post("/api/v1/responses", start);
  expect([again.status, problem.parse(again.body).refusal]).toEqual([409, "responses.active_already"]);
  const over = await post("/api/v1/responses", { do: "terminate", areaCode: "410105", reason: "dry" });
  expect(response.parse(over.body)).toMatchObject({ id: started.id, state: "terminated", level: "III" });
  expect((await get(`/api/v1/responses/${started.id}`)).body).toMatchObject({ revision: 2 });
  expect((await get("/api/v1/responses?state=active")).body).toMatchObject({ rows: [] });
});
