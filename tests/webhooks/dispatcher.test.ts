import { expect, test } from "vitest";
import type { Level } from "../../domain/city/level.ts";
import { dayMs, minuteMs, secondMs } from "../../domain/clock.ts";
import type { EndpointAnswer } from "../../webhooks/exchange.ts";
import { accepted, dispatcherSetup, endpoint, event, failed, hanging } from "./support/builders.ts";
import { settled } from "./support/fake-time.ts";

const client = (status: number): EndpointAnswer => ({ ...failed, reason: "client_error", status });
const gone: EndpointAnswer = { ...failed, reason: "gone", status: 410 };
const throttled = (retryAfterMs: number): EndpointAnswer => ({
  ...failed,
  reason: "throttled",
  status: 429,
  retryAfterMs,
});

test("queued() begins a first attempt at once", async () => {
  const { dispatcher, sender, queue, outbox } = dispatcherSetup({ answering: () => accepted });
  await dispatcher.start();
  queue([event()]);
  await settled();
  expect(sender.sent).toHaveLength(1);
  expect(outbox.inState("delivered")).toHaveLength(1);
  expect(dispatcher.status().counts.accepted).toBe(1);
  expect(dispatcher.status().endpoints[0]).toMatchObject({ pending: 0, inFlight: 0, breaker: "closed" });
});

test("Dispatcher keeps the retry schedule: now, 5 s, 15 s, 1 min, 5 min, then every 5 min", async () => {
  const { dispatcher, sender, queue, time } = dispatcherSetup({ answering: () => failed });
  await dispatcher.start();
  const startedAt = time.now();
  queue([event({ isUrgent: false })]);
  await time.advance(20 * minuteMs);
  const waits = sender.sent.map(({ at }, index) => (at - (sender.sent[index - 1]?.at ?? startedAt)) / secondMs);
  expect(waits).toEqual([0, 5, 15, 60, 300, 300, 300]);
});

test("Dispatcher stretches and shortens waits by the jitter and no more", async () => {
  for (const [random, wait] of [
    [0, 4_000],
    [0.25, 4_500],
    [1, 6_000],
  ] as const) {
    const { dispatcher, sender, queue, time } = dispatcherSetup({ answering: () => failed, random: () => random });
    await dispatcher.start();
    queue([event()]);
    await time.advance(wait - 1);
    expect(sender.sent).toHaveLength(1);
    await time.advance(1);
    expect(sender.sent).toHaveLength(2);
  }
});

test("Dispatcher gives up after 24 h of failing: dead letter, said aloud, and the next of the subject goes", async () => {
  const { dispatcher, sender, queue, time, outbox, log } = dispatcherSetup({
    answering: ({ headers }) => (headers["webhook-id"] === "poison" ? failed : accepted),
  });
  await dispatcher.start();
  queue([
    event({ id: "poison", subject: "case-a", isUrgent: false }),
    event({ id: "after", subject: "case-a", isUrgent: false }),
  ]);
  await time.advance(dayMs - minuteMs);
  expect(outbox.inState("dead")).toEqual([]);
  expect(sender.idsTo("dispatch")).not.toContain("after");
  await time.advance(10 * minuteMs);
  expect(outbox.inState("dead").map(({ eventId }) => eventId)).toEqual(["poison"]);
  expect(outbox.inState("delivered").map(({ eventId }) => eventId)).toEqual(["after"]);
  expect(log.errors().join()).toContain("given up");
  expect(dispatcher.status().endpoints[0]?.deadLetters).toBe(1);
});

test("Dispatcher counts only failing as failing: two days of the hub being off are not held against a delivery", async () => {
  let isUp = false;
  const { dispatcher, queue, time, outbox } = dispatcherSetup({ answering: () => (isUp ? accepted : failed) });
  queue([event()]);
  await time.advance(2 * dayMs);
  await dispatcher.start();
  await settled();
  expect(outbox.inState("dead")).toEqual([]);
  isUp = true;
  await time.advance(5 * secondMs);
  expect(outbox.inState("delivered")).toHaveLength(1);
});

