import { afterAll, beforeAll, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import { openRaw, publishPacket, type RawClient } from "../../broker/raw-client.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;

beforeAll(async () => {
  hub = await runHub({ city: { stations: 6, gaugesPerDevice: 1 } });
});
afterAll(() => hub.close());

const payload = '{"values":{"c0":0.12}}';

async function signIn(station: number): Promise<RawClient> {
  const client = await openRaw({ host: "127.0.0.1", port: hub.process.options.mqttPort });
  const token = hub.tokens[station];
  expect(await client.signIn(`d${station}`, { ...(token === undefined ? {} : { password: token }) })).toBe(0);
  return client;
}

/** Publishes and hangs up as soon as the reading is kept, whether its PUBACK came through or not. */
async function publishAndCut(station: number, messageId: number): Promise<void> {
  const client = await signIn(station);
  const before = await keptOf(station);
  client.send(publishPacket(`v1/devices/d${station}/readings`, payload, 1, messageId));
  await until("the reading to be kept", async () => (await keptOf(station)) > before);
  client.end();
}

/** Publishes on a connection of its own and waits for PUBACK. */
async function publish(station: number, messageId: number, dup: boolean): Promise<void> {
  const client = await signIn(station);
  client.send({ ...publishPacket(`v1/devices/d${station}/readings`, payload, 1, messageId), dup } as never);
  expect(await client.answered("puback")).toBe(true);
  client.end();
}

async function keptOf(station: number): Promise<number> {
  const iso = (at: number) => encodeURIComponent(new Date(at).toISOString());
  const path = `/api/v1/gauges/s${station}-c0/observations?from=${iso(Date.now() - minuteMs * 10)}&to=${iso(Date.now() + minuteMs)}`;
  return (await hub.get<{ rows: readonly unknown[] }>(path)).rows.length;
}

it("an untimed reading whose packet is sent again with DUP is one", async () => {
  await publishAndCut(0, 7);
  await publish(0, 7, true);
  await publish(0, 7, true);
  expect(await keptOf(0)).toBe(1);
});

it("the same value in a new packet is another, whatever its identifier: devices that restart count anew", async () => {
  await publish(1, 7, false);
  await publish(1, 8, false);
  await publish(1, 7, false);
  expect(await keptOf(1)).toBe(3);
});

it("a packet that only came when it was sent again is kept", async () => {
  await publish(2, 7, false);
  await publish(2, 8, true);
  expect(await keptOf(2)).toBe(2);
});

it("sent again to a hub that was killed meanwhile it is still one", async () => {
  await publishAndCut(3, 7);
  await hub.process.kill();
  await hub.process.start();
  await publish(3, 7, true);
  expect(await keptOf(3)).toBe(1);
});
