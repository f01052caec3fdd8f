import { expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { openRaw, publishPacket, type RawClient } from "../raw-client.ts";
import { runBroker, tokenOf } from "../running-broker.ts";

const topic = "v1/devices/device-1/readings";
/** As good as no rate at all: what is started is started from spare capacity. */
const slow = { publishesPerSecond: 0.001, publishBurst: 1 };

function publishes(count: number, payload = '{"values":{"depth":1}}') {
  return Array.from({ length: count }, (_, index) => publishPacket(topic, payload, 1, index + 1));
}

test("beyond its rate a device is served while the hub has room: 1,200 publishes, acknowledged in order", async () => {
  const { broker, device, accepted } = await runBroker(slow);
  const client = await device("device-1");
  client.send(...publishes(1_200));
  expect(await client.answered("puback", 1_200)).toBe(true);
  expect(acknowledged(client)).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  expect(accepted).toHaveLength(1_200);
  expect(broker.counts.publishesSpare).toBe(1_199);
  await broker.stop();
});

test("pings are answered while 700 publishes wait", async () => {
  const { broker, device } = await runBroker({ ...slow, spareBytesInFlight: 0 });
  const client = await device("device-1", { keepalive: 15 });
  for (let sent = 0; sent < 700; sent += 7) {
    client.send(...publishes(7));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await client.isServed()).toBe(true);
  expect(client.count("puback")).toBe(1);
  await broker.stop();
});

test("what waits of one connection is bounded: the socket of one that sends on is left unread, and read again", async () => {
  const { broker, device, accepted } = await runBroker({ ...slow, spareBytesInFlight: 100 });
  const client = await device("device-1");
  client.send(...publishes(3_000, `{"values":{"depth":1},"note":"${"x".repeat(1_000)}"}`));
  expect(await client.answered("puback", 3_000)).toBe(true);
  expect(accepted).toHaveLength(3_000);
  expect(await client.isServed()).toBe(true);
  await broker.stop();
});

test("what tells of now overtakes a backlog that waits, and is still acknowledged in its turn", async () => {
  const isLive = ({ payload }: { readonly payload: Uint8Array }) => Buffer.from(payload).toString() === "now";
  let goOn = (): void => {};
  const started = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const heard: string[] = [];
  const { broker, device } = await runBroker(
    { ...slow, spareBytesInFlight: 1 },
    {
      isLive,
      acceptReadings(published, done) {
        heard.push(Buffer.from(published.payload).toString());
        void started.then(() => setImmediate(done, null));
      },
    },
  );
  const client = await device("device-1");
  client.send(...["old 1", "old 2", "old 3", "old 4", "now"].map((text, id) => publishPacket(topic, text, 1, id + 1)));
  expect(await client.isServed()).toBe(true);
  goOn();
  expect(await client.answered("puback", 5)).toBe(true);
  expect(heard.indexOf("now")).toBeLessThan(heard.indexOf("old 4"));
  expect(heard.filter((text) => text !== "now")).toEqual(["old 1", "old 2", "old 3", "old 4"]);
  expect(acknowledged(client)).toEqual([1, 2, 3, 4, 5]);
  await broker.stop();
});

test("nothing overtakes a device's status: what came before it is kept before, what came behind it behind", async () => {
  const order: string[] = [];
  const { broker, device } = await runBroker(slow, {
    isLive: ({ payload }) => Buffer.from(payload).toString().startsWith("now"),
    acceptReadings(published, done) {
      order.push(Buffer.from(published.payload).toString());
      setImmediate(done, null);
    },
    acceptReport(_report, done) {
      order.push("status");
      setImmediate(done, null);
    },
  });
  const client = await device("device-1");
  const status = publishPacket("v1/devices/device-1/status", "online", 1, 3);
  const [first, second, behind] = ["old 1", "old 2", "now 4"].map((text, at) =>
    publishPacket(topic, text, 1, [1, 2, 4][at]!),
  );
  client.send(first!, second!, status, behind!);
  expect(await client.answered("puback", 4)).toBe(true);
  expect(order).toEqual(["old 1", "old 2", "status", "now 4"]);
  expect(acknowledged(client)).toEqual([1, 2, 3, 4]);
  await broker.stop();
});

test("a flood of pings is read slowly: others are answered meanwhile, and the flooder is not cut off", async () => {
  const { broker, device } = await runBroker();
  const flooder = await device("device-1");
  flooder.write(Buffer.alloc(40_000, Buffer.from([0xc0, 0])));
  const other = await device("device-2");
  for (let n = 1; n <= 100; n++) {
    other.send(publishPacket("v1/devices/device-2/readings", "{}", 1, n));
    await other.answered("puback", n);
  }
  expect(flooder.count("pingresp")).toBeLessThan(10_000);
  const before = flooder.count("pingresp");
  expect(before).toBeGreaterThan(0);
  await flooder.answered("pingresp", before + 1);
  await broker.stop();
});

test("refused sign-ins in floods are answered a second late; the right token is not", async () => {
  const { at, broker, device } = await runBroker();
  const startedAt = performance.now();
  const waits = await Promise.all(
    Array.from({ length: 120 }, async () => {
      const stranger = await openRaw(at.tcp);
      expect(await stranger.signIn("device-1", { password: "guess" })).toBe(4);
      return performance.now() - startedAt;
    }),
  );
  expect(waits.filter((ms) => ms >= 990).length).toBeGreaterThanOrEqual(120 - 50 - 40);
  const again = openRaw(at.tcp).then((stranger) => stranger.signIn("device-1", { password: "guess" }));
  await device("device-1");
  let isAnswered = false;
  void again.then(() => {
    isAnswered = true;
  });
  expect(isAnswered).toBe(false);
  await until("the stranger's answer", () => isAnswered);
  await broker.stop();
});

test("every refused client is named, with what to do, by the id it gives itself", async () => {
  const lines: object[] = [];
  const log = { debug() {}, info() {}, error() {}, warn: (fields: object) => void lines.push(fields) };
  const { at, broker, device, refusals } = await runBroker({}, { log });
  const retaining = await device("device-1");
  retaining.send({ ...publishPacket(topic), retain: true } as ReturnType<typeof publishPacket>);
  await retaining.closed();
  const elsewhere = await device("device-2");
  elsewhere.send(publishPacket("v1/devices/device-1/readings"));
  await elsewhere.closed();
  const large = await device("device-3");
  large.write(Buffer.from([0x32, 0xff, 0xff, 0x7f]));
  await large.closed();
  for (const [id, options] of [
    ["device-4", { password: tokenOf("device-4"), protocolVersion: 5 }],
    ["device-5", { password: "wrong" }],
    ["made-up-client", { username: "device-6", password: tokenOf("device-6") }],
    ["nobody", { password: "x" }],
  ] as const) {
    const client = await openRaw(at.tcp);
    await client.signIn(id, options);
  }
  expect(refusals.map(({ deviceId, reason }) => [deviceId, reason])).toEqual([
    ["device-1", "retain_not_allowed"],
    ["device-2", "topic_not_own"],
    ["device-3", "frame_too_large"],
    ["device-4", "protocol_version"],
    ["device-5", "wrong_token"],
    ["device-6", "wrong_username"],
    ["nobody", "unknown_device"],
  ]);
  expect(refusals[0]).toMatchObject({ detail: { en: expect.stringContaining("without -r") } });
  expect(lines).toHaveLength(7);
  expect(lines[0]).toMatchObject({ deviceId: "device-1", reason: "retain_not_allowed" });
  // Once more, within the minute: told, and no line in the log.
  const again = await device("device-1");
  again.send({ ...publishPacket(topic), retain: true } as ReturnType<typeof publishPacket>);
  await again.closed();
  expect(refusals).toHaveLength(8);
  expect(lines).toHaveLength(7);
  await broker.stop();
});

function acknowledged(client: RawClient): readonly (number | undefined)[] {
  return client.received.flatMap((packet) => (packet.cmd === "puback" ? [packet.messageId] : []));
}
