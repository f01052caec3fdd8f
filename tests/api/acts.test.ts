import { afterEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { caseWithTimeline } from "../../api/schemas/case.ts";
import { device } from "../../api/schemas/device.ts";
import { mode } from "../../api/schemas/governance/mode.ts";
import { warning } from "../../api/schemas/governance/warning.ts";
import { observation } from "../../api/schemas/observation.ts";
import { problem } from "../../api/schemas/problem.ts";
import { stationWithGauges } from "../../api/schemas/station.ts";
import { factsOfEntry } from "../../domain/governance/audited-facts.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { grantOfKind } from "../../domain/people/grant.ts";
import { clockKindNames } from "../../locales/names.ts";
import { operatorToken, readerToken, testNow, testOperator } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const running of started.splice(0)) await running.api.stop();
});

async function start(): Promise<RunningApi> {
  const running = await startApi();
  started.push(running);
  return running;
}

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly language?: string;
  readonly body?: unknown;
}

function call(
  { url }: RunningApi,
  path: string,
  { method = "POST", token = operatorToken, language = "en", body }: Call,
) {
  return fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "accept-language": language,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function read<Of>(response: Response, schema: z.ZodType<Of>, status = 200): Promise<Of> {
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(status);
  return schema.parse(body);
}

const noon = "2026-07-20T08:00:00.000Z";

describe("POST /api/v1/cases/{id}/actions", () => {
  const openCase = ({ ports }: RunningApi): string => ports.cases.find(({ state }) => state === "reported")!.id;
  const closedCase = ({ ports }: RunningApi): string => ports.cases.find(({ state }) => state === "closed")!.id;

  it("acknowledges a case under the name of the token, and shows it on the timeline", async () => {
    const running = await start();
    const path = `/api/v1/cases/${openCase(running)}`;
    const acted = await read(await call(running, `${path}/actions`, { body: { do: "acknowledge" } }), caseWithTimeline);
    expect(acted.acknowledged).toEqual({ at: noon, by: "test operator" });
    expect(acted.timeline.at(-1)).toMatchObject({ kind: "acknowledged", at: noon, by: "test operator" });
    expect(await read(await running.get(path), caseWithTimeline)).toEqual(acted);
    expect(running.ports.entered).toEqual([
      {
        kind: "case-action",
        caseId: openCase(running),
        by: "test operator",
        action: { do: "acknowledge" },
        caller: testOperator,
      },
    ]);
  });

  it("puts a comment on the timeline", async () => {
    const running = await start();
    const body = { do: "comment", text: " 水泵已开 " };
    const acted = await read(
      await call(running, `/api/v1/cases/${openCase(running)}/actions`, { body }),
      caseWithTimeline,
    );
    expect(acted.timeline.at(-1)).toMatchObject({ kind: "commented", words: { zh: "test operator：水泵已开" } });
  });

  it.each([
    ["en", "must be open"],
    ["zh", "须未关闭"],
  ])("answers 409 in %s with the reason when the case is closed", async (language, words) => {
    const running = await start();
    const path = `/api/v1/cases/${closedCase(running)}/actions`;
    const refused = await read(await call(running, path, { language, body: { do: "acknowledge" } }), problem, 409);
    expect(refused).toMatchObject({
      code: "api.refused",
      refusal: "cases.not_open",
      detail: expect.stringContaining(words),
    });
  });

  it("refuses what is no action, an unknown case and a reader, and enters nothing", async () => {
    const running = await start();
    const path = `/api/v1/cases/${openCase(running)}/actions`;
    await read(await call(running, path, { body: { do: "dance" } }), problem, 400);
    await read(await call(running, path, { body: { do: "comment", text: " " } }), problem, 400);
    await read(await call(running, "/api/v1/cases/none/actions", { body: { do: "acknowledge" } }), problem, 404);
    await read(await call(running, path, { token: readerToken, body: { do: "acknowledge" } }), problem, 403);
    expect(running.ports.entered).toEqual([]);
  });
});

describe("POST /api/v1/cases/{id}/calls", () => {
  const caseIn = ({ ports }: RunningApi, wanted: string): string =>
    ports.cases.find(({ state }) => state === wanted)!.id;
  const answered = { by: "赵工", channel: "voice" };

  it("writes down who answered the call, and shows it on the timeline", async () => {
    const running = await start();
    const path = `/api/v1/cases/${caseIn(running, "reported")}`;
    const shown = await read(await call(running, `${path}/calls`, { body: answered }), caseWithTimeline);
    expect(shown.timeline.at(-1)).toMatchObject({
      ...{ kind: "call-answered", at: noon, by: "赵工", caller: testOperator },
      words: {
        zh: "赵工（由 test operator 录入） 已应答（voice）",
        en: "answered by 赵工 (entered by test operator) (voice)",
      },
    });
    expect(await read(await running.get(path), caseWithTimeline)).toEqual(shown);
    expect(running.ports.entered).toEqual([
      { kind: "call-answered", caseId: caseIn(running, "reported"), ...answered, caller: testOperator },
    ]);
  });

  it.each([
    ["en", "must be open"],
    ["zh", "须未关闭"],
  ])("answers 409 in %s with the reason when the case is closed", async (language, words) => {
    const running = await start();
    const path = `/api/v1/cases/${caseIn(running, "closed")}/calls`;
    const refused = await read(await call(running, path, { language, body: answered }), problem, 409);
    expect(refused).toMatchObject({ refusal: "cases.not_open", detail: expect.stringContaining(words) });
  });

  it("refuses nobody, no channel, an unknown case and a reader, and enters nothing", async () => {
    const running = await start();
    const path = `/api/v1/cases/${caseIn(running, "reported")}/calls`;
    await read(await call(running, path, { body: { ...answered, by: " " } }), problem, 400);
    await read(await call(running, path, { body: { by: "赵工" } }), problem, 400);
    await read(await call(running, "/api/v1/cases/none/calls", { body: answered }), problem, 404);
    await read(await call(running, path, { token: readerToken, body: answered }), problem, 403);
    expect(running.ports.entered).toEqual([]);
  });
});

describe("POST /api/v1/warnings/{id}/actions", () => {
  const openWarning = ({ ports }: RunningApi): string => ports.warnings.find(({ state }) => state !== "lifted")!.id;

  it("issues a draft once, then lifts it with a reason", async () => {
    const running = await start();
    const path = `/api/v1/warnings/${openWarning(running)}/actions`;
    const issued = await read(await call(running, path, { body: { do: "issue" } }), warning);
    expect(issued).toMatchObject({ state: "issued", issued: { at: noon, by: "test operator" } });
    const again = await read(await call(running, path, { body: { do: "issue" } }), problem, 409);
    expect(again.refusal).toBe("warnings.not_a_draft");
    const lifted = await read(await call(running, path, { body: { do: "lift", reason: "drained" } }), warning);
    expect(lifted).toMatchObject({ state: "lifted", liftedAt: noon, lifted: { reason: "drained" } });
  });

  it("wants a reason for lifting", async () => {
    const running = await start();
    const path = `/api/v1/warnings/${openWarning(running)}/actions`;
    const refused = await read(await call(running, path, { body: { do: "lift" } }), problem, 400);
    expect(refused.errors?.map(({ field }) => field)).toEqual(["reason"]);
  });
});

describe("/api/v1/mode", () => {
  it("is daily until somebody sets another, and says who did", async () => {
    const running = await start();
    expect(await read(await running.get("/api/v1/mode"), mode)).toEqual({ mode: "daily", setAt: null, setBy: null });
    const set = await read(await call(running, "/api/v1/mode", { method: "PUT", body: { mode: "emergency" } }), mode);
    expect(set).toEqual({ mode: "emergency", setAt: noon, setBy: "test operator" });
    expect(await read(await running.get("/api/v1/mode"), mode)).toEqual(set);
  });

  it("refuses a mode there is not, and a reader", async () => {
    const running = await start();
    await read(await call(running, "/api/v1/mode", { method: "PUT", body: { mode: "party" } }), problem, 400);
    const asReader = { method: "PUT", token: readerToken, body: { mode: "emergency" } };
    await read(await call(running, "/api/v1/mode", asReader), problem, 403);
    expect(running.ports.mode.mode).toBe("daily");
  });
});

describe("POST /api/v1/observations/flags", () => {
  const flagged = { gaugeId: "tunnel/depth", observedAt: noon, flag: 4 };

  it("sets the flag of one observation and gives it back", async () => {
    const running = await start();
    const set = await read(await call(running, "/api/v1/observations/flags", { body: flagged }), observation);
    expect(set).toMatchObject({ gaugeId: "tunnel/depth", observedAt: noon, flag: 4 });
    expect(running.ports.entered).toEqual([
      {
        kind: "flag-set",
        gaugeId: "tunnel/depth",
        observedAt: testNow,
        flag: 4,
        by: "test operator",
        caller: testOperator,
      },
    ]);
  });

  it.each([
    ["a gauge there is not", { gaugeId: "none" }, 404, "gaugeId"],
    ["an instant without an observation", { observedAt: "2026-07-20T08:00:00.001Z" }, 404, "observedAt"],
    ["a flag nobody sets", { flag: 9 }, 400, "flag"],
  ])("refuses %s and enters nothing", async (_name, changes, status, field) => {
    const running = await start();
    const response = await call(running, "/api/v1/observations/flags", { body: { ...flagged, ...changes } });
    const refused = await read(response, problem, status);
    expect(refused.errors).toMatchObject([{ in: "body", field }]);
    expect(running.ports.entered).toEqual([]);
  });
});

describe("GET /api/v1/devices/{id}", () => {
  it("gives what a device last said of itself; null where it never did", async () => {
    const running = await start();
    const place = { deviceId: "tunnel-1", stationId: "tunnel", gatewayId: null };
    const silent = { ...place, status: null, lastAnswer: null, lastRefusal: null, hints: [], clock: null };
    expect(await read(await running.get("/api/v1/devices/tunnel-1"), device)).toEqual(silent);
    running.ports.devices.set("tunnel-1" as DeviceId, {
      deviceId: "tunnel-1" as DeviceId,
      status: { text: "low battery", at: testNow },
      lastAnswer: { commandId: "c1", answer: "done", at: testNow },
      lastRefusal: { reason: "channel.unknown", detail: { zh: "应为 c0", en: "wanted c0" }, at: testNow },
    });
    expect(await read(await running.get("/api/v1/devices/tunnel-1"), device)).toEqual({
      ...silent,
      status: { text: "low battery", at: noon },
      lastAnswer: { commandId: "c1", answer: "done", at: noon },
      lastRefusal: { reason: "channel.unknown", detail: { zh: "应为 c0", en: "wanted c0" }, at: noon },
    });
  });

  it("gives how its clock stands, as its gauges and its station do", async () => {
    const running = await start();
    const estimate = { kind: "zone-behind", offsetMs: -28_800_000, driftPpm: null, since: testNow } as const;
    running.ports.clocks.set("tunnel-1", { ...estimate, lastHeardAt: testNow });
    const { clock } = await read(await running.get("/api/v1/devices/tunnel-1"), device);
    expect(clock).toEqual({ ...estimate, name: clockKindNames["zone-behind"], since: noon, lastHeardAt: noon });
    const { gauges } = await read(await running.get("/api/v1/stations/tunnel"), stationWithGauges);
    expect(gauges.map((gauge) => gauge.clock)).toEqual([clock]);
  });

  it("answers 404 for a device that the city does not have", async () => {
    await read(await (await start()).get("/api/v1/devices/none"), problem, 404);
  });
});

describe("whoever calls", () => {
  const wangs = ["a1", "a2"].map((id) => ({ token: `token-of-${id}`, id }));

  async function startForTwo(): Promise<RunningApi> {
    const running = await start();
    for (const { token, id } of wangs) {
      running.ports.tokens.set(token, { tokenId: id, name: "王伟", ...grantOfKind("operator") });
    }
    return running;
  }

  it("stands in every entry that a call causes, whomever the call names", async () => {
    const running = await start();
    const caseId = running.ports.cases.find(({ state }) => state === "reported")!.id;
    const untilAt = new Date(testNow + 3_600_000).toISOString();
    const order = { owner: "com1", reason: "works", untilAt };
    const deviceId = [...running.ports.city.devices.keys()][0];
    for (const [path, body] of [
      ["/silences", { ...order, match: { hazards: ["river-flood"] } }],
      ["/maintenance", { ...order, deviceId }],
      [`/cases/${caseId}/calls`, { by: "com1", channel: "voice" }],
      [`/cases/${caseId}/actions`, { do: "acknowledge" }],
    ] as const) {
      const answer = await call(running, `/api/v1${path}`, { body });
      expect(answer.status, `${path} ${await answer.text()}`).toBe(200);
    }
    expect(running.ports.entered).toHaveLength(4);
    const caller = testOperator;
    for (const [index, entry] of running.ports.entered.entries()) {
      const logged = { entrySeq: index + 1, afterRow: 0, at: testNow, entry };
      expect(entry).toMatchObject({ caller });
      expect(factsOfEntry(logged, null)).toMatchObject([{ caller, recorded: { caller } }]);
      expect(factsOfEntry(logged, "api.refused")).toMatchObject([{ caller, recorded: { entry: { caller } } }]);
    }
    const shown = await (await running.get("/api/v1/silences")).json();
    expect(shown).toMatchObject({ rows: [{ owner: "com1", caller }] });
  });

  it("has keys of their own, also where another bears the same name", async () => {
    const running = await startForTwo();
    const id = running.ports.cases.find(({ state }) => state === "reported")!.id;
    const comment = (token: string) =>
      fetch(`${running.url}/api/v1/cases/${id}/actions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": "k1" },
        body: JSON.stringify({ do: "comment", text: "pump is on" }),
      });
    for (const { token } of [...wangs, ...wangs]) expect((await comment(token)).status).toBe(200);
    const { timeline } = await read(await running.get(`/api/v1/cases/${id}`), caseWithTimeline);
    const comments = timeline.flatMap((line) => ("by" in line && line.kind === "commented" ? [line.caller?.id] : []));
    expect(comments).toEqual(["a1", "a2"]);
  });
});
