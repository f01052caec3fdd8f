import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Attempt, EventBody, NewDelivery, QueuedDelivery } from "../../domain/governance/delivery.ts";
import type { EndpointId, EventId } from "../../domain/ids.ts";
import type { AuditedDelivery, Inbox, Outbox } from "../../store/ports.ts";
import { aDelivery } from "../support/effects.ts";
import { noon } from "../support/observations.ts";

/** An outbox, and the way deliveries get into it. */
export interface OpenOutbox {
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  queue(deliveries: readonly NewDelivery[], bodies?: readonly EventBody[]): Promise<readonly QueuedDelivery[]>;
  /** What a commit does that writes the ends of deliveries in the audit trail. */
  markAudited(deliveries: readonly AuditedDelivery[]): Promise<unknown>;
  /** Moves the outbox's clock, which begins at `noon`. */
  setClock(at: number): void;
}

const dispatch = "dispatch" as EndpointId;
const other = "other" as EndpointId;
const eventId = "event-1" as EventId;
const gone = { zh: "应答 410", en: "answered 410" };
const text = '{"id":"event-1","data":{"深":0.3}}';

/** What every outbox must do. */
export function outboxContract(name: string, open: () => Promise<OpenOutbox>): void {
  describe(`outbox contract: ${name}`, () => {
    const attempt = (deliveryId: number, next: Attempt["next"], changes: Partial<Attempt> = {}): Attempt => ({
      deliveryId,
      at: noon + 5,
      durationMs: 5,
      reason: next.state === "delivered" ? "accepted" : "server_error",
      status: next.state === "delivered" ? 200 : 500,
      detail: { zh: "应答", en: "answered" },
      next,
      ...changes,
    });
    const deliveries = (count: number, endpointId = dispatch) =>
      Array.from({ length: count }, (_, n) => aDelivery({ endpointId, eventId: `event-${n + 1}` as EventId }));

    test("pending() gives what was queued for an endpoint, in that order and page by page", async () => {
      const { outbox, queue } = await open();
      const [first, , ...queued] = await queue([
        ...deliveries(1, other),
        aDelivery({ isUrgent: false }),
        ...deliveries(4),
      ]);
      expect(await outbox.pending(other, 0, 10)).toEqual([first]);
      const all = await outbox.pending(dispatch, 0, 10);
      expect(all.slice(1)).toEqual(queued);
      const page = await outbox.pending(dispatch, all[0]!.deliveryId, 2);
      expect(page).toEqual(all.slice(1, 3));
      expect(await outbox.pending(dispatch, page.at(-1)!.deliveryId, 2)).toEqual(all.slice(3));
      expect(await outbox.pending("nobody" as EndpointId, 0, 2)).toEqual([]);
    });

    test("backlog() counts what waits for each endpoint, and says since when", async () => {
      const { outbox, queue } = await open();
      expect(await outbox.backlog()).toEqual([]);
      const [done] = await queue([
        aDelivery(),
        aDelivery({ eventId: "late" as EventId, queuedAt: noon + 7 }),
        aDelivery({ endpointId: other }),
      ]);
      await outbox.record(attempt(done!.deliveryId, { state: "delivered" }));
      expect((await outbox.backlog()).toSorted((a, b) => (a.endpointId < b.endpointId ? -1 : 1))).toEqual([
        { endpointId: dispatch, pending: 1, oldestQueuedAt: noon + 7 },
        { endpointId: other, pending: 1, oldestQueuedAt: noon },
      ]);
    });

    test("body() is byte for byte what was queued, in the delivery's own format", async () => {
      const { outbox, queue } = await open();
      const [first, second] = await queue(
        [aDelivery(), aDelivery({ endpointId: other, format: "plain" })],
        [
          { eventId, format: "cloudevents", body: text },
          { eventId, format: "plain", body: "深" },
        ],
      );
      expect(await outbox.body(first!.deliveryId)).toBe(text);
      expect(await outbox.body(second!.deliveryId)).toBe("深");
      const absent = second!.deliveryId + 1;
      await expect(outbox.body(absent)).rejects.toMatchObject({
        code: "store.not_found",
        message: expect.stringContaining(`Cannot read the body of delivery ${absent}: `),
        words: { zh: expect.stringContaining(`无法读取推送 ${absent} 的正文：`) },
      });
    });

    test("record() counts attempts, moves the next one, and ends a delivery", async () => {
      const { outbox, queue } = await open();
      const [a, b, c] = await queue(deliveries(3));
      await outbox.record(attempt(a!.deliveryId, { state: "pending", nextAttemptAt: noon + 60_000 }));
      await outbox.record(attempt(b!.deliveryId, { state: "delivered" }));
      await outbox.record(attempt(c!.deliveryId, { state: "dead" }));
      expect(await outbox.pending(dispatch, 0, 10)).toEqual([{ ...a, attempts: 1, nextAttemptAt: noon + 60_000 }]);
      const unknown = outbox.record(attempt(99, { state: "dead" }));
      await expect(unknown).rejects.toMatchObject({ code: "store.not_found" });
    });

    test("record() leaves a delivery as it ended: an attempt that comes to its end later changes nothing", async () => {
      const { outbox, queue } = await open();
      const [a] = await queue(deliveries(1));
      await outbox.record(attempt(a!.deliveryId, { state: "delivered" }, { at: noon + 10 }));
      const ended = await outbox.unaudited(10);
      await outbox.record(attempt(a!.deliveryId, { state: "delivered" }, { at: noon + 20 }));
      await outbox.record(attempt(a!.deliveryId, { state: "pending", nextAttemptAt: noon + 60_000 }));
      expect(ended).toMatchObject([{ state: "delivered", attempts: 1, settledAt: noon + 10 }]);
      expect(await outbox.unaudited(10)).toEqual(ended);
      expect(await outbox.pending(dispatch, 0, 10)).toEqual([]);
    });

    test("unaudited() gives ends that no commit has marked, with the digest of what was sent; one sent again ends again", async () => {
      const { outbox, queue, markAudited } = await open();
      const [a, b, waiting] = await queue(deliveries(3), [{ eventId, format: "cloudevents", body: text }]);
      await outbox.record(attempt(a!.deliveryId, { state: "pending", nextAttemptAt: noon + 9 }));
      await outbox.record(attempt(a!.deliveryId, { state: "delivered" }, { at: noon + 10 }));
      await outbox.record(attempt(b!.deliveryId, { state: "dead" }));
      expect(waiting).toBeDefined();
      const [first, second, ...rest] = await outbox.unaudited(10);
      expect(rest).toEqual([]);
      expect(first).toEqual({
        deliveryId: a!.deliveryId,
        endpointId: dispatch,
        eventId,
        subject: "case-1",
        state: "delivered",
        settledAt: noon + 10,
        attempts: 2,
        reason: "accepted",
        status: 200,
        bodyDigest: createHash("sha256").update(text).digest("hex"),
      });
      expect(second).toMatchObject({ deliveryId: b!.deliveryId, state: "dead", bodyDigest: null });
      expect(await outbox.unaudited(1)).toEqual([first]);
      await markAudited([{ deliveryId: a!.deliveryId, settledAt: noon + 10 }]);
      expect(await outbox.unaudited(10)).toEqual([second]);
      // Sent again before the trail had its end: that end is not marked for the next one.
      expect(await outbox.replay({ deliveryId: b!.deliveryId }, { by: "Li Wei" })).toBe(1);
      expect(await outbox.unaudited(10)).toEqual([]);
      await markAudited([{ deliveryId: b!.deliveryId, settledAt: noon + 5 }]);
      await outbox.record(attempt(b!.deliveryId, { state: "delivered" }, { at: noon + 20 }));
      expect(await outbox.unaudited(10)).toMatchObject([
        { deliveryId: b!.deliveryId, settledAt: noon + 20, attempts: 1 },
      ]);
    });

    test("setEndpointStatus() is kept until it is set again", async () => {
      const { outbox } = await open();
      expect(await outbox.endpointStatuses()).toEqual([]);
      await outbox.setEndpointStatus({ endpointId: dispatch, disabledAt: noon, reason: gone });
      expect(await outbox.endpointStatuses()).toEqual([{ endpointId: dispatch, disabledAt: noon, reason: gone }]);
      await outbox.setEndpointStatus({ endpointId: dispatch, disabledAt: null, reason: null });
      expect(await outbox.endpointStatuses()).toEqual([{ endpointId: dispatch, disabledAt: null, reason: null }]);
    });

    test("replay() puts dead deliveries back as new, or one that is named", async () => {
      const { outbox, queue, setClock } = await open();
      const [a, b, c, waiting] = await queue([
        ...deliveries(2),
        ...deliveries(1, other),
        aDelivery({ eventId: "w" as EventId }),
      ]);
      for (const each of [a, c]) await outbox.record(attempt(each!.deliveryId, { state: "dead" }));
      await outbox.record(attempt(b!.deliveryId, { state: "delivered" }));
      setClock(noon + 1_000);
      expect(await outbox.replay({ endpointId: dispatch }, { by: "Li Wei" })).toBe(1);
      expect(await outbox.pending(dispatch, 0, 10)).toEqual([{ ...a, nextAttemptAt: noon + 1_000 }, waiting]);
      expect(await outbox.replay({ deliveryId: b!.deliveryId }, { by: "Li Wei" })).toBe(1);
      expect(await outbox.replay({ deliveryId: b!.deliveryId }, { by: "Li Wei" })).toBe(0);
      expect(await outbox.replay({}, { by: "Li Wei" })).toBe(1);
      expect(await outbox.replay({ state: "delivered" }, { by: "Li Wei" })).toBe(0);
    });

    test("replay() and acknowledge() leave their entry in the inbox, and none where they did nothing", async () => {
      const { outbox, inbox, queue } = await open();
      const [a] = await queue(deliveries(1));
      const who = { by: "Li Wei", caller: { kind: "account", id: "li", name: "Li Wei" } } as const;
      expect(await outbox.replay({}, who)).toBe(0);
      await outbox.record(attempt(a!.deliveryId, { state: "dead" }));
      expect(await outbox.acknowledge({ endpointId: dispatch }, who)).toBe(1);
      expect(await outbox.acknowledge({ endpointId: dispatch }, who)).toBe(0);
      expect(await outbox.replay({ deliveryId: a!.deliveryId }, who)).toBe(1);
      expect((await inbox.waiting()).map(({ entry }) => entry)).toEqual([
        {
          kind: "delivery-action",
          ...who,
          action: { do: "acknowledge", deliveryId: null, endpointId: dispatch, count: 1, doneAt: expect.any(Number) },
        },
        {
          kind: "delivery-action",
          ...who,
          action: { do: "replay", deliveryId: a!.deliveryId, endpointId: null, count: 1, doneAt: expect.any(Number) },
        },
      ]);
    });

    test("lostUrgents() are urgent dead letters until somebody acknowledges them or sends them again", async () => {
      const { outbox, queue, setClock } = await open();
      const ids = ["a", "b", "calm", "waiting"];
      const queued = await queue(ids.map((id) => aDelivery({ eventId: id as EventId, isUrgent: id !== "calm" })));
      const [a, b, calm] = queued.map(({ deliveryId }) => deliveryId);
      for (const id of [a, b, calm]) await outbox.record(attempt(id!, { state: "dead" }));
      expect(await outbox.lostUrgents()).toEqual([a, b].map((deliveryId) => ({ deliveryId, endpointId: dispatch })));
      const before = await outbox.revision();
      setClock(noon + 5_000);
      expect(await outbox.acknowledge({ deliveryId: a! }, { by: "Li Wei" })).toBe(1);
      expect(await outbox.acknowledge({ deliveryId: a! }, { by: "Li Wei" })).toBe(0);
      expect(await outbox.revision()).toBeGreaterThan(before);
      expect(await outbox.lostUrgents()).toEqual([{ deliveryId: b, endpointId: dispatch }]);
      expect(await outbox.replay({ deliveryId: a! }, { by: "Li Wei" })).toBe(1);
      await outbox.record(attempt(a!, { state: "dead" }));
      expect(await outbox.lostUrgents()).toHaveLength(2);
      expect(await outbox.acknowledge({ endpointId: other }, { by: "Li Wei" })).toBe(0);
      expect(await outbox.acknowledge({ endpointId: dispatch }, { by: "Li Wei" })).toBe(3);
      expect(await outbox.lostUrgents()).toEqual([]);
    });

    test("revision() grows with a replay, and not with what commits and outcomes of this process do", async () => {
      const { outbox, queue } = await open();
      const before = await outbox.revision();
      const [first] = await queue([aDelivery()]);
      await outbox.record(attempt(first!.deliveryId, { state: "dead" }));
      expect(await outbox.revision()).toBe(before);
      await outbox.replay({}, { by: "Li Wei" });
      expect(await outbox.revision()).toBeGreaterThan(before);
      const after = await outbox.revision();
      await outbox.replay({}, { by: "Li Wei" });
      expect(await outbox.revision()).toBe(after);
    });

    test("lease() gives an endpoint to one owner until its time is over or it is given up", async () => {
      const { outbox, setClock } = await open();
      const both = [dispatch, other];
      expect(await outbox.lease("a", [dispatch], noon + 1_000)).toEqual([dispatch]);
      expect(await outbox.lease("b", both, noon + 1_000)).toEqual([other]);
      setClock(noon + 900);
      expect(await outbox.lease("a", both, noon + 1_900)).toEqual([dispatch]);
      setClock(noon + 1_000);
      expect(await outbox.lease("a", both, noon + 2_900)).toEqual(both);
      expect(await outbox.lease("b", both, noon + 3_000)).toEqual([]);
      expect(await outbox.lease("a", [other], noon)).toEqual([]);
      expect(await outbox.lease("b", both, noon + 3_000)).toEqual([other]);
      expect(await outbox.lease("b", [dispatch], noon)).toEqual([]);
      expect(await outbox.lease("a", [dispatch], noon + 3_000)).toEqual([dispatch]);
    });
  });
}
