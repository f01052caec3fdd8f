import { expect, test } from "vitest";
import { secondMs } from "../../domain/clock.ts";
import type { EndpointId } from "../../domain/ids.ts";
import { InMemoryOutbox } from "../support/in-memory-outbox.ts";
import {
  type AnswerTo,
  accepted,
  deliveriesOf,
  dispatcherSetup,
  endpoint,
  event,
  failed,
  hanging,
} from "./support/builders.ts";
import { FakeTime, settled } from "./support/fake-time.ts";

const endpoints = [endpoint({ id: "dispatch" }), endpoint({ id: "other" })];

/** Two processes on one outbox. What is committed is announced to `announcedTo` alone, as each hub announces its own. */
function twoDispatchers(outbox = new InMemoryOutbox()) {
  const time = new FakeTime();
  const answering = (_request: unknown, count: number) => (count % 5 === 3 ? failed : accepted);
  const setups = [0, 1].map(() => dispatcherSetup({ time, outbox, endpoints, answering }));
  const [one, two] = setups as [(typeof setups)[0], (typeof setups)[0]];
  const sentTo = (host: string) => [...one.sender.idsTo(host), ...two.sender.idsTo(host)];
  return { time, outbox, one, two, sentTo };
}

/** An outbox that gives every endpoint to whoever asks: without it the tests below would show nothing. */
class GenerousOutbox extends InMemoryOutbox {
  override async lease(_owner: string, endpointIds: readonly EndpointId[]): Promise<readonly EndpointId[]> {
    return endpointIds;
  }
}

async function deliverTwenty(outbox: InMemoryOutbox): Promise<readonly string[]> {
  const { time, one, two, sentTo } = twoDispatchers(outbox);
  await Promise.all([one.dispatcher.start(), two.dispatcher.start()]);
  for (let n = 0; n < 20; n += 1) {
    const work = deliveriesOf([event({ id: `e${n}` })], endpoints, time.now());
    // Both hear of it: the one whose commit it was at once, the other by its poll.
    one.dispatcher.queued(outbox.commit(work));
    await two.dispatcher.reload();
    await time.advance(secondMs / 4);
  }
  await time.advance(600 * secondMs);
  await Promise.all([one.dispatcher.stop(), two.dispatcher.stop()]);
  expect(outbox.inState("delivered")).toHaveLength(40);
  return sentTo("dispatch");
}

test("two dispatchers on one outbox send each delivery once", async () => {
  const outbox = new InMemoryOutbox();
  await deliverTwenty(outbox);
  const delivered = outbox.attempts.filter(({ next }) => next.state === "delivered");
  expect(delivered).toHaveLength(40);
  expect(new Set(delivered.map(({ deliveryId }) => deliveryId)).size).toBe(40);
});

test("control: without leases both send what is there", async () => {
  const outbox = new GenerousOutbox();
  await deliverTwenty(outbox);
  expect(outbox.attempts.filter(({ next }) => next.state === "delivered").length).toBeGreaterThan(40);
});

test("an endpoint passes to the other dispatcher when the one that had it stops, with all that waits", async () => {
  const { time, outbox, one, two, sentTo } = twoDispatchers();
  await one.dispatcher.start();
  await two.dispatcher.start();
  one.dispatcher.queued(outbox.commit(deliveriesOf([event({ id: "a" })], endpoints, time.now())));
  await settled();
  expect([one.sender.sent.length, two.sender.sent.length]).toEqual([2, 0]);
  await one.dispatcher.stop();
  outbox.commit(deliveriesOf([event({ id: "b" })], endpoints, time.now()));
  await time.advance(2 * secondMs);
  expect(two.sender.idsTo("dispatch")).toEqual(["b"]);
  expect(sentTo("other")).toEqual(["a", "b"]);
});

test("a dispatcher whose lease another has taken cuts off what is under way and leaves the rest to the other", async () => {
  const time = new FakeTime();
  const outbox = new InMemoryOutbox();
  const answering: AnswerTo = (request) => (request.headers["webhook-id"] === "retried" ? failed : hanging(request));
  const stuck = dispatcherSetup({ time, outbox, answering, settings: { retryDelaysMs: [8 * secondMs] } });
  const other = dispatcherSetup({ time, outbox, answering: () => accepted });
  await stuck.dispatcher.start();
  stuck.queue([event({ id: "a" }), event({ id: "retried" })]);
  await settled();
  expect(stuck.sender.sent).toHaveLength(2);
  // It cannot renew for longer than its leases last: it sends nothing more, and the other takes over.
  const lease = outbox.lease.bind(outbox);
  outbox.lease = () => Promise.reject(new Error("busy"));
  await time.advance(20 * secondMs);
  stuck.queue([event({ id: "c" })]);
  await settled();
  expect(stuck.sender.sent).toHaveLength(2);
  outbox.lease = lease;
  await other.dispatcher.start();
  await time.advance(3 * secondMs);
  expect(other.sender.idsTo("dispatch").toSorted()).toEqual(["a", "c", "retried"]);
  expect(stuck.sender.sent).toHaveLength(2);
  expect(outbox.attempts).toHaveLength(4);
  expect(stuck.dispatcher.status().endpoints[0]).toMatchObject({ pending: 0, inFlight: 0 });
});

test("first attempts take the body that was queued a moment ago, and ask the store for none", async () => {
  const { dispatcher, outbox, time, sender } = dispatcherSetup({ answering: () => accepted });
  await dispatcher.start();
  outbox.body = () => Promise.reject(new Error("asked"));
  const work = deliveriesOf([event({ id: "a" })], [endpoint()], time.now());
  dispatcher.queued(outbox.commit(work), work.bodies);
  await settled();
  expect(sender.sent.map(({ body }) => body)).toEqual([work.bodies[0]!.body]);
});