test.each([
  ["400", client(400), 0],
  ["413", client(413), 0],
  ["415", client(415), 0],
  ["422", client(422), 0],
  ["401", client(401), 1],
  ["403", client(403), 1],
  ["404", client(404), 1],
  ["500", failed, 1],
  ["302", { ...failed, reason: "redirect", status: 302 } as EndpointAnswer, 1],
  ["timeout", { ...failed, reason: "timeout", status: null } as EndpointAnswer, 1],
  ["connection failed", { ...failed, reason: "connection_failed", status: null } as EndpointAnswer, 1],
  ["refused target", { ...failed, reason: "refused_target", status: null } as EndpointAnswer, 1],
])("Dispatcher after %s", async (_name, answer, retries) => {
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({ answering: () => answer });
  await dispatcher.start();
  queue([event()]);
  await time.advance(5 * secondMs);
  expect(sender.sent).toHaveLength(1 + retries);
  expect(outbox.inState("dead")).toHaveLength(1 - retries);
  expect(dispatcher.status().counts[answer.reason]).toBe(1 + retries);
});

test("Dispatcher waits as long as Retry-After says, and at least a second", async () => {
  for (const [wish, wait] of [
    [900_000, 900_000],
    [2_000, 2_000],
    [0, 1_000],
  ] as const) {
    const { dispatcher, sender, queue, time } = dispatcherSetup({ answering: () => throttled(wish) });
    await dispatcher.start();
    queue([event({ isUrgent: false })]);
    await time.advance(wait - 1);
    expect(sender.sent).toHaveLength(1);
    await time.advance(1);
    expect(sender.sent).toHaveLength(2);
  }
});

test("Dispatcher disables an endpoint that answers 410 to three different events, and goes on once it is enabled", async () => {
  let isGone = true;
  const { dispatcher, sender, queue, time, outbox, log } = dispatcherSetup({
    answering: () => (isGone ? gone : accepted),
    settings: { maxConcurrentPerEndpoint: 1 },
  });
  await dispatcher.start();
  queue(Array.from({ length: 5 }, () => event({ isUrgent: false })));
  await time.advance(0);
  expect(new Set(sender.idsTo("dispatch")).size).toBe(3);
  const sentBefore = sender.sent.length;
  await time.advance(minuteMs);
  expect(sender.sent).toHaveLength(sentBefore);
  expect(outbox.inState("pending")).toHaveLength(5);
  expect(dispatcher.status().endpoints[0]).toMatchObject({
    disabledAt: expect.any(Number),
    goneAt: expect.any(Number),
  });
  expect(outbox.statuses.get(endpoint().id)?.disabledAt).not.toBeNull();
  expect(log.errors()).toHaveLength(1);

  isGone = false;
  outbox.enable(endpoint().id);
  await time.advance(secondMs);
  expect(outbox.inState("delivered")).toHaveLength(5);
  expect(dispatcher.status().endpoints[0]).toMatchObject({ disabledAt: null, goneAt: null });
});

test("One event answered 410 does not end an endpoint that takes others: it becomes a dead letter itself", async () => {
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({
    answering: ({ headers }) => (headers["webhook-id"] === "harmless" ? gone : accepted),
  });
  await dispatcher.start();
  queue([event({ id: "harmless", isUrgent: false })]);
  await time.advance(0);
  expect(dispatcher.status().endpoints[0]?.goneAt).not.toBeNull();
  queue([event({ id: "red", level: "red" })]);
  await time.advance(0);
  expect(sender.idsTo("dispatch")).toContain("red");
  expect(dispatcher.status().endpoints[0]?.goneAt).toBeNull();
  await time.advance(5 * secondMs);
  expect(outbox.inState("dead").map(({ eventId }) => eventId)).toEqual(["harmless"]);
  expect(dispatcher.status().endpoints[0]).toMatchObject({ disabledAt: null, lostUrgents: 0 });
});

