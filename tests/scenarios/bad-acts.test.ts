import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../domain/clock.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

let hub: RunningHub;
let device: MqttClient;
/** Of a duty officer of another district. */
let foreign: string;
/** Of the dispatch platform: steps and nothing else. */
let platform: string;
/** A case that is closed, and one that is open. */
let closedId: string;
let openId: string;

interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly refusal?: string;
  readonly errors?: readonly { readonly field: string; readonly wanted: string; readonly got: string }[];
}

interface Sent {
  readonly path: string;
  /** Text is sent as it is. */
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

const chinese = /[\u4e00-\u9fff]/;

async function send({ path, body, headers = {}, token }: Sent, language = "en"): Promise<Response> {
  return hub.fetch(`/api/v1${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-language": language,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Sends it in both languages: each time it is refused, in words of that language. */
async function refused(sent: Sent): Promise<Refusal> {
  const [en, zh] = [await send(sent, "en"), await send(sent, "zh")];
  const [inEnglish, inChinese] = [(await en.json()) as Refusal, (await zh.json()) as Refusal];
  expect(en.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect([zh.status, inChinese.code, inChinese.refusal]).toEqual([en.status, inEnglish.code, inEnglish.refusal]);
  expect(inChinese.detail).toMatch(chinese);
  expect(inEnglish.detail).not.toMatch(chinese);
  for (const { wanted } of inChinese.errors ?? []) expect(wanted).not.toBe("");
  expect(en.status).toBeGreaterThanOrEqual(400);
  expect(en.status).toBeLessThan(500);
  return inEnglish;
}

const steps = (id: string) => `/cases/${id}/steps`;
const actions = (id: string) => `/cases/${id}/actions`;

const caseOf = (id: string) =>
  hub.get<{ state: string; revision: number; timeline: { kind: string }[] }>(`/api/v1/cases/${id}`);

async function flood(station: number): Promise<string> {
  const client = station === 0 ? device : await hub.device(station);
  await client.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify({ values: { c0: 0.3 } }), { qos: 1 });
  return until("the case to be dispatched", async () => {
    const { rows } = await hub.get<{ rows: { id: string; state: string }[] }>(`/api/v1/cases?stationId=s${station}`);
    return rows.find(({ state }) => state === "dispatched")?.id;
  });
}

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 3 },
    rewriteCity(folder) {
      const policy = { registration: "at-once", dispatch: "at-once", closing: "evidence", holdClear: "1h" };
      writeFileSync(join(folder, "case-policy.yaml"), JSON.stringify(policy));
      const { areas } = JSON.parse(readFileSync(join(folder, "areas.yaml"), "utf8")) as { areas: object[] };
      const name = { zh: "二七区", en: "Erqi" };
      const other = { code: "410103", kind: "district", name, parent: "410100" };
      writeFileSync(join(folder, "areas.yaml"), JSON.stringify({ areas: [...areas, other] }));
    },
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  const areaCodes = ["410103" as AreaCode];
  foreign = store.tokens.create("foreign", { roles: ["duty-officer", "commander"], areaCodes, deviceIds: [] }).token;
  platform = store.tokens.create("platform", { roles: ["integrator"], areaCodes: [], deviceIds: [] }).token;
  store.close();
  device = await hub.device(0);
  closedId = await flood(0);
  await send({ path: actions(closedId), body: { do: "close", reason: "road is closed off" } });
  openId = await flood(1);
});
afterAll(() => hub.close());

describe("steps and acts that come to the wrong case", () => {
  it("of a closed one change nothing and say that it is closed", async () => {
    const before = await caseOf(closedId);
    for (const body of [{ step: "accept" }, { step: "feedback", text: "late" }, { step: "refuse", reason: "late" }]) {
      expect(await refused({ path: steps(closedId), body, token: platform })).toMatchObject({
        status: 409,
        refusal: "cases.not_open",
      });
    }
    const after = await caseOf(closedId);
    expect(after.state).toBe(before.state);
  });

  it("of an unknown one and of one in another district are the same to whoever asks", async () => {
    const before = await caseOf(openId);
    const strip = ({ detail, code, errors }: Refusal) => [
      detail,
      code,
      errors?.map(({ field, wanted }) => [field, wanted]),
    ];
    for (const [path, body] of [
      [steps, { step: "accept" }],
      [actions, { do: "comment", text: "hello" }],
    ] as const) {
      const unknown = await refused({ path: path("case-none"), body, token: foreign });
      const others = await refused({ path: path(openId), body, token: foreign });
      expect([unknown.status, others.status]).toEqual(path === steps ? [403, 403] : [404, 404]);
      expect(strip(others)).toEqual(strip(unknown));
    }
    for (const id of ["case-none", "__proto__", "..%2F..%2Fetc", `${openId}%00`, `${openId}'--`]) {
      expect((await refused({ path: steps(id), body: { step: "accept" }, token: platform })).status).toBe(404);
    }
    expect((await caseOf(openId)).revision).toBe(before.revision);
  });

  it("by somebody without the right are refused as that", async () => {
    const sent = { path: actions(openId), body: { do: "void", reason: "no" }, token: platform };
    expect((await refused(sent)).status).toBe(403);
    expect((await refused({ ...sent, token: "gl_000000000000_wrong" })).status).toBe(401);
  });
});

