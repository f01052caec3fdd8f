import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueuedDelivery } from "../../domain/governance/delivery.ts";
import type { EndpointId, EventId } from "../../domain/ids.ts";
import { DeliveryQueue } from "../../webhooks/queue/delivery-queue.ts";
import { type WaitingDelivery, waitingDelivery } from "../../webhooks/queue/waiting-delivery.ts";
import { webhooksSettings } from "../../webhooks/settings.ts";

const settings = webhooksSettings.parse({});
const everything = { ordinary: true, retries: true };

function waiting(deliveryId: number, fields: Partial<QueuedDelivery> = {}): WaitingDelivery {
  const delivery: QueuedDelivery = {
    deliveryId,
    endpointId: "dispatch" as EndpointId,
    eventId: `event-${deliveryId}` as EventId,
    subject: `case-${deliveryId}`,
    levelRank: 1,
    isUrgent: false,
    format: "cloudevents",
    queuedAt: deliveryId,
    attempts: 0,
    nextAttemptAt: 0,
    ...fields,
  };
  return waitingDelivery(delivery, { wall: 0, uptime: 0 }, 900_000);
}

test("restart() lets a delivery that waits for its retry go at once, as one that was replayed", () => {
  const queue = new DeliveryQueue(settings);
  const retried = waiting(1);
  queue.add(retried);
  queue.dequeue(0, everything);
  Object.assign(retried, { attempts: 3, dueAt: 9_000 });
  queue.putBack(retried);
  expect(queue.dequeue(0, everything)).toBeNull();
  queue.restart({ ...retried.delivery, attempts: 0 });
  expect(queue.dequeue(0, everything)).toBe(retried);
  expect(retried.attempts).toBe(0);
});

