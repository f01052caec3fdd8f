import { expect, test } from "vitest";
import { until } from "../support/until.ts";
import { openRaw, publishPacket, type RawClient } from "./raw-client.ts";
import { runBroker, tokenOf } from "./running-broker.ts";

const commands = "v1/devices/device-1/commands";

async function subscribe(client: RawClient, ...topics: readonly string[]): Promise<readonly unknown[]> {
  client.send({ cmd: "subscribe", messageId: 1, subscriptions: topics.map((topic) => ({ topic, qos: 1 })) });
  await client.answered("suback");
  const suback = client.first("suback");
  return suback?.cmd === "suback" ? suback.granted : [];
}

function payloads(client: RawClient): string[] {
  return client.received.flatMap((packet) => (packet.cmd === "publish" ? [packet.payload.toString()] : []));
}

test("sendCommand() reaches a device that listens, and its answer comes back", async () => {
  const { broker, device, reports } = await runBroker();
  expect(await broker.sendCommand("device-1", "lost")).toBe("not_subscribed");
  const client = await device("device-1");
  const other = await device("device-2");
  await subscribe(other, "v1/devices/device-2/commands");
  expect(await broker.sendCommand("device-1", "lost")).toBe("not_subscribed");
  expect(await subscribe(client, commands)).toEqual([1]);
  expect(await broker.sendCommand("device-1", '{"interval":60}')).toBe("sent");
  await client.answered("publish");
  expect(client.first("publish")).toMatchObject({ topic: commands, qos: 1, retain: false });
  expect(payloads(client)).toEqual(['{"interval":60}']);
  client.send(publishPacket(`${commands}/ack`, "done"));
  await client.answered("puback");
  expect(reports).toEqual([
    {
      kind: "device-reported",
      deviceId: "device-1",
      report: { about: "command", commandId: "", answer: "done" },
    },
  ]);
  await other.isServed();
  expect(payloads(other)).toEqual([]);
  await broker.stop();
  await expect(broker.sendCommand("device-1", "")).rejects.toMatchObject({ code: "broker.not_running" });
});

test("commands wait for a device that is away, a hundred at most, and arrive once each in order", async () => {
  const { broker, device, at } = await runBroker();
  const first = await device("device-1", { clean: false });
  // One SUBSCRIBE with a refused filter beside the allowed one: only the allowed one may live on in the session
  expect(await subscribe(first, commands, "v1/devices/device-2/commands")).toEqual([1, 128]);
  const neighbour = await device("device-2", { clean: false });
  await subscribe(neighbour, "v1/devices/device-2/commands");
  first.end();
  neighbour.end();
  await until("both gone", () => broker.counts.connections === 0);
  for (let n = 0; n < 100; n++) expect(await broker.sendCommand("device-1", `${n}`)).toBe("queued");
  await expect(broker.sendCommand("device-1", "101st")).rejects.toMatchObject({ code: "broker.command_queue_full" });
  expect(await broker.sendCommand("device-2", "for 2 only")).toBe("queued");

  const back = await openRaw(at.tcp);
  await back.signIn("device-1", { password: tokenOf("device-1"), clean: false });
  expect(back.first("connack")).toMatchObject({ sessionPresent: true });
  await back.answered("publish", 100);
  expect(payloads(back)).toEqual(Array.from({ length: 100 }, (_, n) => `${n}`));
  back.end();
  // Unanswered, they are sent again under the same identifiers, marked as such
  const ids = back.received.flatMap((packet) => (packet.cmd === "publish" ? [packet.messageId] : []));
  const again = await device("device-1", { clean: false });
  await again.answered("publish", 100);
  expect(again.received.flatMap((packet) => (packet.cmd === "publish" ? [packet.messageId] : []))).toEqual(ids);
  expect(again.received.every((packet) => packet.cmd !== "publish" || packet.dup)).toBe(true);
  for (const packet of again.received) {
    if (packet.cmd === "publish") again.send({ cmd: "puback", messageId: packet.messageId ?? 0 });
  }
  expect(await again.isServed()).toBe(true);
  again.end();
  const later = await device("device-1", { clean: false });
  expect(await later.isServed()).toBe(true);
  expect(payloads(later)).toEqual([]);
  later.end();

  const clean = await device("device-1", { clean: true });
  expect(clean.first("connack")).toMatchObject({ sessionPresent: false });
  expect(await broker.sendCommand("device-1", "lost")).toBe("not_subscribed");
  await broker.stop();
});

test("a device that does not read is closed after drainTimeoutMs, and others get their commands meanwhile", async () => {
  const { broker, device, at } = await runBroker({ drainTimeoutMs: 300 });
  const frozen = await openRaw(at.tcp, "tcp", { reads: false });
  frozen.send({
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    clientId: "device-1",
    username: "device-1",
    password: Buffer.from(tokenOf("device-1")),
  });
  frozen.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: commands, qos: 1 }] });
  await until("subscribed", async () => (await broker.sendCommand("device-1", "")) === "sent");
  const awake = await device("device-2");
  await subscribe(awake, "v1/devices/device-2/commands");

  const large = Buffer.alloc(60_000);
  let sent = 0;
  let reachedMeanwhile = 0;
  while (broker.counts.closes.not_reading === 0 && sent < 2000) {
    for (let n = 0; n < 20; n++) void broker.sendCommand("device-1", large).catch(() => {});
    const before = awake.count("publish");
    await broker.sendCommand("device-2", "still here");
    await awake.answered("publish", before + 1);
    if (broker.counts.closes.not_reading === 0) reachedMeanwhile++;
    sent += 20;
  }
  expect(broker.counts.closes.not_reading).toBe(1);
  expect(reachedMeanwhile).toBeGreaterThan(0);
  expect(await awake.isServed()).toBe(true);
  frozen.end();
  await broker.stop();
});
