import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { operations } from "../../api/matrix/operations.ts";
import { SseClient } from "../../api/sse-client.ts";
import { testSecret, testSecretVariable } from "../../support/city-folder.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;
let viewer: string;
/** Calls the one on duty, and takes nothing. */
const robot = new DispatchPlatform({ secrets: [testSecret] });

/** Who acts, the telephone of the place, and where it stands: what nobody without the right is to read. */
const secrets = /Zhao Yun|0371-4713|113\.4713|34\.4713/;

function restrictFields(folder: string, robotUrl: string): void {
  const rewrite = (file: string, change: (content: never) => unknown): void => {
    const path = join(folder, file);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")) as never)));
  };
  const fieldClasses = { position: "restricted", phone: "restricted", person: "restricted" };
  rewrite("city.yaml", (city: object) => ({ ...city, extent: undefined, fieldClasses }));
  rewrite("stations.yaml", ({ stations }: { readonly stations: readonly object[] }) => ({
    stations: stations.map((each) => ({
      ...each,
      phone: "0371-4713",
      position: { longitude: 113.4713, latitude: 34.4713 },
    })),
  }));
  const [name, secretEnv] = [{ zh: "Zhao Yun", en: "Zhao Yun" }, testSecretVariable];
  rewrite("endpoints.yaml", ({ endpoints }: { readonly endpoints: readonly object[] }) => ({
    endpoints: [...endpoints, { id: "robot", url: robotUrl, events: ["call.requested"], secretEnv }],
  }));
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content));
  const people = [{ id: "officer-1", name, phone: "0371-4713", channels: ["robot"] }];
  const roster = [{ from: "00:00", to: "24:00", people: ["officer-1"] }];
  write("posts.yaml", { posts: [{ id: "desk", name: { zh: "值班", en: "desk" }, area: "410105", people, roster }] });
  const rungs = [{ post: "desk", answerWithin: "1s" }];
  write("ladders.yaml", { ladders: [{ id: "east", area: "410100", levels: ["orange", "red"], rungs }] });
}

async function post(path: string, body: object, token: string): Promise<void> {
  const answer = await hub.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
}

async function tokenOf(name: string, ...roles: readonly string[]): Promise<string> {
  const made = await runGuanlan(["token", "create", name, ...roles, "--settings", hub.process.settingsFile]);
  return /\S{30,}/.exec(made.out)?.[0] ?? "";
}

async function say(device: MqttClient, depth: number): Promise<void> {
  const reading = { t: Date.now(), values: { c0: depth } };
  await device.publishAsync("v1/devices/d0/readings", JSON.stringify(reading), { qos: 1 });
}

/** Water rises; nobody can be called; a person takes the case on, says something, and issues a warning. */
beforeAll(async () => {
  const robotUrl = await robot.start();
  robot.setBehaviour({ kind: "status", status: 503 });
  hub = await runHub({
    rewriteCity: (folder) => restrictFields(folder, robotUrl),
    moreTargets: [new URL(robotUrl).host],
    settings: { webhooks: { undeliveredAlarmAfterMs: 1000, breakerProbeMs: 300 } },
  });
  const officer = await tokenOf("Zhao Yun", "--role", "operator");
  viewer = await tokenOf("desk", "--roles", "viewer");
  const device = await hub.device(0);
  await say(device, 0.05);
  await say(device, 0.9);
  const cases = async () => (await hub.get<{ rows: { id: string }[] }>("/api/v1/cases")).rows;
  await until("a case", async () => (await cases()).length > 0);
  const [{ id } = { id: "" }] = await cases();
  for (const type of ["call.unanswered", "delivery.overdue"])
    await until(`${type} to be told`, () => hub.platform.received.some((told) => told.type.includes(type)));
  await post(`/api/v1/cases/${id}/actions`, { do: "acknowledge" }, officer);
  await post(`/api/v1/cases/${id}/actions`, { do: "comment", text: "said by Zhao Yun" }, officer);
  const warnings = async () => (await hub.get<{ rows: { id: string }[] }>("/api/v1/warnings")).rows;
  await until("a draft", async () => (await warnings()).length > 0);
  await post(`/api/v1/warnings/${(await warnings())[0]?.id}/actions`, { do: "issue" }, officer);
  await until("the issue to be told", () => hub.platform.received.some(({ type }) => type.includes("warning.issued")));
  await until("the comment to be told", () => JSON.stringify(hub.platform.received).includes('"commented"'));
});
afterAll(async () => {
  await hub.close();
  await robot.stop();
});

