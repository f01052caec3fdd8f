import { expect, test } from "vitest";
import { until } from "../support/until.ts";
import { openRaw, publishPacket } from "./raw-client.ts";
import { runBroker, tokenOf } from "./running-broker.ts";

const attempts = 100;
const will = { topic: "v1/devices/device-1/status", payload: Buffer.from("offline"), qos: 1, retain: true } as const;

test(`without its token nobody evicts a device: ${attempts} attempts`, async () => {
  const running = await runBroker();
  const victim = await running.device("device-1", { clean: false, will });
  victim.send(publishPacket("v1/devices/device-1/readings", "{}", 2, 77));
  await victim.answered("pubrec");
  for (let n = 0; n < attempts; n++) {
    const attacker = await openRaw(running.at.tcp);
    const password = n % 2 === 0 ? "wrong" : tokenOf("device-2");
    expect(await attacker.signIn("device-1", { password, clean: true })).toBe(4);
    attacker.end();
  }
  expect(await victim.isServed()).toBe(true);
  expect(running.reports).toEqual([]);
  // The open QoS 2 exchange is the device's session: a stranger's CONNECT with a clean session must not end it
  victim.end();
  const back = await running.device("device-1", { clean: false });
  back.send({ ...publishPacket("v1/devices/device-1/readings", "{}", 2, 77), dup: true } as ReturnType<
    typeof publishPacket
  >);
  await back.answered("pubrec");
  expect(running.accepted).toHaveLength(1);
  await running.broker.stop();
});

test("control: where any token will do, the same attempt evicts", async () => {
  const open = await runBroker({ openForTesting: true });
  const victim = await open.device("device-1");
  const attacker = await openRaw(open.at.tcp);
  expect(await attacker.signIn("device-1", { password: "wrong" })).toBe(0);
  await victim.closed();
  await open.broker.stop();
});

test("with the token the newer connection stands and the older is closed, however often and however fast", async () => {
  const running = await runBroker();
  const clients = await Promise.all(Array.from({ length: 40 }, () => openRaw(running.at.tcp)));
  await Promise.all(clients.map((client) => client.signIn("device-1", { password: tokenOf("device-1"), will })));
  await until("one connection", () => running.broker.counts.connections === 1);
  const standing = clients.filter((client) => !client.isClosed);
  expect(standing).toHaveLength(1);
  expect(await standing[0]!.isServed()).toBe(true);
  expect(running.broker.counts.closes.taken_over).toBe(39);
  expect(running.reports).toEqual([]);

  const newest = await running.device("device-1", { will });
  await standing[0]!.closed();
  newest.send(publishPacket("v1/devices/device-1/readings"));
  expect(await newest.answered("puback")).toBe(true);
  newest.end();
  await until("offline", () => running.reports.length > 0);
  expect(running.reports).toMatchObject([{ deviceId: "device-1", report: { about: "status", status: "offline" } }]);
  await running.broker.stop();
});
