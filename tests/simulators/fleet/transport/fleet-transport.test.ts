import { connectAsync } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { minuteMs } from "../../../../domain/clock.ts";
import type { DeviceId } from "../../../../domain/ids.ts";
import { silentLog } from "../../../../domain/log.ts";
import type { DeviceAct } from "../../../../simulators/fleet/device-act.ts";
import { createFleet } from "../../../../simulators/fleet/fleet.ts";
import {
  type FleetTransport,
  type FleetTransportOptions,
  openFleetTransport,
} from "../../../../simulators/fleet/transport/fleet-transport.ts";
import { playFleet } from "../../../../simulators/fleet/transport/play-fleet.ts";
import type { SentRow } from "../../../../simulators/truth/truth-row.ts";
import { until } from "../../../support/until.ts";
import { type Received, startTestBroker, type TestBroker, type TestBrokerOptions } from "../../test-broker.ts";
import { fleetCity, fleetStartsAt, formulaWater } from "../fleet-city.ts";

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function broker(options: TestBrokerOptions = {}): Promise<TestBroker> {
  const started = await startTestBroker(options);
  stops.push(() => started.stop());
  return started;
}

function transport(url: string, options: Partial<FleetTransportOptions> = {}): FleetTransport {
  const opened = openFleetTransport({
    url,
    tokenOf: (id) => `token-${id}`,
    log: silentLog,
    mostBackOffMs: 200,
    ...options,
  });
  stops.push(() => opened.stop());
  return opened;
}

const d1 = "d1" as DeviceId;
const connect: DeviceAct = { kind: "connect", at: 0, client: d1 };

function publish(seq: number): DeviceAct {
  const row: SentRow = {
    ...{ kind: "sent", at: 0, measuredAt: 0, deviceId: d1, seq, claims: null },
    ...{ said: { depth: 0 }, true: { depth: 0 }, faults: [], copies: 1 },
  };
  const payload = JSON.stringify({ values: { depth: 0 }, seq });
  return { kind: "publish", at: 0, client: d1, topic: "v1/devices/d1/readings", payload, rows: [row] };
}

const statuses = ({ received }: TestBroker) =>
  received.filter(({ topic }) => topic.endsWith("/status")).map(({ text, retain }) => `${text} ${retain}`);
const seqs = ({ received }: TestBroker) =>
  received.flatMap(({ topic, text }) =>
    topic.endsWith("/readings") ? [(JSON.parse(text) as { seq: number }).seq] : [],
  );