test("The harmless event before the red one of its case is answered 410: the red one goes all the same", async () => {
  const { dispatcher, queue, time, outbox } = dispatcherSetup({
    answering: ({ headers }) => (headers["webhook-id"] === "harmless" ? gone : accepted),
  });
  await dispatcher.start();
  queue([event({ id: "harmless", subject: "case-a", isUrgent: false })]);
  await time.advance(0);
  queue([event({ id: "red", subject: "case-a", level: "red" })]);
  await time.advance(0);
  expect(outbox.inState("delivered").map(({ eventId }) => eventId)).toEqual(["red"]);
});

test("A fresh urgent event is tried at an endpoint that is disabled, and enables it by being taken", async () => {
  const { dispatcher, queue, time, outbox } = dispatcherSetup({
    answering: ({ headers }) => (headers["webhook-id"] === "red" ? accepted : gone),
    settings: { maxConcurrentPerEndpoint: 1 },
  });
  await dispatcher.start();
  queue(Array.from({ length: 3 }, () => event({ isUrgent: false })));
  await time.advance(0);
  expect(outbox.statuses.get(endpoint().id)?.disabledAt).not.toBeNull();
  queue([event({ id: "red", level: "red" })]);
  await time.advance(0);
  expect(outbox.inState("delivered").map(({ eventId }) => eventId)).toEqual(["red"]);
  expect(outbox.statuses.get(endpoint().id)).toMatchObject({ disabledAt: null });
});

test("Dispatcher stays silent after a restart towards an endpoint that was disabled before", async () => {
  const first = dispatcherSetup({ answering: () => gone, settings: { goneAfter: 1 } });
  await first.dispatcher.start();
  first.queue([event({ isUrgent: false })]);
  await first.time.advance(secondMs);
  await first.dispatcher.stop();
  const again = dispatcherSetup({ answering: () => accepted, outbox: first.outbox, time: first.time });
  await again.dispatcher.start();
  await again.time.advance(minuteMs);
  expect(again.sender.sent).toEqual([]);
});

test("Dispatcher delivers each subject in order, also when attempts fail in between", async () => {
  const { dispatcher, sender, queue, time } = dispatcherSetup({
    answering: (_, count) => (count % 3 === 0 ? accepted : failed),
  });
  await dispatcher.start();
  queue(["a1", "a2", "a3"].map((id) => event({ id, subject: "case-a" })));
  await time.advance(30 * minuteMs);
  const firsts = [...new Set(sender.idsTo("dispatch"))];
  expect(firsts).toEqual(["a1", "a2", "a3"]);
  expect(sender.sent.map(({ id }) => id)).toEqual(["a1", "a1", "a1", "a2", "a2", "a2", "a3", "a3", "a3"]);
});

test("Dispatcher sends urgent before the rest, red before blue, then the oldest", async () => {
  const { dispatcher, sender, queue } = dispatcherSetup({
    answering: () => accepted,
    settings: { maxConcurrentPerEndpoint: 1 },
  });
  const rows: [string, Level | null, boolean][] = [
    ["late-red", "red", false],
    ["blue", "blue", true],
    ["clear", null, false],
    ["red-1", "red", true],
    ["yellow", "yellow", true],
    ["red-2", "red", true],
  ];
  queue(rows.map(([id, level, isUrgent]) => event({ id, level, isUrgent })));
  await dispatcher.start();
  await settled();
  expect(sender.idsTo("dispatch")).toEqual(["red-1", "red-2", "yellow", "blue", "late-red", "clear"]);
});

test("Dispatcher pulls a subject forward for the red event behind its blue one", async () => {
  const { dispatcher, sender, queue } = dispatcherSetup({
    answering: () => accepted,
    settings: { maxConcurrentPerEndpoint: 1 },
  });
  queue([
    event({ id: "other", level: "orange" }),
    event({ id: "blue", subject: "case-a", level: "blue" }),
    event({ id: "red", subject: "case-a", level: "red" }),
  ]);
  await dispatcher.start();
  await settled();
  expect(sender.idsTo("dispatch")).toEqual(["blue", "red", "other"]);
});

