import { afterEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { casePage, caseWithTimeline } from "../../../api/schemas/case.ts";
import { caseMoves } from "../../../api/schemas/governance/case-acts.ts";
import { problem } from "../../../api/schemas/problem.ts";
import { moveKinds } from "../../../cases/lifecycle/moves.ts";
import { type RunningApi, startApi } from "../start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const running of started.splice(0)) await running.api.stop();
});

async function start() {
  const running = await startApi();
  started.push(running);
  const of = (state: string): string => running.ports.cases.find((each) => each.state === state)?.id ?? "none";
  const id = of("reported");
  const post = (what: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    running.post(`/api/v1/cases/${id}/${what}`, JSON.stringify(body), {
      "accept-language": "en",
      ...headers,
    });
  return { running, of, post };
}

async function read<Of>(response: Response, schema: z.ZodType<Of>, status = 200): Promise<Of> {
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(status);
  return schema.parse(body);
}

describe("GET /api/v1/cases/{id}/moves", () => {
  it("lists every move with what it leads to, and the reason where it may not be made", async () => {
    const { running, of } = await start();
    const response = await running.get(`/api/v1/cases/${of("reported")}/moves`);
    expect(response.headers.get("etag")).toBe('"1"');
    const { moves, stateName } = await read(response, caseMoves);
    expect(moves.map((move) => move.do)).toEqual(moveKinds);
    expect(stateName).toEqual({ zh: "上报", en: "reported" });
    const byName = new Map(moves.map((move) => [move.do, move]));
    expect(byName.get("register")).toMatchObject({ isAllowed: true, to: "registered", reason: null });
    expect(byName.get("accept")).toMatchObject({
      isAllowed: false,
      refusal: "cases.wrong_state",
      reason: { zh: expect.stringContaining("请先立案"), en: expect.stringContaining("First: register, dispatch.") },
    });
    expect(byName.get("close")).toMatchObject({ isAllowed: true, lacking: ["hazard-over"] });
  });

  it("of a closed case, the newest of its matter alone takes rework and comments", async () => {
    const { running, of } = await start();
    const { moves } = await read(await running.get(`/api/v1/cases/${of("closed")}/moves`), caseMoves);
    expect(moves.filter(({ isAllowed }) => isAllowed)).toEqual([]);
  });
});

describe("POST /api/v1/cases/{id}/actions", () => {
  it("takes words as plain text, and photos by reference alone", async () => {
    const { post } = await start();
    await read(await post("actions", { do: "register" }), caseWithTimeline);
    await read(await post("actions", { do: "dispatch", unitId: "drainage" }), caseWithTimeline);
    await read(await post("actions", { do: "accept" }), caseWithTimeline);
    for (const photo of [
      "http://x/1.jpg",
      "javascript:alert(1)//",
      "data:image/png;base64,aa",
      "../x\u202e",
      "https://x/<b>",
    ]) {
      const refused = await read(await post("actions", { do: "feedback", text: "ok", photos: [photo] }), problem, 400);
      expect(refused.errors?.[0]?.field, photo).toBe("photos.0");
    }
    await read(await post("actions", { do: "feedback", text: "\u202e \u0000" }), problem, 400);
    await read(await post("actions", { do: "feedback", text: "x".repeat(2_001) }), problem, 400);
    const body = { do: "feedback", text: "a\u202e{by}</script>", photos: ["https://x.example/1.jpg", "file-1"] };
    const shown = await read(await post("actions", body), caseWithTimeline);
    expect(shown.feedback).toMatchObject({ text: "a{by}</script>", photos: body.photos });
    expect(shown.timeline.at(-1)?.words.en).toBe("feedback by test operator: a{by}</script> (photos: 2)");
  });

  it("answers 412 with who changed what where the revision is not the newest, and tags what it answers", async () => {
    const { post } = await start();
    const acted = await post("actions", { do: "comment", text: "pump is on" });
    expect(acted.headers.get("etag")).toBe('"2"');
    const stale = await read(await post("actions", { do: "register" }, { "if-match": '"1"' }), problem, 412);
    expect(stale).toMatchObject({ code: "api.changed_since", refusal: "cases.changed_since" });
    expect(stale.detail).toContain("Since then: test operator: pump is on");
    await read(await post("actions", { do: "register" }, { "if-match": 'W/"2"' }), caseWithTimeline);
    const odd = await read(await post("actions", { do: "register" }, { "if-match": "x" }), problem, 400);
    expect(odd.errors?.[0]).toMatchObject({ in: "header", field: "if-match" });
  });
});

describe("POST /api/v1/cases/{id}/steps", () => {
  it("in any order and twice does no harm: what is too early is kept and refused, what came before is answered as then", async () => {
    const { post, running } = await start();
    const early = { step: "handled", photos: ["p-1"] };
    const first = await read(await post("steps", early, { "idempotency-key": "a" }), problem, 409);
    const again = await read(await post("steps", early, { "idempotency-key": "a" }), problem, 409);
    expect(again).toEqual(first);
    const [shown] = running.ports.cases.filter(({ state }) => state === "reported");
    expect(shown?.timeline.map(({ kind }) => kind)).toEqual(["opened", "step-refused"]);
    expect(shown?.timeline[1]).toMatchObject({ part: "platform", words: { zh: expect.stringContaining("未采纳") } });
    const reused = await post("steps", { step: "accept" }, { "idempotency-key": "a" });
    expect(await read(reused, problem, 409)).toMatchObject({ refusal: "cases.key_reused" });
  });

  it("refuses what is no step, and steps on closed and unknown cases", async () => {
    const { post, running, of } = await start();
    await read(await post("steps", { step: "dance" }), problem, 400);
    await read(await post("steps", { step: "refuse" }), problem, 400);
    const closed = await running.post(`/api/v1/cases/${of("closed")}/steps`, '{"step":"accept"}');
    expect(await read(closed, problem, 409)).toMatchObject({ refusal: "cases.not_open" });
    const unknown = await running.post("/api/v1/cases/nowhere/steps", '{"step":"accept"}');
    await read(unknown, problem, 404);
  });
});

describe("GET /api/v1/cases", () => {
  it("takes several states, and counts open cases where asked", async () => {
    const { running } = await start();
    const page = await read(await running.get("/api/v1/cases?state=reported,closed&counts=true"), casePage);
    expect(page.rows.map(({ state }) => state)).toEqual(["reported", "closed"]);
    expect(page.counts).toMatchObject({ open: 1, unacknowledged: 1, byState: { reported: 1 } });
    const open = await read(await running.get("/api/v1/cases?sort=due"), casePage);
    expect(open.rows.map(({ state }) => state)).toEqual(["reported"]);
    expect(open.counts).toBeUndefined();
    const wrong = await read(await running.get("/api/v1/cases?state=reported,open"), problem, 400);
    expect(wrong.errors?.[0]?.field).toBe("state");
  });
});
