import { createServer } from "node:net";
import { Aedes } from "aedes";
import { expect, test } from "vitest";
import type { AcceptReadings } from "../../broker/ports.ts";
import { until } from "../support/until.ts";
import { openRaw, publishPacket, type RawClient } from "./raw-client.ts";
import { runBroker } from "./running-broker.ts";

const topic = "v1/devices/device-1/readings";

/** An acceptor that holds every publish until the test lets it go. */
function holdingAcceptor(): {
  readonly acceptReadings: AcceptReadings;
  readonly held: ((error: Error | null) => void)[];
} {
  const held: ((error: Error | null) => void)[] = [];
  return { acceptReadings: (_published, done) => void held.push(done), held };
}

/** Asks for PINGRESP: what would have been answered before it has been. */
async function answersSoFar(client: RawClient): Promise<string[]> {
  await client.isServed();
  return client.received.map((packet) => packet.cmd).filter((cmd) => cmd.startsWith("pub"));
}

test.each([
  [1, "puback"],
  [2, "pubrec"],
] as const)("a QoS %i publish is acknowledged only once the acceptor has called back", async (qos, answer) => {
  const { acceptReadings, held } = holdingAcceptor();
  const { broker, device } = await runBroker({}, { acceptReadings });
  const client = await device("device-1");
  client.send(publishPacket(topic, "{}", qos, 5));
  await until("taken", () => held.length === 1);
  expect(await answersSoFar(client)).toEqual([]);
  held[0]!(null);
  expect(await client.answered(answer)).toBe(true);
  expect(client.first(answer)).toMatchObject({ messageId: 5 });
  expect(broker.counts.publishes.readings).toBe(1);
  await broker.stop();
});

test("control: a broker that accepts in its published hook has acknowledged before", async () => {
  const held: (() => void)[] = [];
  const aedes = await Aedes.createBroker({
    published: (packet, _client, callback) => {
      if (packet.topic.startsWith("$SYS")) callback(null);
      else held.push(callback);
    },
  });
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const client = await openRaw({ host: "127.0.0.1", port: typeof address === "object" ? (address?.port ?? 0) : 0 });
  await client.signIn("device-1");
  client.send(publishPacket(topic));
  await until("taken", () => held.length === 1);
  expect(await client.answered("puback")).toBe(true);
  client.end();
  server.close();
  aedes.close();
});

test.each([
  ["calls back with an error", (_p, done) => done(new Error("disk full"))],
  ["calls back with an error later", (_p, done) => void setTimeout(done, 10, new Error("disk full"))],
  [
    "throws",
    () => {
      throw new Error("bug");
    },
  ],
] as const satisfies readonly (readonly [string, AcceptReadings])[])(
  "when the acceptor %s there is no PUBACK and the connection is closed",
  async (_how, acceptReadings) => {
    const { broker, device } = await runBroker({}, { acceptReadings });
    const client = await device("device-1");
    client.send(publishPacket(topic, "{}", 1, 1), publishPacket(topic, "{}", 1, 2));
    await client.closed();
    expect(client.count("puback")).toBe(0);
    await until("counted", () => broker.counts.closes.not_kept === 1);
    expect(broker.counts.publishesNotKept).toBeGreaterThan(0);
    const again = await device("device-1");
    expect(await again.isServed()).toBe(true);
    await broker.stop();
  },
);

test("an acceptor that calls back twice is heard once", async () => {
  const { broker, device } = await runBroker(
    {},
    {
      acceptReadings: (_published, done) => {
        done(null);
        done(new Error("late"));
      },
    },
  );
  const client = await device("device-1");
  client.send(publishPacket(topic));
  await client.answered("puback");
  expect(await answersSoFar(client)).toEqual(["puback"]);
  expect(broker.counts).toMatchObject({ publishesNotKept: 0, publishes: { readings: 1 } });
  await broker.stop();
});

test("an acceptor that calls back after its device has gone harms nobody", async () => {
  const { acceptReadings, held } = holdingAcceptor();
  const { broker, device } = await runBroker({}, { acceptReadings });
  const client = await device("device-1");
  client.send(publishPacket(topic));
  await until("taken", () => held.length === 1);
  client.end();
  await until("gone", () => broker.counts.connections === 0);
  held[0]!(null);
  expect(await (await device("device-2")).isServed()).toBe(true);
  await broker.stop();
});