describe("the same again", () => {
  it("a step sent twice is one, and an old answer replayed later does nothing to a case that has moved on", async () => {
    const id = await flood(2);
    const accept = { path: steps(id), body: { step: "accept" }, headers: { "idempotency-key": "k1" }, token: platform };
    const first = (await (await send(accept)).json()) as { revision: number };
    const again = (await (await send(accept)).json()) as { revision: number };
    expect(again.revision).toBe(first.revision);
    expect((await send({ path: actions(id), body: { do: "return", reason: "not theirs" } })).status).toBe(200);
    expect((await send({ path: actions(id), body: { do: "dispatch", unitId: "drainage" } })).status).toBe(200);
    const before = await caseOf(id);
    // The unit has not accepted it anew: what it said of the first dispatch does not speak for the second.
    const replayed = await send(accept);
    expect(replayed.status).toBe(200);
    expect(await caseOf(id)).toEqual(before);
    expect(before.state).toBe("dispatched");
    // The same key with other words is not the same act.
    const other = await refused({ ...accept, body: { step: "refuse", reason: "other" } });
    expect([other.status, (await caseOf(id)).state]).toEqual([409, "dispatched"]);
  });

  it("a platform whose clock is an hour off refuses what is sent to it: that is seen, and tried again until it takes it", async () => {
    hub.platform.setBehaviour({ kind: "status", status: 401, body: "timestamp too old" });
    const comment = await send({ path: actions(openId), body: { do: "comment", text: "clock" } });
    const { revision } = (await comment.json()) as { revision: number };
    const waiting = await until("the refusal to be seen", async () => {
      const { rows } = await hub.get<{ rows: { lastReason: string | null; subject: string }[] }>(
        "/api/v1/deliveries?state=pending",
      );
      return rows.find(({ subject, lastReason }) => subject === openId && lastReason !== null);
    });
    expect(waiting.lastReason).toBe("client_error");
    hub.platform.setBehaviour({ kind: "ok" });
    const newest = () =>
      hub.platform.received.some(({ subject, event }) => {
        const { case: found } = event.data as { case?: { revision: number } };
        return subject === openId && found?.revision === revision;
      });
    await until("the event to arrive", newest);
    // Steps carry no time of their own, so that a wrong clock moves none of the hub's.
    const stamped = await refused({
      path: steps(openId),
      body: { step: "accept", at: "2020-01-01T00:00:00Z" },
      token: platform,
    });
    expect(stamped.status).toBe(400);
  });
});

const words = (length: number) => "x".repeat(length);

