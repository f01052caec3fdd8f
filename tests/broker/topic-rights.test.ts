import { afterAll, beforeAll, expect, test } from "vitest";
import { openRaw, publishPacket, type RawClient } from "./raw-client.ts";
import { type RunningBroker, runBroker, tokenOf } from "./running-broker.ts";

type Attempt =
  | { readonly does: "publish"; readonly topic: string; readonly retain: boolean }
  | { readonly does: "subscribe"; readonly topic: string }
  | { readonly does: "leave a will on"; readonly topic: string };

const deviceCount = 20;
let running: RunningBroker;
let open: RunningBroker;
beforeAll(async () => {
  running = await runBroker();
  open = await runBroker({ openForTesting: true });
});
afterAll(() => Promise.all([running.broker.stop(), open.broker.stop()]));

/** Things to try as a device that is no gateway, and what the MQTT contract says of each. */
function attemptsOf(own: string, other: string): readonly (readonly [Attempt, boolean])[] {
  const publish = (topic: string, isAllowed: boolean, retain = false): readonly [Attempt, boolean] => [
    { does: "publish", topic, retain },
    isAllowed,
  ];
  const subscribe = (topic: string, isAllowed: boolean): readonly [Attempt, boolean] => [
    { does: "subscribe", topic },
    isAllowed,
  ];
  const will = (topic: string, isAllowed: boolean): readonly [Attempt, boolean] => [
    { does: "leave a will on", topic },
    isAllowed,
  ];
  return [
    publish(`v1/devices/${own}/readings`, true),
    publish(`v1/devices/${own}/readings/senml`, true),
    publish(`v1/devices/${own}/readings/hj212`, true),
    publish(`v1/devices/${own}/status`, true),
    publish(`v1/devices/${own}/status`, true, true),
    publish(`v1/devices/${own}/commands/ack`, true),
    publish(`v1/devices/${own}/readings`, false, true),
    publish(`v1/devices/${own}/commands/ack`, false, true),
    publish(`v1/devices/${own}/readings/`, false),
    publish(`v1/devices/${own}/readings/a/b`, false),
    publish(`v1/devices/${own}/readings/SENML`, false),
    publish(`v1/devices/${own}/commands`, false),
    publish(`v1/devices/${own}/config`, false),
    publish(`v1/devices/${own}`, false),
    publish(`v1/devices/${own}x/readings`, false),
    publish(`/v1/devices/${own}/readings`, false),
    publish(`v1/devices/${other}/readings`, false),
    publish(`v1/devices/${other}/status`, false, true),
    publish(`v1/devices/${other}/commands`, false),
    publish(`v1/gateways/${own}/readings`, false),
    publish(`v1/gateways/${own}/readings/senml`, false),
    publish(`v1/gateways/${other}/readings`, false),
    publish(`v1/devices/${own}/replies`, false),
    publish("v2/devices/x/readings", false),
    publish("$SYS/broker/clients", false),
    publish(`$share/g/v1/devices/${own}/readings`, false),
    publish("v1/devices/+/readings", false),
    publish(`v1/devices/${own}/#`, false),
    publish("readings", false),
    subscribe(`v1/devices/${own}/commands`, true),
    subscribe(`v1/devices/${own}/replies`, true),
    subscribe(`v1/devices/${other}/replies`, false),
    subscribe(`v1/devices/${own}/commands/ack`, false),
    subscribe(`v1/devices/${own}/#`, false),
    subscribe(`v1/devices/${own}/+`, false),
    subscribe(`v1/devices/${other}/commands`, false),
    subscribe("v1/devices/+/commands", false),
    subscribe("#", false),
    subscribe("+/devices/+/commands", false),
    subscribe("$SYS/#", false),
    subscribe(`$share/g/v1/devices/${own}/commands`, false),
    will(`v1/devices/${own}/status`, true),
    will(`v1/devices/${other}/status`, false),
    will(`v1/devices/${own}/readings`, false),
    will("#", false),
  ];
}

