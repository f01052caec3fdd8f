import { expect, onTestFinished, test } from "vitest";
import { DispatchPlatform } from "../../simulators/dispatch-platform.ts";
import { Dispatcher } from "../../webhooks/dispatcher.ts";
import type { Endpoint } from "../../webhooks/endpoints/endpoint-schema.ts";
import { signerFor } from "../../webhooks/formats/sign.ts";
import { createSender } from "../../webhooks/send.ts";
import { type WebhooksSettings, webhooksSettings } from "../../webhooks/settings.ts";
import { InMemoryOutbox } from "../support/in-memory-outbox.ts";
import { hangMs, until } from "../support/until.ts";
import { deliveriesOf, endpoint, event, LogLines, otherSecret, secret } from "./support/builders.ts";
import { guardAllowing, platform } from "./support/real-network.ts";

interface Running {
  readonly dispatcher: Dispatcher;
  readonly outbox: InMemoryOutbox;
  readonly log: LogLines;
  queue(count: number): void;
}

async function running(
  endpoints: readonly Endpoint[],
  options: {
    readonly secrets?: readonly string[];
    readonly outbox?: InMemoryOutbox;
    readonly settings?: Partial<WebhooksSettings>;
  } = {},
): Promise<Running> {
  const { secrets = [secret], outbox = new InMemoryOutbox() } = options;
  const settings = webhooksSettings.parse({
    retryDelaysMs: [20],
    timeoutMs: hangMs,
    breakerProbeMs: 100,
    ...options.settings,
  });
  const guard = guardAllowing(...endpoints.map(({ url }) => url));
  const signers = new Map(endpoints.map(({ id }) => [id, signerFor(secrets)]));
  const log = new LogLines();
  const sender = createSender({ settings, guard });
  const dispatcher = new Dispatcher({ endpoints, signers, outbox, sender, settings, log });
  await dispatcher.start();
  onTestFinished(() => dispatcher.stop());
  const queue = (count: number): void => {
    const told = Array.from({ length: count }, (_, index) => event({ subject: `case-${index % 20}` }));
    dispatcher.queued(outbox.commit(deliveriesOf(told, endpoints, Date.now())));
  };
  return { dispatcher, outbox, log, queue };
}

test("Dispatcher gets 500 events to the reference platform, each once, in order per subject, while it fails now and then", async () => {
  const { at, url } = await platform();
  at.setBehaviour(({ count }) =>
    count % 7 === 0
      ? { kind: "status", status: 503 }
      : count % 11 === 0
        ? { kind: "reset-after-body" }
        : { kind: "ok" },
  );
  const { outbox, queue, dispatcher } = await running([endpoint({ url })]);
  queue(500);
  await until("all are delivered", () => outbox.inState("delivered").length === 500);
  const decided = outbox.all;
  for (const [subject, received] of Map.groupBy(at.received, (one) => one.subject)) {
    const wanted = decided.filter((one) => one.subject === subject).map(({ eventId }) => String(eventId));
    expect(received.map(({ id }) => id)).toEqual(wanted);
  }
  expect(at.received).toHaveLength(500);
  expect(at.counts.refused).toBe(0);
  expect(dispatcher.status().counts.server_error).toBeGreaterThan(0);
});

test("G15 with one of three endpoints hanging, the others have everything before its first attempt times out", async () => {
  const [dead, one, other] = [await platform({ kind: "hang" }), await platform(), await platform()];
  const endpoints = [dead, one, other].map(({ url }, index) => endpoint({ id: `e${index}`, url }));
  const { queue, dispatcher } = await running(endpoints, { settings: { timeoutMs: hangMs } });
  queue(100);
  await until("both have all", () => one.at.received.length === 100 && other.at.received.length === 100);
  expect(dispatcher.status().counts.timeout).toBe(0);
});

test("G14 rotation under load: receivers with the old and with the new secret refuse none of 1,000 events", async () => {
  const old = await platform();
  const renewed = new DispatchPlatform({ secrets: [otherSecret] });
  const renewedUrl = await renewed.start();
  onTestFinished(() => renewed.stop());
  const endpoints = [endpoint({ id: "old", url: old.url }), endpoint({ id: "new", url: renewedUrl })];
  const { queue } = await running(endpoints, { secrets: [secret, otherSecret] });
  queue(1_000);
  await until("both have all", () => old.at.received.length === 1_000 && renewed.received.length === 1_000);
  expect([old.at.counts.refused, renewed.counts.refused]).toEqual([0, 0]);
});

test("G14 control: with the old secret alone the renewed receiver refuses", async () => {
  const renewed = new DispatchPlatform({ secrets: [otherSecret] });
  const url = await renewed.start();
  onTestFinished(() => renewed.stop());
  const { queue, outbox } = await running([endpoint({ url })]);
  queue(3);
  await until("it has refused", () => renewed.counts.refused >= 3);
  expect(renewed.received).toEqual([]);
  expect(outbox.inState("pending")).toHaveLength(3);
});

test("stop() in the middle of deliveries, then start: nothing lost, no new id, duplicates told by the receiver", async () => {
  const { at, url } = await platform({ kind: "slow", ms: 15 });
  const first = await running([endpoint({ url })]);
  first.queue(60);
  await until("some have arrived", () => at.received.length > 10);
  await first.dispatcher.stop();
  expect(first.outbox.inState("pending").length).toBeGreaterThan(0);
  at.setBehaviour({ kind: "ok" });
  await running([endpoint({ url })], { outbox: first.outbox });
  await until("all are delivered", () => first.outbox.inState("delivered").length === 60);
  expect(new Set(at.received.map(({ id }) => id)).size).toBe(60);
});

test("Dispatcher writes no secret into its log, its status or its outbox", async () => {
  const { at, url } = await platform({ kind: "status", status: 410, body: "gone" });
  const { queue, log, dispatcher, outbox } = await running([endpoint({ url: `${url}?key=planted-canary` })]);
  queue(1);
  await until("it answers that it is gone", () => dispatcher.status().endpoints[0]?.goneAt);
  const everything = JSON.stringify([log.lines, dispatcher.status(), outbox.attempts, [...outbox.statuses]]);
  expect(at.counts.requests).toBe(1);
  expect(everything).toContain("answered 410");
  for (const planted of [secret, secret.slice(6, 30), "planted-canary"]) expect(everything).not.toContain(planted);
});
