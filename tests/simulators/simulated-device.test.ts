import { connectAsync } from "mqtt";
import { afterEach, describe, expect, test } from "vitest";
import { silentLog } from "../../domain/log.ts";
import { backOffMs } from "../../simulators/device-client.ts";
import { SimulatedDevice, type SimulatedDeviceOptions } from "../../simulators/simulated-device.ts";
import { until } from "../support/until.ts";
import { readingsIn, startTestBroker, type TestBroker, type TestBrokerOptions } from "./test-broker.ts";

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function broker(options: TestBrokerOptions = {}): Promise<TestBroker> {
  const started = await startTestBroker(options);
  stops.push(() => started.stop());
  return started;
}

function device(url: string, options: Partial<SimulatedDeviceOptions> = {}): SimulatedDevice {
  let time = 1_000_000_000_000;
  const made = new SimulatedDevice({
    url,
    deviceId: "wl-1",
    token: "right",
    valuesAt: (at) => ({ depth: at % 7 }),
    intervalMs: 10,
    clock: () => (time += 1000),
    log: silentLog,
    // Early draws and a low ceiling, so that tests of coming back are short.
    random: () => 0.05,
    mostBackOffMs: 2_000,
    ...options,
  });
  stops.push(() => made.stop());
  return made;
}

describe("SimulatedDevice", () => {
  test("publishes its water with time and seq, between online and offline", async () => {
    const { url, received } = await broker({ tokens: { "wl-1": "right" } });
    const one = device(url);
    one.start();
    await until("five acknowledged readings", () => one.counts.acknowledged >= 5);
    await one.stop();
    expect(one.counts.acknowledged).toBe(one.counts.published);
    expect(received.filter(({ topic }) => topic === "v1/devices/wl-1/status")).toEqual([
      { deviceId: "wl-1", topic: "v1/devices/wl-1/status", text: "online", retain: true },
      { deviceId: "wl-1", topic: "v1/devices/wl-1/status", text: "offline", retain: true },
    ]);
    const readings = readingsIn(received);
    expect(readings.map(({ seq }) => seq)).toEqual(Array.from({ length: one.counts.published }, (_, i) => i + 1));
    expect(readings[0]).toEqual({ t: 1_000_000_001_000, values: { depth: 1_000_000_001_000 % 7 }, seq: 1 });
  });

  test("takes an interval it is commanded, and answers by its id; what it does not know it says", async () => {
    const { url, received } = await broker();
    const one = device(url, { intervalMs: 60_000 });
    one.start();
    await until("online", () => received.some(({ text }) => text === "online"));
    const hub = await connectAsync(url, { clientId: "hub", username: "hub" });
    stops.push(() => hub.endAsync(true));
    const answers = () =>
      received.flatMap(({ topic, text }) => (topic === "v1/devices/wl-1/commands/ack" ? [JSON.parse(text)] : []));
    const command = async (text: string, wanted: number) => {
      await until("an answer", async () => {
        // Sent again until it is heard: the broker may take the subscription a moment later.
        await hub.publishAsync("v1/devices/wl-1/commands", text, { qos: 1 });
        return answers().length >= wanted;
      });
    };
    await command(JSON.stringify({ id: "mode-7", command: { interval: 1 } }), 1);
    expect(answers()[0]).toEqual({ id: "mode-7", answer: "done" });
    await until("readings at the shorter interval", () => one.counts.acknowledged >= 3);
    await hub.publishAsync("v1/devices/wl-1/commands", JSON.stringify({ id: "x", command: "reboot" }), { qos: 1 });
    const told = await until("its answer", () => answers().find(({ id }) => id === "x"));
    expect(told).toEqual({ id: "x", answer: "unknown command" });
  });

  test("leaves offline as its last will when the line is cut", async () => {
    const { url, received, cut } = await broker();
    const one = device(url);
    one.start();
    await until("a reading", () => one.counts.acknowledged >= 1);
    cut();
    await until("its will", () => received.some(({ text, retain }) => text === "offline" && retain));
  });

  test("comes back after a restart of the hub and sends again what was not acknowledged", async () => {
    const never = new Promise<void>(() => {});
    const first = await startTestBroker({
      beforeAck: ({ text }) => (text.includes('"seq":3,') || text.includes('"seq":3}') ? never : Promise.resolve()),
    });
    const one = device(first.url);
    one.start();
    await until("its third reading, never acknowledged", () => readingsIn(first.received).some(({ seq }) => seq === 3));
    await first.stop();
    const second = await broker({ port: first.port });
    const before = one.counts.acknowledged;
    await until("acknowledged again", () => one.counts.acknowledged > before + 5);
    await one.stop();
    expect(one.counts.acknowledged).toBe(one.counts.published);
    const seen = new Set(readingsIn([...first.received, ...second.received]).map(({ seq }) => seq));
    expect(seen.size).toBe(one.counts.published);
    expect(readingsIn(second.received).some(({ seq }) => seq === 3)).toBe(true);
  });

  test("with a wrong token publishes nothing, says so in the log without the token, and stops at once", async () => {
    const { url, received } = await broker({ tokens: { "wl-1": "other" } });
    const warnings: string[] = [];
    const log = {
      ...silentLog,
      warn: (fields: object, words: string) => warnings.push(JSON.stringify(fields) + words),
    };
    const one = device(url, { log, token: "a-secret" });
    one.start();
    await until("a warning", () => warnings.length > 0);
    await one.stop();
    expect(readingsIn(received)).toEqual([]);
    expect(one.counts.acknowledged).toBe(0);
    expect(warnings.join()).not.toContain("a-secret");
  });
});

test("backOffMs() draws from 1 ms up to 1 s, 2 s, 4 s... and no more than the most", () => {
  expect([0, 1, 2, 10].map((attempt) => backOffMs(attempt, 120_000, () => 1))).toEqual([1000, 2000, 4000, 120_000]);
  expect(backOffMs(5, 120_000, () => 0)).toBe(1);
  expect(backOffMs(1, 120_000, () => 0.25)).toBe(500);
});
