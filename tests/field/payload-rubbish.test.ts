import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";

interface Observation {
  readonly value: number;
  readonly flag: number;
  readonly observedAt: string;
}

let hub: RunningHub;
let device: MqttClient;
beforeAll(async () => {
  hub = await runHub({ city: { stations: 1, gaugesPerDevice: 4 } });
  device = await hub.device(0);
});
afterAll(() => hub.close());

/** A tunnel that filled and emptied a day ago, metres, a reading a minute. */
const dayAgo = Date.now() - 26 * hourMs;
const storm = Array.from({ length: 30 }, (_, minute) => ({
  at: dayAgo + minute * minuteMs,
  depth: minute < 20 ? 0.9 : 0,
}));

test("a backlog of yesterday under `ts` stands where it belongs and raises nothing as of now", async () => {
  await publish(storm.map(({ at, depth }) => ({ ts: at, values: { c0: depth } })));
  const kept = await observationsOf("s0-c0");
  expect(kept.map(({ observedAt }) => Date.parse(observedAt))).toEqual(storm.map(({ at }) => at));
  expect(await casesOfNow()).toEqual([]);
  expect(await hints()).toContain("time-key-ts");
});

test("under any other key it is refused by name, and nothing of it is taken for now", async () => {
  await publish(storm.map(({ at, depth }) => ({ timestamp: at, values: { c1: depth } })));
  expect(await observationsOf("s0-c1")).toEqual([]);
  expect(await casesOfNow()).toEqual([]);
  const { rows } = await hub.get<{ rows: { reason: string; count: number; detail: BilingualText }[] }>(
    "/api/v1/rejects",
  );
  expect(rows[0]).toMatchObject({
    reason: "time.unknown_key",
    count: 30,
    detail: { zh: expect.stringContaining("应为“t”下的时间"), en: expect.stringContaining("timestamp") },
  });
});

test("without any time its last reading alone is of now", async () => {
  await publish(storm.map(({ depth }) => ({ values: { c2: depth } })));
  const kept = await observationsOf("s0-c2");
  expect(kept).toHaveLength(30);
  expect(kept.filter(({ flag }) => flag <= 3).map(({ value }) => value)).toEqual([0]);
  expect(await casesOfNow()).toEqual([]);
});

test("one nan in an array of 200 costs that value, and what was sent can be read whole", async () => {
  const array = Array.from(
    { length: 200 },
    (_, n) => `{"t":${dayAgo + n * 1000},"values":{"c3":${n === 136 ? "nan" : "0.01"}}}`,
  );
  const payload = `[${array.join()}]`;
  await device.publishAsync("v1/devices/d0/readings", payload, { qos: 1 });
  expect(await observationsOf("s0-c3")).toHaveLength(199);
  const { rows } = await hub.get<{ rows: { rejectId: number; reading: number; detail: BilingualText }[] }>(
    "/api/v1/rejects",
  );
  expect(rows[0]).toMatchObject({
    reading: 137,
    detail: { zh: expect.stringContaining("实为 nan；没有数值时请省略该通道"), en: expect.stringContaining("nan") },
  });
  expect(await hub.get(`/api/v1/rejects/${rows[0]!.rejectId}`)).toMatchObject({ payloadText: payload });
});

function publish(payload: unknown): Promise<unknown> {
  return device.publishAsync("v1/devices/d0/readings", JSON.stringify(payload), { qos: 1 });
}

async function observationsOf(gauge: string): Promise<readonly Observation[]> {
  const [from, to] = [dayAgo - hourMs, Date.now() + hourMs].map((at) => new Date(at).toISOString());
  const path = `/api/v1/gauges/${gauge}/observations?from=${from}&to=${to}&limit=10000`;
  return (await hub.get<{ rows: readonly Observation[] }>(path)).rows;
}

/** Cases of what happens now; one that was learnt late stands under its own day and pages nobody. */
async function casesOfNow(): Promise<readonly unknown[]> {
  const { rows } = await hub.get<{ rows: readonly { readonly isLate: boolean }[] }>("/api/v1/cases");
  return rows.filter(({ isLate }) => !isLate);
}

async function hints(): Promise<readonly string[]> {
  return (await hub.get<{ hints: { hint: string }[] }>("/api/v1/devices/d0")).hints.map(({ hint }) => hint);
}