const textAs = async (path: string, token: string): Promise<string> => {
  const answer = await hub.fetch(path, { headers: { authorization: `Bearer ${token}` } });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

it("webhooks tell what happens, and not who did it, by which number and where", () => {
  const told = JSON.stringify(hub.platform.received.map(({ event }) => event));
  expect(told).toContain('"kind":"commented"');
  expect(told).toContain('"by":"***"');
  expect(told).toContain("Phone them: *** ***. ");
  expect(told).not.toMatch(secrets);
});

it("the public is warned by area alone: no circle tells where stations stand, no contact is named", async () => {
  const feed = await (await fetch(`${hub.url}/feed/warnings.atom`)).text();
  const [, path = ""] = /href="([^"]*\/feed\/cap\/[^"]+)"/.exec(feed) ?? [];
  const cap = await (await fetch(new URL(path, hub.url))).text();
  expect(cap).toContain("<areaDesc>");
  expect(cap).not.toMatch(/<circle>|<contact>/);
  expect(feed + cap).not.toMatch(secrets);
});

it("those without the right read none of it, in lists, files and the catalogue; those with it read all", async () => {
  const paths = [
    "/api/v1/cases",
    "/api/v1/cases?format=csv",
    "/api/v1/stations",
    "/api/v1/catalogue",
    "/api/v1/events",
  ];
  for (const path of paths) expect(await textAs(path, viewer)).not.toMatch(secrets);
  const whole = await Promise.all(paths.map(async (path) => (await hub.fetch(path)).text()));
  for (const text of whole) expect(text).toMatch(secrets);
});

it("no answer and no stream names who is on duty, or the number, to those without the right", async () => {
  const lists = (await operations()).filter(({ id, method, path }) => {
    return method === "GET" && !path.includes("{") && id !== "openStream";
  });
  const ready = await hub.fetch("/ready", { headers: { authorization: `Bearer ${viewer}` } });
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining("robot")]);
  const shown = await Promise.all(
    lists.map(async ({ path }) => {
      const answer = await hub.fetch(path, { headers: { authorization: `Bearer ${viewer}` } });
      return [path, await answer.text()] as const;
    }),
  );
  expect(shown.filter(([, text]) => secrets.test(text)).map(([path]) => path)).toEqual([]);
  const { hostname: host, port } = new URL(hub.url);
  const stream = new SseClient({ host, port: Number(port) }, "?topics=events,deliveries", "e0-j0", viewer);
  const types = () => stream.of("event").map(({ data }) => (data as { readonly type: string }).type);
  await until("the events", () => types().includes("delivery.overdue") && types().includes("call.unanswered"));
  await until("the endpoints", () => stream.of("deliveries").length > 0);
  stream.drop();
  expect(JSON.stringify(stream.messages)).not.toMatch(secrets);
});

it("a pack that is handed on holds none of it; the whole one does", async () => {
  const textOf = async (query: string): Promise<string> => {
    const now = Date.now();
    const span = `from=${now - 3_600_000}&to=${now + 1000}`;
    const answer = await hub.fetch(`/api/v1/packs?${span}${query}`);
    expect(answer.status).toBe(200);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    return Object.entries(files)
      .map(([name, bytes]) => `${name}\n${strFromU8(bytes)}`)
      .join("\n");
  };
  expect(await textOf("")).toMatch(/Zhao Yun/);
  const open = await textOf("&dataClass=internal");
  expect(open).toContain("commented");
  expect(open).toContain("Phone them: *** ***. ");
  expect(open).not.toMatch(secrets);
});