test("Dispatcher does not let an urgent event sit out the back-off of an older one of its subject", async () => {
  let isUp = false;
  const { dispatcher, sender, queue, time } = dispatcherSetup({ answering: () => (isUp ? accepted : failed) });
  await dispatcher.start();
  queue([event({ id: "blue", subject: "case-a", level: "blue", isUrgent: false })]);
  await time.advance(81 * secondMs);
  isUp = true;
  queue([event({ id: "red", subject: "case-a", level: "red" })]);
  await settled();
  expect(sender.sent.filter(({ at }) => at === time.now()).map(({ id }) => id)).toEqual(["blue", "red"]);
});

test("Dispatcher keeps places free of retries: a first attempt goes out while every retry hangs", async () => {
  let isHanging = false;
  const { dispatcher, sender, queue, time } = dispatcherSetup({
    answering: (request) => {
      if (request.headers["webhook-id"] === "fresh") return accepted;
      return isHanging ? hanging(request) : failed;
    },
    settings: { breakerOpensAfter: 1_000 },
  });
  await dispatcher.start();
  queue(Array.from({ length: 20 }, () => event()));
  await time.advance(secondMs);
  isHanging = true;
  await time.advance(5 * secondMs);
  expect(dispatcher.status().endpoints[0]?.inFlight).toBe(4);
  queue([event({ id: "fresh", level: "blue" })]);
  await settled();
  expect(sender.idsTo("dispatch").at(-1)).toBe("fresh");
});

test("Dispatcher keeps a place for an urgent first attempt while everything else hangs", async () => {
  const { dispatcher, sender, queue } = dispatcherSetup({
    answering: (request) => (request.headers["webhook-id"] === "urgent" ? accepted : hanging(request)),
  });
  await dispatcher.start();
  queue(Array.from({ length: 20 }, () => event({ isUrgent: false })));
  await settled();
  expect(dispatcher.status().endpoints[0]?.inFlight).toBe(7);
  queue([event({ id: "urgent" })]);
  await settled();
  expect(sender.idsTo("dispatch").at(-1)).toBe("urgent");
});

test("Dispatcher only probes an endpoint that keeps failing, with the highest priority first, and floods back on success", async () => {
  let isUp = false;
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({
    answering: () => (isUp ? accepted : failed),
    settings: { maxConcurrentPerEndpoint: 1 },
  });
  await dispatcher.start();
  queue(Array.from({ length: 50 }, () => event({ level: "blue", isUrgent: false })));
  await settled();
  expect(sender.sent).toHaveLength(5);
  expect(dispatcher.status().endpoints[0]?.breaker).toBe("open");
  queue([event({ id: "red", level: "red", isUrgent: false })]);
  await time.advance(30 * secondMs - 1);
  expect(sender.sent).toHaveLength(5);
  await time.advance(1);
  expect(sender.idsTo("dispatch").slice(5)).toEqual(["red"]);
  await time.advance(30 * secondMs);
  expect(sender.sent).toHaveLength(7);
  isUp = true;
  await time.advance(30 * secondMs);
  expect(outbox.inState("delivered")).toHaveLength(51);
});

test("Dispatcher tries recording again on a full disk; what was delivered is not sent twice by it", async () => {
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({ answering: () => accepted });
  await dispatcher.start();
  outbox.isFull = true;
  queue([event({ id: "a1", subject: "case-a" }), event({ id: "a2", subject: "case-a" })]);
  await time.advance(5 * secondMs);
  expect(sender.idsTo("dispatch")).toEqual(["a1", "a2"]);
  expect(outbox.inState("pending")).toHaveLength(2);
  expect(dispatcher.status().unrecorded).toBe(2);
  outbox.isFull = false;
  await time.advance(secondMs);
  expect(outbox.inState("delivered")).toHaveLength(2);
  expect(sender.sent).toHaveLength(2);
});

test("Dispatcher takes up a replay from the command line within a second, with the same id", async () => {
  let isGood = false;
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({
    answering: () => (isGood ? accepted : client(400)),
  });
  await dispatcher.start();
  queue([event({ id: "a1" })]);
  await settled();
  expect(outbox.stateOf(1)).toBe("dead");
  isGood = true;
  await outbox.replay({ deliveryId: 1 });
  await time.advance(secondMs);
  expect(outbox.stateOf(1)).toBe("delivered");
  expect(sender.idsTo("dispatch")).toEqual(["a1", "a1"]);
});

