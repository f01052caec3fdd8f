import { describe, expect, test } from "vitest";
import { SignInPace } from "../../broker/devices/sign-in-pace.ts";
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

test("with the token the newer connection stands and the older is closed, and no will is reported", async () => {
  const running = await runBroker();
  const first = await running.device("device-1", { will });
  const second = await running.device("device-1", { will });
  await first.closed();
  second.send(publishPacket("v1/devices/device-1/readings"));
  expect(await second.answered("puback")).toBe(true);
  expect(running.broker.counts.closes.taken_over).toBe(1);
  expect(running.reports).toEqual([]);
  second.end();
  await until("offline", () => running.reports.length > 0);
  expect(running.reports).toMatchObject([{ deviceId: "device-1", report: { about: "status", status: "offline" } }]);
  expect(running.refusals).toEqual([]);
  await running.broker.stop();
});

test("forty clients with one id at once: three take-overs, then the one that is connected stays, and it is told", async () => {
  const running = await runBroker();
  const clients = await Promise.all(Array.from({ length: 40 }, () => openRaw(running.at.tcp)));
  await Promise.all(clients.map((client) => client.signIn("device-1", { password: tokenOf("device-1"), will })));
  await until("one connection", () => running.broker.counts.connections === 1);
  const standing = clients.filter((client) => !client.isClosed);
  expect(standing).toHaveLength(1);
  expect(await standing[0]!.isServed()).toBe(true);
  expect(running.broker.counts.closes.taken_over).toBe(3);
  expect(running.broker.counts.signIns.two_clients).toBe(36);
  expect(new Set(running.refusals.map(({ deviceId, reason }) => `${deviceId} ${reason}`))).toEqual(
    new Set(["device-1 two_clients"]),
  );
  await running.broker.stop();
});

describe("SignInPace", () => {
  const limits = { connectsPerMinute: 3 };

  test("lets a device without a connection in at once, and beyond its sign-ins of the minute once a second", () => {
    const pace = new SignInPace(limits);
    expect([0, 10, 20, 30, 900, 1_020, 1_500, 2_020].map((at) => pace.judge(at, null))).toEqual([
      ...["accepted", "accepted", "accepted", "too_many_sign_ins", "too_many_sign_ins"],
      ...["accepted", "too_many_sign_ins", "accepted"],
    ]);
    expect(pace.trouble()).toBe("reconnects_often");
    expect(pace.judge(60_001, null)).toBe("accepted");
    expect(pace.trouble()).toBeNull();
  });

  test("lets a link that may be half open be taken over however often", () => {
    const pace = new SignInPace({ connectsPerMinute: 100 });
    for (let n = 0; n < 50; n++) expect(pace.judge(n * 1_000, 5_000)).toBe("accepted");
    expect(pace.trouble()).toBeNull();
  });

  test("keeps a connection that is alive from the fourth take-over within a minute on, and tells of the second", () => {
    const pace = new SignInPace({ connectsPerMinute: 100 });
    expect(pace.judge(0, null)).toBe("accepted");
    const troubles = [1_000, 2_000, 3_000].map((at) => [pace.judge(at, 500), pace.trouble()]);
    expect(troubles).toEqual([
      ["accepted", null],
      ["accepted", "two_clients"],
      ["accepted", "two_clients"],
    ]);
    expect([4_000, 30_000, 60_999].map((at) => pace.judge(at, 500))).toEqual(Array(3).fill("two_clients"));
    expect(pace.judge(61_000, 500)).toBe("accepted");
  });
});