test("the acceptor gets device, codec, topic, payload, time and packet of QoS 0, 1 and 2 alike", async () => {
  const { broker, device, accepted } = await runBroker({}, { clock: () => 1234 });
  const client = await device("device-1");
  client.send(
    publishPacket(topic, "a", 0),
    publishPacket(`${topic}/senml`, Buffer.from([0, 255]), 1, 1),
    publishPacket(topic, "", 2, 2),
  );
  await client.answered("pubrec");
  client.send({ cmd: "pubrel", messageId: 2 });
  expect(await client.answered("pubcomp")).toBe(true);
  const common = { deviceId: "device-1", receivedAt: 1234, signedInAt: 1234 };
  expect(accepted.map((published) => ({ ...published, payload: [...published.payload] }))).toEqual([
    { ...common, codec: "json", topic, payload: [97] },
    { ...common, codec: "senml", topic: `${topic}/senml`, payload: [0, 255], packetId: 1, isSentAgain: false },
    { ...common, codec: "json", topic, payload: [], packetId: 2, isSentAgain: false },
  ]);
  await broker.stop();
});

test("a QoS 2 publish sent again on the same session is taken once", async () => {
  const { broker, device, accepted } = await runBroker();
  const again = { ...publishPacket(topic, "{}", 2, 8), dup: true } as ReturnType<typeof publishPacket>;
  const first = await device("device-1", { clean: false });
  first.send(publishPacket(topic, "{}", 2, 8));
  await first.answered("pubrec");
  first.send(again);
  await first.answered("pubrec", 2);
  first.end();
  const second = await device("device-1", { clean: false });
  second.send(again);
  await second.answered("pubrec");
  expect(accepted).toHaveLength(1);
  second.send({ cmd: "pubrel", messageId: 8 });
  await second.answered("pubcomp");
  second.send(publishPacket(topic, "{}", 2, 8));
  await second.answered("pubrec", 2);
  expect(accepted).toHaveLength(2);
  await broker.stop();
});

test("QoS 2 publishes never released are cut at maxInFlight, over reconnects too", async () => {
  const { broker, device } = await runBroker({ maxInFlight: 10 });
  const client = await device("device-1", { clean: false });
  for (let id = 1; id <= 8; id++) client.send(publishPacket(topic, "{}", 2, id));
  await client.answered("pubrec", 8);
  client.end();
  const again = await device("device-1", { clean: false });
  for (let id = 11; id <= 18; id++) again.send(publishPacket(topic, "{}", 2, id));
  await again.closed();
  expect(broker.counts.refusals.too_many_qos2_open).toBe(1);
  expect(again.count("pubrec")).toBeLessThanOrEqual(2);
  await broker.stop();
});

test("answers leave in the order of the publishes, also those that are no readings", async () => {
  const { acceptReadings, held } = holdingAcceptor();
  const { broker, device } = await runBroker({}, { acceptReadings });
  const client = await device("device-1");
  client.send(
    publishPacket(topic, "{}", 1, 1),
    publishPacket("v1/devices/device-1/status", "online", 1, 2),
    publishPacket(topic, "{}", 1, 3),
  );
  await until("taken", () => held.length === 1);
  // A neighbour's round trips, as Aedes reads nothing further of this device while several of its publishes wait
  expect(await answersSoFar(await device("device-2"))).toEqual([]);
  expect(client.count("puback")).toBe(0);
  held[0]!(null);
  await client.answered("puback", 2);
  await until("taken", () => held.length === 2);
  held[1]!(null);
  await client.answered("puback", 3);
  expect(client.received.flatMap((packet) => (packet.cmd === "puback" ? [packet.messageId] : []))).toEqual([1, 2, 3]);
  await broker.stop();
});

test("at most maxInFlight publishes of one connection are being kept; another device's go on", async () => {
  const { acceptReadings, held } = holdingAcceptor();
  const { broker, device } = await runBroker({ maxInFlight: 4 }, { acceptReadings });
  const client = await device("device-1");
  client.send(...Array.from({ length: 20 }, (_, index) => publishPacket(topic, "{}", 1, index + 1)));
  await until("taken", () => held.length === 4);
  expect(await answersSoFar(await device("device-3"))).toEqual([]);
  expect(held).toHaveLength(4);
  const other = await device("device-2");
  other.send(publishPacket("v1/devices/device-2/readings"));
  await until("taken", () => held.length === 5);
  for (let next = 0; next < 21; next++) {
    await until("taken", () => held.length > next);
    held[next]!(null);
  }
  expect(await client.answered("puback", 20)).toBe(true);
  await broker.stop();
});
