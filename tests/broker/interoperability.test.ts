import type { Packet, QoS } from "mqtt-packet";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { connectPacket, openRaw, type RawClient } from "./raw-client.ts";
import { type RunningBroker, runBroker } from "./running-broker.ts";

/** What MQTT 3.1.1 asks of any broker, in the open setting: the criteria of Eclipse Paho's interoperability suite. */
let running: RunningBroker;
beforeAll(async () => {
  running = await runBroker({ openForTesting: true });
});
afterAll(() => running.broker.stop());

const both = { a: "interop-a", b: "interop-b" };
beforeEach(async () => {
  for (const id of Object.values(both)) await leave(await join(id));
});

describe("MQTT 3.1.1 in the open setting", () => {
  test("messages of QoS 0, 1 and 2 reach a subscriber; a second CONNECT or a wrong protocol name ends the connection", async () => {
    const client = await join(both.a);
    await subscribe(client, ["room/one", 2]);
    await publish(client, "room/one", "zero", 0);
    await publish(client, "room/one", "one", 1);
    await publish(client, "room/one", "two", 2);
    expect(await messages(client, 3)).toEqual([
      ["room/one", "zero", 0, false],
      ["room/one", "one", 1, false],
      ["room/one", "two", 2, false],
    ]);
    client.send(connectPacket(both.a, { keepalive: 0 }));
    await client.closed();
    const misnamed = await openRaw(running.at.tcp);
    misnamed.write([0x10, 12, 0, 2, 0x68, 0x6a, 4, 2, 0, 0, 0, 2, 0x61, 0x62]);
    await misnamed.closed();
    expect(misnamed.received).toEqual([]);
  });

  test("a retained message greets who subscribes later; an empty one takes it away", async () => {
    const client = await join(both.a);
    const topics = ["kept/one", "kept/two", "kept/three"];
    for (const [index, topic] of topics.entries()) await publish(client, topic, "kept", index as QoS, true);
    const later = await join(both.b);
    await subscribe(later, ["+/+", 2]);
    const greeted = await messages(later, 3);
    expect(greeted.map(([topic]) => topic).sort()).toEqual([...topics].sort());
    expect(greeted.every(([, , , isRetained]) => isRetained)).toBe(true);
    await leave(later);
    for (const [index, topic] of topics.entries()) await publish(client, topic, "", index as QoS, true);
    const last = await join(both.b);
    await subscribe(last, ["+/+", 2]);
    expect(await messages(last, 0)).toEqual([]);
  });

  test("a will is published when its client is cut off", async () => {
    const listener = await join(both.b, { clean: false });
    await subscribe(listener, ["last/words", 2]);
    const doomed = await join(both.a, {
      will: { topic: "last/words", payload: Buffer.from("cut off"), qos: 2, retain: false },
    });
    doomed.end();
    expect(await messages(listener, 1)).toEqual([["last/words", "cut off", 2, false]]);
  });

  test("a will is kept back when its client says goodbye", async () => {
    const listener = await join(both.b);
    await subscribe(listener, ["last/words", 2]);
    await leave(
      await join(both.a, { will: { topic: "last/words", payload: Buffer.from("cut off"), qos: 2, retain: false } }),
    );
    expect(await messages(listener, 0)).toEqual([]);
  });

  test("an empty client id is refused for a session to be kept, and taken for a clean one", async () => {
    const kept = await openRaw(running.at.tcp);
    kept.write([0x10, 12, 0, 4, ...Buffer.from("MQTT"), 4, 0, 0, 0, 0, 0]);
    await kept.answered("connack");
    expect(kept.first("connack")).toMatchObject({ returnCode: 2 });
    await kept.closed();
    const clean = await openRaw(running.at.tcp);
    clean.write([0x10, 12, 0, 4, ...Buffer.from("MQTT"), 4, 2, 0, 0, 0, 0]);
    await clean.answered("connack");
    expect(clean.first("connack")).toMatchObject({ returnCode: 0, sessionPresent: false });
    expect(await clean.isServed()).toBe(true);
    clean.end();
  });

  test("messages of QoS 1 and 2 wait for a kept session whose client is away", async () => {
    const away = await join(both.a, { clean: false });
    await subscribe(away, ["queue/+", 2]);
    await leave(away);
    const sender = await join(both.b);
    await publish(sender, "queue/zero", "0", 0);
    await publish(sender, "queue/one", "1", 1);
    await publish(sender, "queue/two", "2", 2);
    const back = await join(both.a, { clean: false });
    expect(back.first("connack")).toMatchObject({ sessionPresent: true });
    const waiting = (await messages(back, 2)).filter(([, , qos]) => qos > 0);
    expect(waiting.map(([topic]) => topic)).toEqual(["queue/one", "queue/two"]);
  });

  test("where two filters of a client match, it gets one message of the higher QoS or one for each", async () => {
    const client = await join(both.a);
    await subscribe(client, ["over/#", 2], ["over/+", 1]);
    await publish(client, "over/lap", "x", 2);
    const got = await messages(client, 1);
    const levels = got.map(([, , qos]) => qos).sort();
    expect([[2], [1, 2]]).toContainEqual(levels);
  });

  test("a client that is silent for one and a half keep-alives is cut off, and its will published", async () => {
    const listener = await join(both.b, { keepalive: 0 });
    await subscribe(listener, ["silent/one", 2]);
    const silent = await join(both.a, {
      keepalive: 1,
      will: { topic: "silent/one", payload: Buffer.from("expired"), qos: 0, retain: false },
    });
    const startedAt = performance.now();
    await silent.closed();
    expect(performance.now() - startedAt).toBeGreaterThan(1000);
    expect(await messages(listener, 1)).toEqual([["silent/one", "expired", 0, false]]);
  });

  test("what was not acknowledged before the connection broke is sent again under the same packet id", async () => {
    const deaf = await join(both.b, { clean: false }, { answers: false });
    await subscribe(deaf, ["again/#", 2]);
    const sender = await join(both.a);
    await publish(sender, "again/one", "1", 1);
    await publish(sender, "again/two", "2", 2);
    await deaf.answered("publish", 2);
    const idsBefore = packetIds(deaf);
    deaf.end();
    const back = await join(both.b, { clean: false });
    const again = await messages(back, 2);
    expect(again.map(([topic, , qos]) => [topic, qos])).toEqual([
      ["again/one", 1],
      ["again/two", 2],
    ]);
    expect(packetIds(back)).toEqual(idsBefore);
  });

  test("a subscription that is not allowed is answered 0x80", async () => {
    const client = await join(both.a);
    expect(await subscribe(client, ["nosubscribe", 2])).toEqual([128]);
    expect(await subscribe(client, ["test/nosubscribe", 2], ["test/other", 1])).toEqual([128, 1]);
  });

  test("a filter that begins with a wildcard does not match topics that begin with $", async () => {
    const client = await join(both.b);
    await subscribe(client, ["+/+", 2], ["#", 2]);
    await publish(client, "$room/one", "hidden", 1);
    expect(await messages(client, 0)).toEqual([]);
  });

  test("after UNSUBSCRIBE a topic is heard no more, others are", async () => {
    const client = await join(both.b);
    await subscribe(client, ["un/one", 2], ["un/two", 2], ["un/three", 2]);
    client.send({ cmd: "unsubscribe", messageId: 9, unsubscriptions: ["un/one"] });
    await client.answered("unsuback");
    const sender = await join(both.a);
    for (const topic of ["un/one", "un/two", "un/three"]) await publish(sender, topic, "x", 1);
    expect((await messages(client, 2)).map(([topic]) => topic)).toEqual(["un/two", "un/three"]);
  });
});

