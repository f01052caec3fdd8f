import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface ModeAnswer {
  readonly mode: string;
  readonly setBy: string | null;
  readonly approvedBy?: string;
  readonly request?: { readonly requestId: number; readonly by: string };
  readonly devices?: { readonly asked: number; readonly confirmed: number; readonly refused: number };
}
interface Change {
  readonly mode: string;
  readonly by: string | null;
  readonly approvedBy: string | null;
  readonly cause: string;
}
interface Device {
  readonly reporting?: {
    readonly state: string;
    readonly everyMs: number;
    readonly commandId: string;
    readonly attempts: number;
  };
}

let hub: RunningHub;
let second: string;

beforeAll(async () => {
  const modes = { emergency: { reporting: { every: "20s" } }, daily: {}, isDemonstration: true };
  hub = await runHub({
    rewriteCity: (folder) => writeFileSync(join(folder, "modes.yaml"), JSON.stringify(modes)),
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  second = store.tokens.create("Wang Fang", "operator").token;
  store.close();
});
afterAll(() => hub.close());

async function post(
  path: string,
  body: object,
  token?: string,
): Promise<{ status: number; body: ModeAnswer & { refusal?: string; detail?: string } }> {
  const headers = { "content-type": "application/json", "accept-language": "zh" };
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await hub.fetch(path, {
    method: "POST",
    headers: { ...headers, ...authorization },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as ModeAnswer };
}

async function history(): Promise<readonly Change[]> {
  return (await hub.get<{ rows: readonly Change[] }>("/api/v1/mode/history")).rows;
}

interface Asked {
  readonly id: string;
  readonly command: { readonly interval: number };
}

/** What a device is told, in order; it answers only when told to. */
async function listening(station: number): Promise<{ client: MqttClient; asked: Asked[] }> {
  const client = await hub.device(station);
  const asked: Asked[] = [];
  client.on("message", (_topic, payload) => asked.push(JSON.parse(payload.toString()) as Asked));
  await client.subscribeAsync(`v1/devices/d${station}/commands`, { qos: 1 });
  return { client, asked };
}

function answer(client: MqttClient, station: number, id: string, words: string): Promise<unknown> {
  return client.publishAsync(`v1/devices/d${station}/commands/ack`, JSON.stringify({ id, answer: words }), { qos: 1 });
}

it("an emergency is asked for, survives a kill, is approved by another, asks devices, and ends by itself while the hub is down", async () => {
  const put = await hub.fetch("/api/v1/mode", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ mode: "emergency" }),
  });
  expect([put.status, await put.json()]).toMatchObject([409, { refusal: "modes.second_person" }]);
  const preview = await post("/api/v1/mode/preview", { mode: "emergency" });
  expect(preview).toMatchObject({ status: 200, body: { mode: "emergency", before: "daily" } });

  const cli = (...args: readonly string[]) =>
    runGuanlan(["mode", ...args, "--settings", hub.process.settingsFile], { GUANLAN_API_TOKEN: second });
  const lines = (await cli("preview", "emergency")).out.split("\n");
  expect(lines[0]).toMatch(/^daily -> emergency \(looking ahead until /);
  expect(lines).toContain("2 devices would be asked for another interval");
  expect(lines).toContain("0 warnings would be issued or paged without anybody's doing at another time");
  expect(lines).toContain("0 cases would have another time limit");
  expect((await cli("show")).out).toBe("daily, never switched\n");
  expect(await cli("set", "emergency")).toMatchObject({
    code: 1,
    err: expect.stringContaining("a reason must be given"),
  });

  const asked = await post("/api/v1/mode", { mode: "emergency", reason: "贾鲁河漫堤" });
  expect(asked).toMatchObject({ status: 200, body: { mode: "daily", request: { by: "test" } } });
  await hub.process.kill();
  await hub.process.start();
  const own = await post("/api/v1/mode/approve", {});
  expect(own).toMatchObject({
    status: 409,
    body: { refusal: "modes.same_person", detail: expect.stringContaining("本人") },
  });

  const waiting = (await hub.get<ModeAnswer>("/api/v1/mode")).request?.requestId;
  const d0 = await listening(0);
  const approved = await post("/api/v1/mode/approve", { requestId: waiting }, second);
  expect(approved).toMatchObject({
    status: 200,
    body: {
      mode: "emergency",
      setBy: "test",
      approvedBy: "Wang Fang",
      devices: { asked: 2, confirmed: 0, refused: 0 },
    },
  });
  await until("the platform to be told", () => hub.platform.received.some(({ type }) => type.includes("mode.changed")));
  const told = hub.platform.received.find(({ type }) => type.includes("mode.changed"))?.event;
  expect(told).toMatchObject({ urgent: true, level: "red", data: { reason: "贾鲁河漫堤", approvedBy: "Wang Fang" } });

  const command = await until("the device to be asked", () => d0.asked.at(-1));
  expect(command.command).toEqual({ interval: 20 });
  await answer(d0.client, 0, command.id, "done");
  const reporting = async (id: string) => (await hub.get<Device>(`/api/v1/devices/${id}`)).reporting;
  await until("its answer", async () => (await reporting("d0"))?.state === "confirmed");
  expect(await reporting("d1")).toMatchObject({ state: "asked", attempts: 0, everyMs: 20_000 });

  // The other comes only after a kill: it is asked as soon as it listens.
  await hub.process.kill();
  await hub.process.start();
  const d1 = await listening(1);
  const late = await until("the late one to be asked", () => d1.asked.at(-1));
  expect((await hub.get<ModeAnswer>("/api/v1/mode")).devices).toEqual({ asked: 1, confirmed: 1, refused: 0 });

  const soon = new Date(Date.now() + 1_500).toISOString();
  const holiday = await post("/api/v1/mode", { mode: "holiday", reason: "rain is over", until: soon });
  expect(holiday).toMatchObject({ status: 200, body: { mode: "holiday" } });
  await answer(d1.client, 1, late.id, "done");
  await until(
    "both to be asked back",
    () => d0.asked.at(-1)?.command.interval === 60 && d1.asked.at(-1)?.command.interval === 60,
  );
  expect(await reporting("d1")).toMatchObject({ state: "asked", everyMs: 60_000 });

  await hub.process.kill();
  await until("its time to be over", () => Date.now() > Date.parse(soon));
  for (let start = 0; start < 2; start++) {
    await hub.process.start();
    await until("daily", async () => (await hub.get<ModeAnswer>("/api/v1/mode")).mode === "daily");
    expect((await history())[0]?.mode).toBe("daily");
    await hub.process.kill();
  }
  await hub.process.start();
  expect((await history()).map(({ mode, by, approvedBy, cause }) => [mode, by, approvedBy, cause])).toEqual([
    ["daily", null, null, "expiry"],
    ["holiday", "test", null, "person"],
    ["emergency", "test", "Wang Fang", "person"],
  ]);
  const page = await hub.get<{ rows: readonly Change[]; next: string | null }>("/api/v1/mode/history?limit=2");
  expect(page.rows).toHaveLength(2);
  const rest = await hub.get<{ rows: readonly Change[] }>(`/api/v1/mode/history?limit=2&before=${page.next}`);
  expect(rest.rows.map(({ mode }) => mode)).toEqual(["emergency"]);
});