test("DeliveryQueue: never two of one subject at once, each once, in order, for any course of failures", () => {
  const step = fc.record({
    subject: fc.integer({ min: 0, max: 3 }),
    rank: fc.integer({ min: 0, max: 4 }),
    isUrgent: fc.boolean(),
    fate: fc.constantFrom("add", "add", "deliver", "fail", "wake"),
    waitMs: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const queue = new DeliveryQueue(settings);
      const added = new Map<string, number[]>();
      const delivered = new Map<string, number[]>();
      const busy: WaitingDelivery[] = [];
      let uptime = 0;
      const note = (map: Map<string, number[]>, { delivery }: WaitingDelivery): void => {
        map.set(delivery.subject, [...(map.get(delivery.subject) ?? []), delivery.deliveryId]);
      };
      const deliverOne = (): void => {
        const next = busy.shift() ?? queue.dequeue(uptime, everything);
        if (next === null) return;
        expect(busy.map(({ delivery }) => delivery.subject)).not.toContain(next.delivery.subject);
        note(delivered, next);
        queue.remove(next);
      };
      steps.forEach(({ subject, rank, isUrgent, fate, waitMs }, index) => {
        uptime += 1;
        const taken = queue.dequeue(uptime, everything);
        if (taken !== null) busy.push(taken);
        if (fate === "add") {
          const fresh = waiting(index, { subject: `case-${subject}`, levelRank: rank, isUrgent });
          note(added, fresh);
          queue.add(fresh);
        }
        if (fate === "deliver") deliverOne();
        if (fate === "wake") queue.wakeAll();
        const failing = fate === "fail" ? busy.shift() : undefined;
        if (failing !== undefined) {
          failing.attempts += 1;
          failing.dueAt = uptime + waitMs;
          queue.putBack(failing);
        }
      });
      uptime += 1_000;
      for (let left = queue.size; left > 0; left -= 1) deliverOne();
      expect(queue.size).toBe(0);
      expect(Object.fromEntries(delivered)).toEqual(Object.fromEntries(added));
      expect(queue.oldestUrgentAt()).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test("DeliveryQueue puts a replayed delivery before the newer ones of its subject", () => {
  const queue = new DeliveryQueue(settings);
  for (const id of [5, 6, 2]) queue.add(waiting(id, { subject: "case-a" }));
  expect(drained(queue)).toEqual([2, 5, 6]);
});

test("DeliveryQueue keeps waiting what the receiver asked to wait, whatever wakes the rest", () => {
  const queue = new DeliveryQueue(settings);
  for (const id of [1, 2]) queue.add(waiting(id));
  for (const isHeldByReceiver of [true, false]) {
    const taken = queue.dequeue(0, everything)!;
    Object.assign(taken, { attempts: 1, dueAt: 1_000, isHeldByReceiver });
    queue.putBack(taken);
  }
  queue.wakeAll();
  expect(drained(queue)).toEqual([2]);
  expect(queue.nextDueAt()).toBe(1_000);
});

test("waitingDelivery() does not believe a wait longer than any the schedule can give (stepped clock)", () => {
  const queue = new DeliveryQueue(settings);
  queue.add(waiting(1, { attempts: 3, nextAttemptAt: 3_600_000 }));
  expect(queue.nextDueAt()).toBe(900_000);
});

test("DeliveryQueue takes and puts back at the same cost with 100,000 waiting as with 1,000", () => {
  const few = readsOfCycles(1_000);
  expect(few).toBeGreaterThan(1_000);
  // A scan would make it 100 times as many; the heap's depth makes it less than 2.
  expect(readsOfCycles(100_000) / few).toBeLessThan(3);
});

test("DeliveryQueue with 5,000 events of one subject reads each a few times, not each for each", () => {
  for (const rankOf of [() => 2, (id: number) => id % 5, (id: number) => 4 - Math.floor(id / 1_001)]) {
    let reads = 0;
    const queue = new DeliveryQueue(settings);
    for (let id = 0; id < 5_000; id += 1) {
      const one = waiting(id, { subject: "case-a" });
      const delivery = Object.defineProperty({ ...one.delivery }, "levelRank", {
        get() {
          reads += 1;
          return rankOf(id);
        },
      });
      queue.add({ ...one, delivery });
    }
    expect(drained(queue)).toHaveLength(5_000);
    expect(reads).toBeLessThan(40 * 5_000);
  }
});

test("DeliveryQueue puts a replayed delivery behind the one of its subject that is being sent", () => {
  const queue = new DeliveryQueue(settings);
  for (const id of [5, 6]) queue.add(waiting(id, { subject: "case-a" }));
  const taken = queue.dequeue(0, everything)!;
  queue.add(waiting(2, { subject: "case-a" }));
  queue.remove(taken);
  expect(drained(queue)).toEqual([2, 6]);
});

test("DeliveryQueue forgets the priority of a subject once its red event has gone", () => {
  const queue = new DeliveryQueue(settings);
  queue.add(waiting(1, { subject: "case-a", levelRank: 4 }));
  queue.add(waiting(2, { subject: "case-a", levelRank: 1 }));
  queue.add(waiting(3, { subject: "case-b", levelRank: 3 }));
  expect(drained(queue)).toEqual([1, 3, 2]);
});

test("DeliveryQueue pulls a subject forward for its urgent blue event, not for a red one that pages nobody", () => {
  const queue = new DeliveryQueue(settings);
  queue.add(waiting(0, { levelRank: 4 }));
  queue.add(waiting(1, { subject: "case-a", levelRank: 4 }));
  queue.add(waiting(2, { subject: "case-a", levelRank: 1, isUrgent: true }));
  expect(drained(queue)).toEqual([1, 2, 0]);
});

function drained(queue: DeliveryQueue): readonly number[] {
  const ids: number[] = [];
  for (let next = queue.dequeue(0, everything); next !== null; next = queue.dequeue(0, everything)) {
    ids.push(next.delivery.deliveryId);
    queue.remove(next);
  }
  return ids;
}

/** Processor time, which other processes do not add to. */
/** How often anything of what waits is read while a thousand are taken and put back. */
function readsOfCycles(pending: number): number {
  let reads = 0;
  const counted = (one: WaitingDelivery): WaitingDelivery =>
    new Proxy(one, {
      get(target, key) {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
  const queue = new DeliveryQueue(settings);
  for (let id = 0; id < pending; id += 1)
    queue.add(counted(waiting(id, { levelRank: id % 5, isUrgent: id % 2 === 0 })));
  reads = 0;
  for (let cycle = 0; cycle < 1_000; cycle += 1) {
    const taken = queue.dequeue(cycle, everything)!;
    taken.attempts += 1;
    taken.dueAt = cycle + 100;
    queue.putBack(taken);
  }
  return reads;
}
