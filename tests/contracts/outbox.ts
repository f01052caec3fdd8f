import { describe, expect, test } from "vitest";
import type { Attempt, NewDelivery, QueuedDelivery } from "../../domain/delivery.ts";
import type { EndpointId, EventId } from "../../domain/ids.ts";
import type { Outbox } from "../../store/ports.ts";
import { aDelivery } from "../support/effects.ts";
import { noon } from "../support/observations.ts";

/** An outbox, and the way deliveries get into it. */
export interface OpenOutbox {
  readonly outbox: Outbox;
  queue(deliveries: readonly NewDelivery[]): Promise<readonly QueuedDelivery[]>;
}

/** What every outbox must do. */
export function outboxContract(name: string, open: () => Promise<OpenOutbox>): void {
  describe(`outbox contract: ${name}`, () => {
    const attempt = (deliveryId: number, next: Attempt["next"], changes: Partial<Attempt> = {}): Attempt => ({
      deliveryId,
      at: noon + 5,
      durationMs: 5,
      reason: next.state === "delivered" ? "accepted" : "server_error",
      status: next.state === "delivered" ? 200 : 500,
      detail: "",
      next,
      ...changes,
    });

    test("pending() gives what was queued, in that order, without bodies", async () => {
      const { outbox, queue } = await open();
      const queued = await queue([aDelivery(), aDelivery({ eventId: "event-2" as EventId, isUrgent: false })]);
      expect(await outbox.pending()).toEqual(queued);
      expect(queued.map((delivery) => "body" in delivery)).toEqual([false, false]);
    });

    test("body() is byte for byte what was queued", async () => {
      const { outbox, queue } = await open();
      const [first] = await queue([aDelivery()]);
      expect(await outbox.body(first!.deliveryId)).toBe(aDelivery().body);
      await expect(outbox.body(first!.deliveryId + 1)).rejects.toMatchObject({ code: "store.not_found" });
    });

    test("record() counts attempts, moves the next one, and ends a delivery", async () => {
      const { outbox, queue } = await open();
      const [a, b, c] = await queue(["a", "b", "c"].map((id) => aDelivery({ eventId: id as EventId })));
      await outbox.record(attempt(a!.deliveryId, { state: "pending", nextAttemptAt: noon + 60_000 }));
      await outbox.record(attempt(b!.deliveryId, { state: "delivered" }));
      await outbox.record(attempt(c!.deliveryId, { state: "dead" }));
      expect(await outbox.pending()).toEqual([{ ...a, attempts: 1, nextAttemptAt: noon + 60_000 }]);
    });

    test("setEndpointStatus() is kept until it is set again", async () => {
      const { outbox } = await open();
      const endpointId = "dispatch" as EndpointId;
      expect(await outbox.endpointStatuses()).toEqual([]);
      await outbox.setEndpointStatus({ endpointId, disabledAt: noon, reason: "410 Gone" });
      expect(await outbox.endpointStatuses()).toEqual([{ endpointId, disabledAt: noon, reason: "410 Gone" }]);
      await outbox.setEndpointStatus({ endpointId, disabledAt: null, reason: null });
      expect(await outbox.endpointStatuses()).toEqual([{ endpointId, disabledAt: null, reason: null }]);
    });

    test("changedElsewhere() does not take our own work for another's", async () => {
      const { outbox, queue } = await open();
      const [first] = await queue([aDelivery()]);
      await outbox.record(attempt(first!.deliveryId, { state: "delivered" }));
      expect(await outbox.changedElsewhere()).toBe(false);
    });
  });
}