async function join(
  id: string,
  options: Parameters<typeof connectPacket>[1] = {},
  { answers = true } = {},
): Promise<RawClient> {
  const client = await openRaw(running.at.tcp);
  if (answers) client.conn.on("data", () => acknowledge(client));
  expect(await client.signIn(id, { keepalive: 0, ...options })).toBe(0);
  if (options.clean !== false) expect(client.first("connack")).toMatchObject({ sessionPresent: false });
  return client;
}

async function leave(client: RawClient): Promise<void> {
  client.send({ cmd: "disconnect" });
  await client.closed();
}

/** Answers every PUBLISH and PUBREL once, as a client should. */
const answered = new WeakSet<Packet>();
function acknowledge(client: RawClient): void {
  for (const packet of client.received) {
    if (answered.has(packet)) continue;
    answered.add(packet);
    if (packet.cmd === "publish" && packet.qos === 1) client.send({ cmd: "puback", messageId: packet.messageId ?? 0 });
    if (packet.cmd === "publish" && packet.qos === 2) client.send({ cmd: "pubrec", messageId: packet.messageId ?? 0 });
    if (packet.cmd === "pubrel") client.send({ cmd: "pubcomp", messageId: packet.messageId ?? 0 });
  }
}

async function subscribe(client: RawClient, ...filters: readonly (readonly [string, QoS])[]): Promise<unknown> {
  const before = client.count("suback");
  client.send({ cmd: "subscribe", messageId: 7, subscriptions: filters.map(([topic, qos]) => ({ topic, qos })) });
  await client.answered("suback", before + 1);
  const suback = client.received.findLast((packet) => packet.cmd === "suback");
  return suback?.cmd === "suback" ? suback.granted : null;
}

let nextId = 1;
async function publish(client: RawClient, topic: string, payload: string, qos: QoS, retain = false): Promise<void> {
  const messageId = nextId++;
  client.send({ cmd: "publish", topic, payload, qos, dup: false, retain, ...(qos > 0 ? { messageId } : {}) });
  if (qos === 0) await client.isServed();
  if (qos === 1)
    await until("PUBACK", () =>
      client.received.some((packet) => packet.cmd === "puback" && packet.messageId === messageId),
    );
  if (qos !== 2) return;
  await until("PUBREC", () =>
    client.received.some((packet) => packet.cmd === "pubrec" && packet.messageId === messageId),
  );
  client.send({ cmd: "pubrel", messageId });
  await until("PUBCOMP", () =>
    client.received.some((packet) => packet.cmd === "pubcomp" && packet.messageId === messageId),
  );
}

/** The first `count` messages and whatever a round trip or two brings after them, so that one too many is seen. */
async function messages(client: RawClient, count: number): Promise<(readonly [string, string, number, boolean])[]> {
  await client.answered("publish", count);
  for (let trip = 0; trip < 3; trip++) await client.isServed();
  return client.received.flatMap((packet) =>
    packet.cmd === "publish" ? [[packet.topic, packet.payload.toString(), packet.qos, packet.retain] as const] : [],
  );
}

function packetIds(client: RawClient): (number | undefined)[] {
  return client.received.flatMap((packet) => (packet.cmd === "publish" ? [packet.messageId] : []));
}
