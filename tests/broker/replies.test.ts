import { expect, test } from "vitest";
import type { AcceptReadings } from "../../broker/ports.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { acceptReadings } from "../../ingest/accept-readings.ts";
import { openCodecs } from "../../ingest/decode-payload.ts";
import { ingestWith } from "../../ingest/ingest.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { sourcesOf } from "../../ingest/sources.ts";
import type { Journal } from "../../store/ports.ts";
import { cityOf, keysOf } from "../ingest/ingest-city.ts";
import { telegramCodec } from "../ingest/telegram-codec.ts";
import { until } from "../support/until.ts";
import { publishPacket, type RawClient } from "./raw-client.ts";
import { runBroker } from "./running-broker.ts";

const readings = "v1/devices/device-1/readings";
const replies = "v1/devices/device-1/replies";

/** Keeps at once, and answers with what was sent. */
const echo: AcceptReadings = ({ payload }, done) => done(null, payload);

async function listenFor(client: RawClient, topic: string, qos: 0 | 1 = 0): Promise<void> {
  client.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic, qos }] });
  await client.answered("suback");
}

function repliesTo(client: RawClient): string[] {
  return client.received.flatMap((packet) =>
    packet.cmd === "publish" ? [`${packet.topic} ${packet.payload} QoS ${packet.qos}`] : [],
  );
}

test("a codec's reply reaches the device that listens for it, with QoS 0, and no other", async () => {
  const { broker, device } = await runBroker({}, { acceptReadings: echo });
  const [client, other, deaf] = [await device("device-1"), await device("device-2"), await device("device-3")];
  await listenFor(client, replies, 1);
  await listenFor(other, "v1/devices/device-2/replies");
  deaf.send(publishPacket("v1/devices/device-3/readings", "lost"));
  expect(await deaf.answered("puback")).toBe(true);
  client.send(publishPacket(readings, "hello"));
  await client.answered("publish");
  expect(repliesTo(client)).toEqual([`${replies} hello QoS 0`]);
  expect(client.count("puback")).toBe(1);
  for (const silent of [other, deaf]) expect(await silent.isServed()).toBe(true);
  expect([repliesTo(other), repliesTo(deaf)]).toEqual([[], []]);
  await broker.stop();
});

test("there is no reply before readings are kept, and none where they could not be", async () => {
  const held: Parameters<AcceptReadings>[1][] = [];
  const { broker, device } = await runBroker({}, { acceptReadings: (_published, done) => void held.push(done) });
  const client = await device("device-1");
  await listenFor(client, replies);
  client.send(publishPacket(readings, "a", 1, 1), publishPacket(readings, "b", 1, 2));
  await until("handed over", () => held.length === 2);
  // A neighbour's round trip, as nothing further is read of this device while several of its publishes wait
  expect(await (await device("device-2")).isServed()).toBe(true);
  expect(repliesTo(client)).toEqual([]);
  held[0]?.(null, Buffer.from("kept"));
  await client.answered("publish");
  held[1]?.(new Error("disk full"), Buffer.from("lost"));
  await client.closed();
  expect(repliesTo(client)).toEqual([`${replies} kept QoS 0`]);
  await broker.stop();
});

test("a session holds both subscriptions over a reconnect; replies never wait for a device that is away", async () => {
  const held: Parameters<AcceptReadings>[1][] = [];
  const { broker, device } = await runBroker({}, { acceptReadings: (_published, done) => void held.push(done) });
  const client = await device("device-1", { clean: false });
  await listenFor(client, replies, 1);
  client.send({
    cmd: "subscribe",
    messageId: 2,
    subscriptions: [{ topic: "v1/devices/device-1/commands", qos: 1 }],
  });
  await client.answered("suback", 2);
  client.send(publishPacket(readings, "a"));
  await until("handed over", () => held.length === 1);
  client.end();
  await until("gone", () => broker.counts.connections === 0);
  held[0]?.(null, Buffer.from("too late"));
  expect(await broker.sendCommand("device-1", "waits")).toBe("queued");

  const back = await device("device-1", { clean: false });
  await back.answered("publish");
  back.send(publishPacket(readings, "b"));
  await until("handed over", () => held.length === 2);
  held[1]?.(null, Buffer.from("in time"));
  await back.answered("publish", 2);
  expect(repliesTo(back)).toEqual(["v1/devices/device-1/commands waits QoS 1", `${replies} in time QoS 0`]);
  await broker.stop();
});

/** Keeps in memory, a turn later. */
function memoryJournal(): { readonly journal: Pick<Journal, "append">; readonly kept: Observation[] } {
  const kept: Observation[] = [];
  const journal: Pick<Journal, "append"> = {
    append(observations, _rejects, done) {
      setImmediate(() => {
        kept.push(...observations);
        done(null);
      });
    },
  };
  return { journal, kept };
}

test("over the wire: a gateway's telegram in parts, of devices behind it, each part answered", async () => {
  const row = { channel: "depth", property: "depth", unit: "cm", gateway: "device-gw" } as const;
  const city = cityOf([
    { ...row, device: "0012" },
    { ...row, device: "0013" },
  ]);
  const settings = ingestSettings.parse({});
  const ingest = ingestWith(openCodecs([telegramCodec]), sourcesOf(city, keysOf(city), settings), settings);
  const { journal, kept } = memoryJournal();
  const { broker, device } = await runBroker(
    {},
    { acceptReadings: acceptReadings(ingest, journal, { rejected() {}, kept() {} }), isGateway: ingest.isGateway },
  );
  const gateway = await device("device-gw");
  await listenFor(gateway, "v1/devices/device-gw/replies");
  const topic = "v1/gateways/device-gw/readings/telegram";
  gateway.send(publishPacket(topic, "1/2 0012:depth=3", 1, 1), publishPacket(topic, "2/2 0013:depth=4", 1, 2));
  await gateway.answered("publish", 2);
  expect(repliesTo(gateway).map((reply) => reply.split(" ").slice(1, 3).join(" "))).toEqual(["ACK 1", "ACK 2"]);
  expect(gateway.count("puback")).toBe(2);
  expect(kept.map(({ gauge, value }) => [gauge, value])).toEqual([
    [1, 0.03],
    [2, 0.04],
  ]);
  await broker.stop();
});
