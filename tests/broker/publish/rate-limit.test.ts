import { expect, test } from "vitest";
import { DeviceQuota } from "../../../broker/devices/device-quota.ts";
import { publishPacket } from "../raw-client.ts";
import { runBroker } from "../running-broker.ts";

const noSpare = { spareBytesInFlight: 0 };
const topic = "v1/devices/device-1/readings";

test("a device beyond its rate is slowed down, not dropped: every publish is acknowledged, in order, in its time", async () => {
  const { broker, device, accepted } = await runBroker({ publishesPerSecond: 50, publishBurst: 5, ...noSpare });
  const client = await device("device-1");
  const startedAt = performance.now();
  client.send(...Array.from({ length: 25 }, (_, index) => publishPacket(topic, `${index}`, 1, index + 1)));
  expect(await client.answered("puback", 25)).toBe(true);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(390);
  const own = accepted
    .filter(({ deviceId }) => deviceId === "device-1")
    .map(({ payload }) => Number(Buffer.from(payload)));
  expect(own).toEqual(Array.from({ length: 25 }, (_, index) => index));
  expect(broker.counts.publishesDelayed).toBeGreaterThanOrEqual(15);
  await broker.stop();
});

test("a device that is slowed down is not taken for dead: its keep-alive cannot be read meanwhile", async () => {
  const { broker, device } = await runBroker({ publishesPerSecond: 4, publishBurst: 1, ...noSpare });
  const client = await device("device-1", { keepalive: 1 });
  client.send(...Array.from({ length: 11 }, (_, index) => publishPacket(topic, "{}", 1, index + 1)));
  expect(await client.answered("puback", 11)).toBe(true);
  expect(broker.counts.closes.keepalive_timeout).toBe(0);
  await client.closed();
  expect(broker.counts.closes.keepalive_timeout).toBe(1);
  await broker.stop();
});

test("reconnecting buys a device no new burst, and a neighbour is not held up", async () => {
  const { broker, device } = await runBroker({ publishesPerSecond: 0.001, publishBurst: 3, ...noSpare });
  const first = await device("device-1");
  first.send(...[1, 2, 3].map((id) => publishPacket(topic, "{}", 1, id)));
  await first.answered("puback", 3);
  first.end();
  const second = await device("device-1");
  second.send(publishPacket(topic, "{}", 1, 4));
  expect(await second.isServed()).toBe(true);
  const neighbour = await device("device-2");
  neighbour.send(publishPacket("v1/devices/device-2/readings"));
  expect(await neighbour.answered("puback")).toBe(true);
  expect(second.count("puback")).toBe(0);
  await broker.stop();
});

test("DeviceQuota fills up to its burst and no further, and heavy publishes count as several", () => {
  const quota = new DeviceQuota({ publishesPerSecond: 10, publishBurst: 3 }, 0);
  const small = 300;
  expect([1, 2, 3, 4].map(() => quota.tryConsumePublish(0, small))).toEqual([true, true, true, false]);
  expect(quota.waitMs(0)).toBe(100);
  expect(quota.waitMs(50)).toBe(50);
  expect(quota.tryConsumePublish(100, small)).toBe(true);
  expect([1, 2, 3, 4].map(() => quota.tryConsumePublish(1e9, small))).toEqual([true, true, true, false]);
  expect(quota.tryConsumePublish(2e9, 57_344)).toBe(true);
  expect(quota.waitMs(2e9)).toBe(1_200);
});