describe("a fleet's transport", () => {
  it("performs acts in lockstep: all is acknowledged when it resolves", async () => {
    let acknowledged = 0;
    const hub = await broker({
      tokens: { d1: "token-d1" },
      beforeAck: async () => {
        await new Promise(setImmediate);
        acknowledged++;
      },
    });
    const counts = await transport(hub.url).perform([connect, publish(1), publish(2), publish(3)]);
    expect(counts).toEqual({
      messages: 3,
      acknowledgedMessages: 3,
      published: 3,
      acknowledged: 3,
      discarded: 0,
      connected: 1,
    });
    expect(acknowledged).toBeGreaterThanOrEqual(3);
    expect(seqs(hub)).toEqual([1, 2, 3]);
  });

  it("goes without a word, or says offline, as the act has it", async () => {
    const hub = await broker();
    const devices = transport(hub.url);
    await devices.perform([connect, publish(1), { kind: "disconnect", at: 0, client: d1, lost: true }]);
    // The will speaks for it.
    await until("its will", () => statuses(hub).length >= 2);
    await devices.perform([connect, publish(2)]);
    await devices.perform([{ kind: "disconnect", at: 0, client: d1, lost: false }]);
    expect(statuses(hub)).toEqual(["online true", "offline true", "online true", "offline true"]);
    expect(devices.counts.connected).toBe(0);
  });

  it("holds what is published while its client is away on purpose, and sends it then", async () => {
    const hub = await broker();
    const devices = transport(hub.url);
    await devices.perform([connect, publish(1), { kind: "disconnect", at: 0, client: d1, lost: true }, publish(2)]);
    expect(devices.counts).toMatchObject({ published: 2, acknowledged: 1 });
    await devices.perform([connect, publish(3)]);
    expect(seqs(hub)).toEqual([1, 2, 3]);
    expect(devices.counts).toMatchObject({ published: 3, acknowledged: 3 });
  });

  it("comes back to a hub that was gone, and loses nothing", async () => {
    const first = await broker({ beforeAck: () => Promise.reject(new Error("no disk")) });
    const devices = transport(first.url);
    const performed = devices.perform([connect, publish(1), publish(2)]);
    await until("what is never acknowledged", () => seqs(first).length >= 2);
    await first.stop();
    stops.splice(0, 1);
    const second = await broker({ port: first.port });
    expect(await performed).toMatchObject({ published: 2, acknowledged: 2 });
    expect(new Set(seqs(second))).toEqual(new Set([1, 2]));
    await devices.stop();
  });

  it("has a bound for what waits: the rest is lost and counted", async () => {
    const gone = await broker();
    await gone.stop();
    stops.splice(0, 1);
    const devices = transport(gone.url, { mostWaiting: 5 });
    void devices.perform([connect, ...Array.from({ length: 20 }, (_, seq) => publish(seq))]);
    expect(devices.counts).toMatchObject({ published: 20, acknowledged: 0, discarded: 15 });
    const hub = await broker({ port: gone.port });
    await until("those that waited", () => devices.counts.acknowledged === 5);
    expect(seqs(hub)).toEqual([0, 1, 2, 3, 4]);
    await devices.stop();
  });

  it("asks for the interval that a command names, and answers by its id", async () => {
    const hub = await broker();
    const asked: [string, number][] = [];
    const onAsk = (deviceId: string, seconds: number) => asked.push([deviceId, seconds]) > 0;
    await transport(hub.url, { onAsk }).perform([connect, publish(1)]);
    const officer = await connectAsync(hub.url, { clientId: "hub", username: "hub" });
    stops.push(() => officer.endAsync(true));
    const answers = () =>
      hub.received.filter(({ topic }) => topic === "v1/devices/d1/commands/ack").map(({ text }) => text);
    const command = JSON.stringify({ id: "mode-7", command: { interval: 15 } });
    await until("an answer", async () => {
      // Sent again until it is heard: the broker may take the subscription a moment later.
      await officer.publishAsync("v1/devices/d1/commands", command, { qos: 1 });
      return answers().length > 0;
    });
    expect(JSON.parse(answers()[0] ?? "")).toEqual({ id: "mode-7", answer: "done" });
    expect(asked[0]).toEqual(["d1", 15]);
  });
});

describe("a fleet over its transport", () => {
  const city = fleetCity(30);
  const fleetOf = () => createFleet({ city, water: formulaWater(city), faults: [], seed: 1, startsAt: fleetStartsAt });

  /** `device seq` of each reading that came in. */
  const arrived = (received: readonly Received[]) =>
    received.flatMap(({ deviceId, topic, text }) => {
      if (!topic.endsWith("/readings")) return [];
      const message: unknown = JSON.parse(text);
      const readings = (Array.isArray(message) ? message : [message]) as readonly { device?: string; seq: number }[];
      return readings.map(({ device = deviceId, seq }) => `${device} ${seq}`);
    });

  it("brings each reading of its rows to the hub, children's by their gateway", async () => {
    const hub = await broker();
    const devices = transport(hub.url);
    const fleet = fleetOf();
    const rows: string[] = [];
    for (let minute = 1; minute <= 3; minute++) {
      const acts = fleet.advance(fleetStartsAt + minute * minuteMs);
      for (const act of acts)
        if (act.kind === "publish") rows.push(...act.rows.map(({ deviceId, seq }) => `${deviceId} ${seq}`));
      await devices.perform(acts);
    }
    expect(rows.length).toBeGreaterThan(80);
    expect(arrived(hub.received).toSorted()).toEqual(rows.toSorted());
    expect(hub.received.filter(({ deviceId }) => deviceId === "gw0").length).toBeGreaterThan(5);
    expect(devices.counts).toMatchObject({ connected: fleet.clients.length, acknowledged: rows.length });
  });

  it("is played by a clock that runs, sixty times as fast here", async () => {
    const hub = await broker();
    const began = performance.now();
    const clock = () => fleetStartsAt + (performance.now() - began) * 60;
    const devices = transport(hub.url);
    const played = playFleet({ fleet: fleetOf(), transport: devices, clock, everyMs: 20 });
    stops.push(() => played.stop());
    await until("three readings of each", () => devices.counts.acknowledged >= 90);
    await played.stop();
    expect(devices.counts.connected).toBe(0);
    expect(statuses(hub).filter((text) => text === "offline true")).toHaveLength(fleetOf().clients.length);
  });
});