test("reload() takes up a replay by this process at once", async () => {
  let isGood = false;
  const { dispatcher, queue, outbox } = dispatcherSetup({ answering: () => (isGood ? accepted : client(400)) });
  await dispatcher.start();
  queue([event()]);
  await settled();
  isGood = true;
  await outbox.replay({ deliveryId: 1 });
  await dispatcher.reload();
  await settled();
  expect(outbox.stateOf(1)).toBe("delivered");
});

test("status() says which endpoint has an urgent event undelivered, and the log says it once", async () => {
  let isUp = false;
  const { dispatcher, queue, time, log } = dispatcherSetup({ answering: () => (isUp ? accepted : failed) });
  await dispatcher.start();
  queue([event({ isUrgent: false }), event()]);
  await time.advance(2 * minuteMs);
  expect(dispatcher.status().undeliveredUrgent).toEqual([]);
  await time.advance(2 * secondMs);
  expect(dispatcher.status().undeliveredUrgent).toEqual(["dispatch"]);
  await time.advance(minuteMs);
  expect(log.errors()).toEqual([expect.stringContaining("by phone")]);
  isUp = true;
  await time.advance(5 * minuteMs);
  expect(dispatcher.status().undeliveredUrgent).toEqual([]);
});

test("Dispatcher holds deliveries of an endpoint that the city no longer names, and says so", async () => {
  const first = dispatcherSetup({ answering: () => failed, endpoints: [endpoint({ id: "old" }), endpoint()] });
  first.queue([event()]);
  const again = dispatcherSetup({ answering: () => accepted, outbox: first.outbox, time: first.time });
  await again.dispatcher.start();
  await settled();
  expect(again.dispatcher.status().orphans).toEqual({ old: 1 });
  expect(again.outbox.inState("pending").map(({ endpointId }) => endpointId)).toEqual(["old"]);
});

test("stop() ends within its grace with attempts under way; the next start sends them again under the same ids", async () => {
  const first = dispatcherSetup({ answering: hanging });
  await first.dispatcher.start();
  first.queue([event({ id: "a" }), event({ id: "b" })]);
  await settled();
  const stopping = first.dispatcher.stop();
  await first.time.advance(2 * secondMs);
  await stopping;
  expect(first.outbox.inState("pending")).toHaveLength(2);
  expect(first.outbox.attempts).toEqual([]);

  const again = dispatcherSetup({ answering: () => accepted, outbox: first.outbox, time: first.time });
  await again.dispatcher.start();
  await settled();
  expect(again.sender.idsTo("dispatch")).toEqual(["a", "b"]);
  expect(again.outbox.inState("delivered")).toHaveLength(2);
});

test("Dispatcher keeps its place in the schedule over a restart", async () => {
  const first = dispatcherSetup({ answering: () => failed });
  await first.dispatcher.start();
  first.queue([event({ isUrgent: false })]);
  await first.time.advance(81 * secondMs);
  await first.dispatcher.stop();
  const again = dispatcherSetup({ answering: () => failed, outbox: first.outbox, time: first.time });
  await again.dispatcher.start();
  await again.time.advance(298 * secondMs);
  expect(again.sender.sent).toEqual([]);
  await again.time.advance(secondMs);
  expect(again.sender.sent).toHaveLength(1);
});

test("a dead letter replayed days later has its own 24 h, and is no urgent event that has waited for days", async () => {
  let answer: EndpointAnswer = client(400);
  const { dispatcher, queue, time, outbox } = dispatcherSetup({ answering: () => answer });
  await dispatcher.start();
  queue([event()]);
  await time.advance(3 * dayMs);
  answer = failed;
  await outbox.replay({ deliveryId: 1 });
  await time.advance(minuteMs);
  expect(outbox.stateOf(1)).toBe("pending");
  expect(dispatcher.status().undeliveredUrgent).toEqual([]);
  expect(dispatcher.status().endpoints[0]?.oldestUrgentAgeMs).toBeLessThanOrEqual(minuteMs);
});

