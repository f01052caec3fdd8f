import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BilingualText } from "../../domain/text.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

let hub: RunningHub;
let device: MqttClient;

beforeAll(async () => {
  hub = await runHub({ settings: { ingest: { archiveOnlyAfterMs: 259_200_000 } } });
  device = await hub.device(0);
});
afterAll(() => hub.close());

const topic = "v1/devices/d0/readings";
const now = Date.now();

/** What is published, and why it must be refused: acknowledged all the same, kept with its reason, counted. */
const refused: readonly [what: string, payload: string | Buffer, reason: string][] = [
  ["not JSON", "{depth: 0.3", "payload.not_json"],
  ["JSON of the wrong shape", '{"depth": 0.3}', "payload.wrong_shape"],
  ["JSON that is null", "null", "payload.wrong_shape"],
  ["an empty payload", "", "payload.empty"],
  ["bytes in GBK", Buffer.from([0x7b, 0x22, 0xc9, 0xee, 0xb6, 0xc8, 0x22, 0x7d]), "payload.not_utf8"],
  ["NaN", '{"values": {"c0": NaN}}', "value.not_a_number"],
  ["Infinity as 1e999", '{"values": {"c0": 1e999}}', "value.not_a_number"],
  ["1e308", '{"values": {"c0": 1e308}}', "value.out_of_bounds"],
  ["null for a number", '{"values": {"c0": null}}', "value.not_a_number"],
  ["a text for a number", '{"values": {"c0": "0.3 m"}}', "value.not_a_number"],
  ["an unknown channel", '{"values": {"salinity": 0.3}}', "channel.unknown"],
  ["__proto__ for a channel", '{"values": {"__proto__": 0.3}}', "channel.unknown"],
  ["a time without zone", '{"t": "2026-07-20T16:00:00", "values": {"c0": 0.3}}', "time.no_zone"],
  ["a time nobody can read", '{"t": "yesterday", "values": {"c0": 0.3}}', "time.unreadable"],
];

it.each(refused)(
  "%s is acknowledged, kept as a reject with its reason, and counted",
  async (_what, payload, reason) => {
    const before = await rejectsOf(reason);
    await device.publishAsync(topic, payload as string, { qos: 1 });
    const after = await rejectsOf(reason);
    expect(after.length).toBe(before.length + 1);
    expect(after[0]?.detail.en).not.toBe("");
    expect(after[0]?.detail.zh).not.toBe(after[0]?.detail.en);
  },
);

it("a clock in 2099 keeps the reading under our time, flagged", async () => {
  await device.publishAsync(topic, '{"t": "2099-01-01T00:00:00Z", "values": {"c1": 0.31}}', { qos: 1 });
  const [last] = await observationsOf("s0-c1");
  expect(last).toMatchObject({ value: 0.31, flag: 3, checks: ["clockWrong"] });
  expect(Date.parse(last?.observedAt ?? "")).toBeLessThan(Date.now() + 1000);
});

it("a reading without time is kept under ours", async () => {
  await device.publishAsync(topic, '{"values": {"c1": 0.32}}', { qos: 1 });
  expect((await observationsOf("s0-c1")).at(-1)).toMatchObject({ value: 0.32, checks: ["untimed"] });
});

it("10,000 readings of a backfill, shuffled and half of them twice, are kept once each", async () => {
  const readings = Array.from({ length: 10_000 }, (_, index) => ({
    t: now - 86_400_000 + index * 1000,
    v: index / 1e5,
  }));
  const sent = [...readings, ...readings.slice(0, 5_000)].sort((a, b) => ((a.t * 7919) % 1009) - ((b.t * 7919) % 1009));
  const other = await hub.device(1);
  for (let from = 0; from < sent.length; from += 1_000) {
    const array = sent.slice(from, from + 1_000).map(({ t, v }) => ({ t, values: { c0: v } }));
    await other.publishAsync("v1/devices/d1/readings", JSON.stringify(array), { qos: 1 });
  }
  expect(await observationsOf("s1-c0", 10_000)).toHaveLength(10_000);
});

it("two values for one moment of the past are both kept, the second failed", async () => {
  const t = now - 3_600_000;
  await device.publishAsync(topic, JSON.stringify({ t, values: { c1: 0.1 } }), { qos: 1 });
  await device.publishAsync(topic, JSON.stringify({ t, values: { c1: 0.2 } }), { qos: 1 });
  const failed = { value: 0.2, flag: 4, checks: ["sameMoment"] };
  expect((await observationsOf("s0-c1")).slice(0, 2)).toMatchObject([{ value: 0.1 }, failed]);
});

it("a packet of 10 MB, a topic of another device and a wildcard close the connection and leave the others alone", async () => {
  const victim = await hub.device(1);
  const attacks: readonly [string, string][] = [
    [topic, "x".repeat(10_000_000)],
    ["v1/devices/d1/readings", '{"values": {"c0": 9}}'],
    ["v1/devices/+/readings", '{"values": {"c0": 9}}'],
    ["$SYS/x", "x"],
  ];
  for (const [where, payload] of attacks) {
    const attacker = await hub.device(0);
    const closed = new Promise<void>((resolve) => attacker.once("close", () => resolve()));
    attacker.publish(where, payload, { qos: 0 }, () => {});
    await closed;
    await attacker.endAsync(true);
  }
  await victim.publishAsync("v1/devices/d1/readings", '{"values": {"c1": 0.5}}', { qos: 1 });
  expect((await observationsOf("s1-c0", 10_000)).some(({ value }) => value === 9)).toBe(false);
  for (const reason of ["frame_too_large", "topic_not_own"]) {
    await until(`the refusal ${reason} to be counted`, () =>
      metricsMatch(`refusals_total\\{reason="${reason}"\\} [1-9]`),
    );
  }
});

it("a wrong token is refused with code 4 and counted", async () => {
  const { connectAsync } = await import("mqtt");
  const port = hub.process.options.mqttPort;
  const wrong = connectAsync({
    port,
    protocol: "mqtt",
    clientId: "d0",
    username: "d0",
    password: "wrong",
    reconnectPeriod: 0,
  });
  await expect(wrong).rejects.toMatchObject({ code: 4 });
  await until("the refusal to be counted", () => metricsMatch('sign_ins_total\\{outcome="wrong_token"\\} 1'));
});

async function metricsMatch(pattern: string): Promise<boolean> {
  return new RegExp(pattern).test(await (await hub.fetch("/metrics")).text());
}

async function rejectsOf(reason: string): Promise<readonly { readonly detail: BilingualText }[]> {
  return (await hub.get<Rows<{ detail: BilingualText }>>(`/api/v1/rejects?reason=${reason}`)).rows;
}

async function observationsOf(gauge: string, limit = 1_000) {
  const from = encodeURIComponent(new Date(now - 100_000_000).toISOString());
  const to = encodeURIComponent(new Date(Date.now() + 1000).toISOString());
  const path = `/api/v1/gauges/${gauge}/observations?from=${from}&to=${to}&limit=${limit}`;
  type Row = { value: number; flag: number; checks: string[]; observedAt: string };
  return (await hub.get<Rows<Row>>(path)).rows;
}