/** What is sent as a step, and the field that is named. */
const malformed: readonly [what: string, body: object | string, field: string | null][] = [
  ["nothing", "", null],
  ["no JSON", "{step: accept}", null],
  ["null", "null", ""],
  ["a list", "[]", ""],
  ["an unknown step", { step: "resolve" }, "step"],
  ["a step that is a number", { step: 1 }, "step"],
  ["an unknown key", { step: "accept", priority: 1 }, "priority"],
  ["a key of another step", { step: "accept", reason: "x" }, "reason"],
  ["words that are a number", { step: "feedback", text: 5 }, "text"],
  ["words that are a thing", { step: "feedback", text: { $ne: "" } }, "text.$ne"],
  ["no words", { step: "feedback" }, "text"],
  ["empty words", { step: "feedback", text: "" }, "text"],
  [
    "words of nothing but control and direction characters",
    { step: "feedback", text: "\u0000\u001b\u202e \n" },
    "text",
  ],
  ["2,001 characters", { step: "feedback", text: words(2_001) }, "text"],
  ["photos that are text", { step: "feedback", text: "x", photos: "https://a.example/1.jpg" }, "photos"],
  ["21 photos", { step: "feedback", text: "x", photos: Array.from({ length: 21 }, () => "p") }, "photos"],
  ["a photo that is script", { step: "feedback", text: "x", photos: ["javascript:alert(1)"] }, "photos.0"],
  ["a photo in clear", { step: "feedback", text: "x", photos: ["http://a.example/1.jpg"] }, "photos.0"],
  ["a photo that ends its attribute", { step: "feedback", text: "x", photos: ['https://a/"onerror="x'] }, "photos.0"],
  ["a prototype", '{"step":"accept","__proto__":{"admin":true}}', null],
];

describe("steps that are none", () => {
  it.each(malformed)("%s is refused by name, and changes nothing", async (_what, body, field) => {
    const before = await caseOf(openId);
    const found = await refused({ path: steps(openId), body, token: platform });
    expect(found.status).toBe(400);
    if (field !== null) expect(found.errors?.map((each) => each.field)).toContain(field);
    expect(await caseOf(openId)).toEqual(before);
  });

  it("what is too large is refused before it is read, and other types of content are not guessed", async () => {
    const before = await caseOf(openId);
    const large = await refused({ path: steps(openId), body: { step: "feedback", text: words(2_000_000) } });
    expect([large.status, large.code]).toEqual([413, "api.body_too_large"]);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml"]) {
      const odd = await refused({ path: steps(openId), body: "step=accept", headers: { "content-type": type } });
      expect(odd.status).toBe(415);
    }
    for (const headers of [
      { "if-match": "yesterday" },
      { "idempotency-key": words(201) },
      { "idempotency-key": "two words" },
    ]) {
      expect((await refused({ path: steps(openId), body: { step: "accept" }, headers })).status).toBe(400);
    }
    expect(await caseOf(openId)).toEqual(before);
  });

  it("other acts of people are as strict", async () => {
    const rows: readonly [path: string, body: object][] = [
      [actions(openId), { do: "dispatch", unitId: "nobody" }],
      [actions(openId), { do: "suspend", until: "tomorrow", reason: "x" }],
      [actions(openId), { do: "suspend", until: "2020-01-01T00:00:00Z", reason: "x" }],
      [actions(openId), { do: "reopen" }],
      ["/calls/call-none/answer", {}],
      ["/shift/handover", { postId: "nobody", to: "li" }],
      ["/warnings", { hazard: "locusts", areaCode: "410105", level: "red" }],
      ["/warnings", { hazard: "waterlogging", areaCode: "999999", level: "red" }],
      ["/warnings/warning-none/actions", { do: "issue" }],
      ["/responses", { do: "start", areaCode: "410105", level: "V", reason: "x" }],
      ["/drills", { drillId: "Drill 1", title: "x", areaCodes: ["410105"], until: "2099-01-01T00:00:00Z" }],
      ["/alerts", { alerts: [{ labels: "x" }] }],
    ];
    for (const [path, body] of rows) await refused({ path, body });
  });
});