test("Dispatcher drops what the store no longer has, says so, and keeps probing", async () => {
  const { dispatcher, queue, time, outbox, log } = dispatcherSetup({
    answering: ({ headers }) => (headers["webhook-id"] === "good" ? accepted : failed),
    settings: { maxConcurrentPerEndpoint: 1 },
  });
  await dispatcher.start();
  queue(Array.from({ length: 5 }, () => event()));
  await settled();
  queue([event({ id: "vanished", level: "red" }), event({ id: "good" })]);
  outbox.lose(6);
  await time.advance(30 * secondMs);
  expect(dispatcher.status().endpoints[0]?.breaker).toBe("open");
  await time.advance(secondMs);
  expect(outbox.stateOf(7)).toBe("delivered");
  expect(log.errors().join()).toContain("no longer has it");
});

test("Dispatcher tries again, without counting an attempt, while the store cannot give a body", async () => {
  const { dispatcher, queue, time, outbox, sender } = dispatcherSetup({ answering: () => accepted });
  await dispatcher.start();
  const whole = outbox.body.bind(outbox);
  outbox.body = () => Promise.reject(new Error("busy"));
  queue([event()]);
  await time.advance(3 * secondMs);
  expect(sender.sent).toEqual([]);
  outbox.body = whole;
  await time.advance(secondMs);
  expect(outbox.attempts).toHaveLength(1);
  expect(outbox.stateOf(1)).toBe("delivered");
});

test("Dispatcher tries again at once when an urgent event came in during the failing attempt of an older one", async () => {
  let finish: (answer: EndpointAnswer) => void = () => {};
  const hold = (resolve: (answer: EndpointAnswer) => void): void => {
    finish = resolve;
  };
  const { dispatcher, sender, queue } = dispatcherSetup({
    answering: (_, count) => (count === 1 ? new Promise<EndpointAnswer>(hold) : accepted),
  });
  await dispatcher.start();
  queue([event({ id: "blue", subject: "case-a", level: "blue", isUrgent: false })]);
  await settled();
  queue([event({ id: "red", subject: "case-a", level: "red" })]);
  finish(failed);
  await settled();
  expect(sender.idsTo("dispatch")).toEqual(["blue", "blue", "red"]);
});

test("Dispatcher ends all waits once a probe succeeds, but for those that the receiver asked for", async () => {
  let answer = failed;
  const { dispatcher, sender, queue, time } = dispatcherSetup({
    answering: ({ headers }) => (headers["webhook-id"] === "asked" ? throttled(900_000) : answer),
    settings: { retryDelaysMs: [3_600_000] },
  });
  await dispatcher.start();
  queue(["asked", "b", "c", "d", "e"].map((id) => event({ id, isUrgent: false })));
  await settled();
  expect(dispatcher.status().endpoints[0]?.breaker).toBe("open");
  answer = accepted;
  queue([event({ id: "probe", level: "red", isUrgent: false })]);
  await time.advance(30 * secondMs);
  expect(sender.idsTo("dispatch").slice(5)).toEqual(["probe", "b", "c", "d", "e"]);
});

test("reload() leaves alone what is being sent at this moment", async () => {
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({
    answering: (request, count) => (count === 1 ? failed : hanging(request)),
  });
  await dispatcher.start();
  queue([event()]);
  await time.advance(5 * secondMs);
  await outbox.replay({ deliveryId: 1 });
  await dispatcher.reload();
  await time.advance(minuteMs);
  expect(sender.sent).toHaveLength(2);
  expect(dispatcher.status().endpoints[0]?.inFlight).toBe(1);
});

test("An urgent event is tried every half minute at most and never given up, however long that takes", async () => {
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({
    answering: () => failed,
    settings: { breakerOpensAfter: 1_000_000, giveUpAfterMs: 10 * minuteMs },
  });
  await dispatcher.start();
  queue([event({ level: "red" })]);
  await time.advance(10 * minuteMs);
  const waits = sender.sent.slice(1).map(({ at }, index) => at - sender.sent[index]!.at);
  expect(Math.max(...waits)).toBeLessThanOrEqual(30 * secondMs);
  await time.advance(20 * minuteMs);
  expect(outbox.inState("dead")).toEqual([]);
  expect(outbox.inState("pending")).toHaveLength(1);
});

