import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { apiErrors } from "../../api/errors.ts";
import { activeAlarmList, timeline, transitionPage } from "../../api/schemas/alarms/alarm.ts";
import { casePage, caseWithTimeline } from "../../api/schemas/case.ts";
import { city } from "../../api/schemas/city.ts";
import { deliveryPage } from "../../api/schemas/delivery.ts";
import { endpointList } from "../../api/schemas/endpoint.ts";
import { gaugeList } from "../../api/schemas/gauge.ts";
import { auditPage } from "../../api/schemas/governance/audit.ts";
import { warning, warningPage } from "../../api/schemas/governance/warning.ts";
import { latest, latestList, observationPage } from "../../api/schemas/observation.ts";
import { problem } from "../../api/schemas/problem.ts";
import { health, readiness } from "../../api/schemas/readiness.ts";
import { rejectPage } from "../../api/schemas/reject.ts";
import { rollupList } from "../../api/schemas/rollup.ts";
import { stationList, stationWithGauges } from "../../api/schemas/station.ts";
import { problemDetails, problemTitles } from "../../locales/api.ts";
import { operatorToken, readerToken, testNow, testOperator } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

async function json(path: string, headers?: Record<string, string>): Promise<unknown> {
  const response = await running.get(path, headers);
  expect(response.status, path).toBe(200);
  return response.json();
}

