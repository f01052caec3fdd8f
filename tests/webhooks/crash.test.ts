import { expect, test } from "vitest";
import { secondMs } from "../../domain/clock.ts";
import type { Attempt } from "../../domain/governance/delivery.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { Outbox } from "../../store/ports.ts";
import type { EndpointAnswer } from "../../webhooks/exchange.ts";
import type { SendRequest } from "../../webhooks/send.ts";
import { InMemoryOutbox } from "../support/in-memory-outbox.ts";
import { accepted, dispatcherSetup, event, failed, hanging } from "./support/builders.ts";
import { FakeTime } from "./support/fake-time.ts";

/** Where the process may die. */
const faultPoints = [
  "before queued()",
  "before body",
  "after body",
  "before send",
  "in flight, receiver has nothing",
  "in flight, receiver has it",
  "before record",
  "after record",
] as const;
type FaultPoint = (typeof faultPoints)[number];

/** A process that dies the nth time it comes to a fault point: from then on nothing it calls ever answers. */
class DyingProcess {
  isDead = false;
  readonly #point: FaultPoint;
  #left: number;

  constructor(point: FaultPoint, nth: number) {
    this.#point = point;
    this.#left = nth;
  }

  async passes(point: FaultPoint): Promise<void> {
    if (point === this.#point) {
      this.#left -= 1;
      if (this.#left === 0) this.isDead = true;
    }
    if (this.isDead) await new Promise(() => {});
  }
}

class DyingOutbox extends InMemoryOutbox {
  process: DyingProcess | null = null;

  override async lease(...args: Parameters<Outbox["lease"]>): Promise<readonly EndpointId[]> {
    if (this.process?.isDead === true) await new Promise(() => {});
    return super.lease(...args);
  }

  override async body(deliveryId: number): Promise<string> {
    await this.process?.passes("before body");
    const body = await super.body(deliveryId);
    await this.process?.passes("after body");
    return body;
  }

  override async record(attempt: Attempt): Promise<void> {
    await this.process?.passes("before record");
    await super.record(attempt);
    await this.process?.passes("after record");
  }
}

/** The broken variant: says "delivered" before it sends. */
class HastyOutbox extends DyingOutbox {
  override async body(deliveryId: number): Promise<string> {
    const body = await super.body(deliveryId);
    const next = { state: "delivered" } as const;
    const attempt = {
      deliveryId,
      at: 0,
      durationMs: 0,
      reason: "accepted",
      status: 200,
      detail: { zh: "应答", en: "answered" },
      next,
    } as const;
    await super.record(attempt);
    return body;
  }
}

interface CrashOutcome {
  readonly didDie: boolean;
  readonly lost: number;
  readonly changedMeaning: number;
  readonly duplicates: number;
  readonly outOfOrder: number;
}

/** Ten events over three subjects; the process dies once, a new one takes over; some answers are failures. */
async function lifeAndDeath(point: FaultPoint, nth: number, outbox: DyingOutbox): Promise<CrashOutcome> {
  const time = new FakeTime();
  const process = new DyingProcess(point, nth);
  outbox.process = process;
  const inbox: { readonly id: string; readonly body: string }[] = [];
  const receive = ({ headers, body }: SendRequest): EndpointAnswer => {
    inbox.push({ id: headers["webhook-id"], body });
    return accepted;
  };
  const decided: readonly HubEvent[] = Array.from({ length: 10 }, (_, index) =>
    event({ id: `e${index}`, subject: `case-${index % 3}` }),
  );

  const first = dispatcherSetup({
    time,
    outbox,
    answering: async (request, count) => {
      await process.passes("before send");
      if (count % 4 === 0) return failed;
      await process.passes("in flight, receiver has nothing");
      const answer = receive(request);
      await process.passes("in flight, receiver has it");
      return process.isDead ? hanging(request) : answer;
    },
  });
  await first.dispatcher.start();
  for (const told of decided) {
    // The commit is the store's; only what comes after it can be lost with the process.
    if (point === "before queued()" && told === decided[nth - 1]) process.isDead = true;
    first.queue([told]);
  }
  await time.advance(30 * secondMs);

  const didDie = process.isDead;
  if (!didDie) await first.dispatcher.stop();
  outbox.process = null;
  const second = dispatcherSetup({ time, outbox, answering: receive });
  await second.dispatcher.start();
  await time.advance(60 * secondMs);
  return { didDie, ...judged(decided, inbox) };
}

function judged(
  decided: readonly HubEvent[],
  inbox: readonly { readonly id: string; readonly body: string }[],
): Omit<CrashOutcome, "didDie"> {
  const bodies = Map.groupBy(inbox, ({ id }) => id);
  const firsts = [...bodies.keys()];
  const isInOrder = (subject: string): boolean => {
    const ids = decided.filter((told) => told.subject === subject).map(({ id }) => String(id));
    return firsts.filter((id) => ids.includes(id)).every((id, index) => id === ids[index]);
  };
  return {
    lost: decided.filter(({ id }) => !bodies.has(id)).length,
    changedMeaning: [...bodies.values()].filter((same) => new Set(same.map(({ body }) => body)).size > 1).length,
    duplicates: inbox.length - bodies.size,
    outOfOrder: ["case-0", "case-1", "case-2"].filter((subject) => !isInOrder(subject)).length,
  };
}

test.each(faultPoints)("G12 nothing decided is lost when the process dies %s", async (point) => {
  let deaths = 0;
  for (let nth = 1; nth <= 10; nth += 1) {
    const outcome = await lifeAndDeath(point, nth, new DyingOutbox());
    expect(outcome, `death ${nth}`).toMatchObject({ lost: 0, changedMeaning: 0, outOfOrder: 0 });
    if (outcome.didDie) deaths += 1;
  }
  expect(deaths).toBeGreaterThanOrEqual(8);
});

test("G12 duplicates do happen, so the proof has seen the receiver's side of a crash", async () => {
  const outcome = await lifeAndDeath("in flight, receiver has it", 1, new DyingOutbox());
  expect(outcome.duplicates).toBeGreaterThan(0);
});

test("G12 control: an outbox that is told 'delivered' before the sending loses events", async () => {
  const hasty: Outbox & DyingOutbox = new HastyOutbox();
  expect((await lifeAndDeath("before send", 2, hasty)).lost).toBeGreaterThan(0);
});