test("A success wakes everything that waits, also without a breaker in between; what fails all the same waits longer", async () => {
  let isUp = false;
  const { dispatcher, sender, queue, time, outbox } = dispatcherSetup({
    answering: ({ headers }) => (isUp && headers["webhook-id"] !== "poison" ? accepted : failed),
    settings: { breakerOpensAfter: 1_000_000 },
  });
  await dispatcher.start();
  queue([event({ id: "quiet", isUrgent: false })]);
  await time.advance(90 * secondMs);
  queue([event({ id: "poison", isUrgent: false })]);
  await time.advance(0);
  isUp = true;
  queue([event({ id: "other", isUrgent: false })]);
  await time.advance(0);
  expect(outbox.inState("delivered").map(({ eventId }) => eventId)).toEqual(["quiet", "other"]);
  const tries = () => sender.idsTo("dispatch").filter((id) => id === "poison").length;
  for (let second = 0; second < 300; second += 1) {
    queue([event({ isUrgent: false })]);
    await time.advance(secondMs);
  }
  expect(tries()).toBeGreaterThan(3);
  expect(tries()).toBeLessThan(12);
});

test("A red event does not sit out the Retry-After that its receiver named for the orange one before it", async () => {
  let isUp = false;
  const { dispatcher, sender, queue, time } = dispatcherSetup({
    answering: () => (isUp ? accepted : throttled(140_000)),
  });
  await dispatcher.start();
  queue([event({ id: "orange", subject: "case-a", isUrgent: false })]);
  await time.advance(20 * secondMs);
  queue([event({ id: "red", subject: "case-a", level: "red" })]);
  isUp = true;
  await time.advance(10 * secondMs);
  expect(sender.idsTo("dispatch")).toEqual(["orange", "orange", "red"]);
});

test("A fresh urgent event is itself the probe of an endpoint that was failing", async () => {
  let isUp = false;
  const { dispatcher, sender, queue, time } = dispatcherSetup({ answering: () => (isUp ? accepted : failed) });
  await dispatcher.start();
  queue(Array.from({ length: 8 }, (_, index) => event({ id: `old-${index}`, isUrgent: false })));
  await time.advance(0);
  expect(dispatcher.status().endpoints[0]?.breaker).toBe("open");
  const before = sender.sent.length;
  queue([event({ id: "calm", isUrgent: false })]);
  await time.advance(0);
  expect(sender.sent).toHaveLength(before);
  isUp = true;
  queue([event({ id: "red", level: "red" })]);
  await time.advance(0);
  expect(sender.idsTo("dispatch")[before]).toBe("red");
  expect(dispatcher.status().endpoints[0]).toMatchObject({ breaker: "closed", pending: 0 });
});

test("An urgent event refused for good counts as lost until it is sent again or acknowledged, also over a restart", async () => {
  const first = dispatcherSetup({ answering: () => client(422) });
  await first.dispatcher.start();
  first.queue([event({ level: "red" }), event({ isUrgent: false })]);
  await first.time.advance(0);
  expect(first.dispatcher.status().endpoints[0]).toMatchObject({ deadLetters: 2, lostUrgents: 1 });
  await first.dispatcher.stop();

  const again = dispatcherSetup({ answering: () => client(422), outbox: first.outbox, time: first.time });
  await again.dispatcher.start();
  const lost = () => again.dispatcher.status().endpoints[0]?.lostUrgents;
  expect(lost()).toBe(1);
  await again.outbox.replay({});
  await again.time.advance(2 * secondMs);
  expect(lost()).toBe(1);
  expect(await again.outbox.acknowledge({}, { by: "Li Wei" })).toBe(2);
  await again.time.advance(secondMs);
  expect(lost()).toBe(0);
});