test("a device publishes and subscribes its own topics only: 20 devices x 45 attempts, none wrongly allowed or denied", async () => {
  const wrong = await wrongAnswers(running, deviceCount);
  expect(wrong).toEqual([]);
  for (const published of running.accepted) expect(published.topic.split("/")[2]).toBe(published.deviceId);
  expect(running.accepted).toHaveLength(deviceCount * 3);
  expect(running.broker.counts.publishes).toEqual({
    readings: deviceCount * 3,
    status: deviceCount * 2,
    command_ack: deviceCount,
  });
});

test("control: without topic rights the same matrix finds wrong allows", async () => {
  const wrong = await wrongAnswers(open, 1);
  expect(wrong.length).toBeGreaterThan(15);
  expect(wrong.every((words) => words.endsWith("was allowed"))).toBe(true);
});

test("a gateway publishes for those behind it on its own gateway topics, and on no other's", async () => {
  const { broker, device, accepted } = await runBroker({}, { isGateway: (id) => id === "device-0" });
  const attempts = [
    ["device-0", "v1/gateways/device-0/readings", true],
    ["device-0", "v1/gateways/device-0/readings/sl651", true],
    ["device-0", "v1/devices/device-0/readings", true],
    ["device-0", "v1/gateways/device-1/readings", false],
    ["device-0", "v1/devices/device-1/readings", false],
    ["device-0", "v1/gateways/device-0/status", false],
    ["device-1", "v1/gateways/device-1/readings", false],
    ["device-1", "v1/gateways/device-0/readings", false],
  ] as const;
  for (const [id, topic, isAllowed] of attempts) {
    const client = await device(id);
    client.send(publishPacket(topic));
    expect(await client.answered("puback"), `${id} on ${topic}`).toBe(isAllowed);
    client.end();
  }
  expect(accepted.map(({ deviceId, codec }) => `${deviceId} ${codec}`)).toEqual([
    "device-0 gateway-json",
    "device-0 sl651",
    "device-0 json",
  ]);
  expect(broker.counts.refusals.topic_not_own).toBe(5);
  await broker.stop();
});

async function wrongAnswers(target: RunningBroker, devices: number): Promise<string[]> {
  const wrong: string[] = [];
  const ids = Array.from({ length: devices }, (_, index) => `device-${index}`);
  await Promise.all(
    ids.map(async (own, index) => {
      const other = `device-${(index + 1) % deviceCount}`;
      for (const [attempt, isAllowed] of attemptsOf(own, other)) {
        const wasAllowed = await tried(target, own, attempt);
        if (wasAllowed !== isAllowed) {
          wrong.push(`${own}: ${attempt.does} ${attempt.topic} was ${wasAllowed ? "allowed" : "denied"}`);
        }
      }
    }),
  );
  return wrong;
}

async function tried(target: RunningBroker, own: string, attempt: Attempt): Promise<boolean> {
  const client = await openRaw(target.at.tcp);
  try {
    return await answered(client, own, attempt);
  } finally {
    client.end();
  }
}

async function answered(client: RawClient, own: string, attempt: Attempt): Promise<boolean> {
  const password = tokenOf(own);
  if (attempt.does === "leave a will on") {
    const will = { topic: attempt.topic, payload: Buffer.from("offline"), qos: 1, retain: true } as const;
    return (await client.signIn(own, { password, will })) === 0;
  }
  await client.signIn(own, { password });
  if (attempt.does === "subscribe") {
    client.send({ cmd: "subscribe", messageId: 7, subscriptions: [{ topic: attempt.topic, qos: 1 }] });
    await client.answered("suback");
    const suback = client.first("suback");
    return suback?.cmd === "suback" && suback.granted[0] !== 128;
  }
  client.send({ ...publishPacket(attempt.topic), retain: attempt.retain } as ReturnType<typeof publishPacket>);
  return client.answered("puback");
}