describe("routes", () => {
  const shapes: readonly [path: string, schema: z.ZodType][] = [
    ["/health", health],
    ["/ready", readiness],
    ["/api/v1/city", city],
    ["/api/v1/stations", stationList],
    ["/api/v1/stations?areaCode=410100&kind=waterlogging", stationList],
    ["/api/v1/stations/tunnel", stationWithGauges],
    ["/api/v1/stations/tunnel/timeline", timeline],
    ["/api/v1/gauges", gaugeList],
    ["/api/v1/latest", latestList],
    ["/api/v1/gauges/tunnel%2Fdepth/latest", latest],
    ["/api/v1/gauges/tunnel%2Fdepth/observations", observationPage],
    ["/api/v1/gauges/tunnel%2Fdepth/rollups", rollupList],
    ["/api/v1/gauges/tunnel%2Fdepth/rollups?step=day&dayOffsetMinutes=0", rollupList],
    ["/api/v1/alarms", activeAlarmList],
    ["/api/v1/alarms/transitions", transitionPage],
    ["/api/v1/cases", casePage],
    ["/api/v1/cases?areaCode=410100&state=closed&hazard=waterlogging", casePage],
    ["/api/v1/warnings", warningPage],
    ["/api/v1/warnings?isOpen=false", warningPage],
    ["/api/v1/deliveries?state=dead", deliveryPage],
    ["/api/v1/endpoints", endpointList],
    ["/api/v1/rejects?reason=payload.not_json", rejectPage],
  ];

  it.each(shapes)("%s answers exactly its documented shape", async (path, schema) => {
    const answer = await json(path);
    const { rows } = answer as { rows?: unknown[] };
    if (rows !== undefined) expect(rows.length, "an empty list proves nothing").toBeGreaterThan(0);
    expect(() => schema.parse(answer)).not.toThrow();
  });

  it("/cases/:id and /warnings/:id answer exactly their documented shapes", async () => {
    const [first] = running.ports.cases;
    const [draft] = running.ports.warnings;
    const found = caseWithTimeline.parse(await json(`/api/v1/cases/${first?.id}`));
    expect(found.timeline.map(({ kind }) => kind)).toEqual(["opened", "stepped-up", "closed"]);
    expect(found.openedAt).toBe("2021-07-20T08:00:00.000Z");
    warning.parse(await json(`/api/v1/warnings/${draft?.id}`));
  });

  it("/stations finds those of an area and all below it", async () => {
    const inCity = stationList.parse(await json("/api/v1/stations?areaCode=410100"));
    expect(inCity.rows.map(({ stationId }) => stationId)).toEqual(["tunnel", "road"]);
    expect((await running.get("/api/v1/stations?areaCode=999")).status).toBe(404);
  });

  it("/cases?areaCode passes the area and all below it, never an empty list", async () => {
    const rows = casePage.parse(await json("/api/v1/cases?areaCode=410105")).rows;
    expect(rows).toHaveLength(2);
    expect((await running.get("/api/v1/cases?areaCode=999")).status).toBe(404);
  });

  it("/metrics gives the hub's Prometheus text as it is", async () => {
    const response = await running.get("/metrics");
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await response.text()).toContain("up 1\n");
  });

  it("/ready is 503 while a check fails, and tells why only with a token", async () => {
    const failing = { name: "webhooks", isOk: false, words: { zh: "积压", en: "behind" }, behindRows: 3, behindMs: 9 };
    running.ports.checks.push(failing);
    const open = await fetch(`${running.url}/ready`);
    expect([open.status, await open.json()]).toEqual([503, { status: "not_ready" }]);
    const told = await running.get("/ready");
    expect(told.status).toBe(503);
    expect(((await told.json()) as { checks: unknown[] }).checks).toContainEqual(failing);
    running.ports.checks.pop();
    expect((await fetch(`${running.url}/ready`)).status).toBe(200);
  });

  it("/deliveries/replay passes the conditions on and says how many went back", async () => {
    const response = await running.post("/api/v1/deliveries/replay", '{"state":"dead"}');
    expect(await response.json()).toEqual({ replayed: 1 });
    expect(running.ports.replays).toEqual([{ state: "dead" }]);
    expect((await running.post("/api/v1/deliveries/replay", "{}")).status, "no condition").toBe(400);
    expect(running.ports.replays).toHaveLength(1);
  });

  it("/deliveries/acknowledge passes the conditions on under the caller's name, and wants at least one", async () => {
    const response = await running.post("/api/v1/deliveries/acknowledge", '{"endpointId":"dispatch"}');
    expect(await response.json()).toEqual({ acknowledged: 1 });
    expect(running.ports.acknowledged).toEqual([{ endpointId: "dispatch", by: "test operator", caller: testOperator }]);
    for (const body of ["{}", '{"state":"dead"}', '{"deliveryId":0}'])
      expect((await running.post("/api/v1/deliveries/acknowledge", body)).status, body).toBe(400);
    expect(running.ports.acknowledged).toHaveLength(1);
  });

  it("/endpoints/:id/enable is for endpoints that there are", async () => {
    const enable = (id: string) =>
      fetch(`${running.url}/api/v1/endpoints/${id}/enable`, {
        method: "POST",
        headers: { authorization: `Bearer ${operatorToken}` },
      });
    expect(await (await enable("dispatch")).json()).toEqual({ endpointId: "dispatch", isEnabled: true });
    expect(running.ports.enabled).toEqual([{ endpointId: "dispatch", by: "test operator", caller: testOperator }]);
    expect((await enable("nobody")).status).toBe(404);
    expect(running.ports.enabled).toHaveLength(1);
  });

  it("/audit answers lines with their chain, and refuses times without a zone", async () => {
    const authorization = `Bearer ${operatorToken}`;
    const path = "/api/v1/audit?kind=mode-set&from=2026-07-20T08:00:00%2B08:00";
    const { rows } = auditPage.parse(await json(path, { authorization }));
    expect(rows).toMatchObject([{ auditSeq: 1, kind: "mode-set", by: "Li Wei" }]);
    expect((await running.get("/api/v1/audit?from=2026-07-20T08:00:00", { authorization })).status).toBe(400);
  });

  it("/rejects carries what was refused as base64, whatever bytes it is of", async () => {
    expect(rejectPage.parse(await json("/api/v1/rejects")).rows[0]?.headBase64).toBe("/wB7");
  });
});

describe("paging", () => {
  it("walks every row once, newest first, and ends with null", async () => {
    const seen: number[] = [];
    let before = "";
    for (let page = 0; page < 10; page += 1) {
      const { rows, next } = transitionPage.parse(await json(`/api/v1/alarms/transitions?limit=3${before}`));
      seen.push(...rows.map(({ transitionSeq }) => transitionSeq));
      if (next === null) break;
      before = `&before=${next}`;
    }
    expect(seen).toEqual([4, 3, 2, 1]);
  });

  it("/observations walks a span once, oldest first, by `next` as `from`", async () => {
    const to = new Date(testNow + 1).toISOString();
    const seen: (number | null)[] = [];
    let from = "2026-07-20T00:00:00Z";
    for (let page = 0; page < 20; page += 1) {
      const path = `/api/v1/gauges/tunnel%2Fdepth/observations?from=${from}&to=${to}&limit=7`;
      const { rows, next } = observationPage.parse(await json(path));
      seen.push(...rows.map(({ value }) => value));
      if (next === null) break;
      from = next;
    }
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index / 100));
  });

  it("takes instants of any zone", async () => {
    const path =
      "/api/v1/gauges/tunnel%2Fdepth/observations?from=2026-07-20T15:59:00%2B08:00&to=2026-07-20T16:00:00%2B08:00";
    const { rows, from } = observationPage.parse(await json(path));
    expect(from).toBe("2026-07-20T07:59:00.000Z");
    expect(rows).toHaveLength(1);
  });
});

describe("problems", () => {
  it("come in the language asked for, Chinese otherwise", async () => {
    for (const [accept, language, title] of [
      ["en-GB,en;q=0.9", "en", "Unknown id"],
      ["zh-CN", "zh", "没有此编号"],
      ["fr", "zh", "没有此编号"],
      ["zh;q=0.1, en;q=0.2", "en", "Unknown id"],
    ] as const) {
      const response = await running.get("/api/v1/cases/none", { "accept-language": accept });
      expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      expect(response.headers.get("content-language")).toBe(language);
      const body = problem.parse(await response.json());
      expect([body.title, body.code, body.status]).toEqual([title, "api.unknown_id", 404]);
    }
  });

  it("of a bad query name each field, wanted and got", async () => {
    const response = await running.get("/api/v1/cases?limit=1e9&state=open&colour=red", { "accept-language": "en" });
    const { errors } = problem.parse(await response.json());
    const byField = Object.fromEntries((errors ?? []).map((each) => [each.field, each]));
    expect(Object.keys(byField).sort()).toEqual(["colour", "limit", "state"]);
    expect(byField.limit?.wanted).toBe("1000 at most");
    expect(byField.limit?.got).toBe('"1e9"');
    expect(byField.state).toMatchObject({ in: "query", got: '"open"' });
    expect(byField.colour?.wanted).toBe("no unknown field");
  });

  it("for a page mark no list gave out is the caller's, not an internal error", async () => {
    const response = await running.get("/api/v1/cases?before=zz");
    expect(response.status).toBe(400);
    expect(problem.parse(await response.json()).errors?.[0]).toMatchObject({ field: "before", got: '"zz"' });
  });

  it("of the hub itself say nothing of its inside, and are logged", async () => {
    running.ports.failure = new Error("SELECT secret FROM tokens");
    const response = await running.get("/api/v1/cases");
    running.ports.failure = null;
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain("SELECT");
    expect(running.ports.errors).toHaveLength(1);
    running.ports.errors.length = 0;
  });

  it("have words for every code that answers, and a meaning for every code there is", () => {
    const thrown = ["api.bind_failed", "api.route_without_access"];
    expect([...Object.keys(problemTitles), ...thrown].sort()).toEqual(Object.keys(apiErrors).sort());
    expect(Object.keys(problemDetails)).toEqual(Object.keys(problemTitles));
  });
});

describe("createApi()", () => {
  it("start() says which setting to change when the port is taken", async () => {
    await expect(startApi({ port: running.port })).rejects.toMatchObject({ code: "api.bind_failed" });
  });

  it("takes tokens away at once", async () => {
    running.ports.revoked.add(readerToken);
    expect((await running.get("/api/v1/city")).status).toBe(401);
    running.ports.revoked.clear();
    expect((await running.get("/api/v1/city")).status).toBe(200);
  });
});
