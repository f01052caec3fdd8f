import fc from "fast-check";
import { expect, it } from "vitest";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { SettledDelivery } from "../../domain/governance/delivery.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { EndpointId, EventId } from "../../domain/ids.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { DeliveryCheck, type DeliveryLine, type FaultyEnd } from "../../record/audit/delivery-check.ts";
import type { TrailReader } from "../../store/ports.ts";
import { noon } from "../support/observations.ts";

const keptSince = noon - 1_000;

const endpointOf = (deliveryId: number) => `endpoint-${deliveryId % 2}` as EndpointId;
const eventOf = (deliveryId: number) => `event-${deliveryId}` as EventId;

/** A hub's deliveries with the trail of them: ends and replays are recorded later than they come, a replay before the next end. */
class Deliveries {
  readonly lines: DeliveryLine[] = [];
  readonly kept = new Map<number, SettledDelivery | null>([1, 2, 3, 4].map((deliveryId) => [deliveryId, null]));
  readonly #unrecorded = new Map<number, SettledDelivery>();
  #waiting: Entry[] = [];
  #now = noon;

  settle(deliveryId: number, state: SettledDelivery["state"]): void {
    if (this.kept.get(deliveryId) !== null) return;
    this.#now += 1;
    const end: SettledDelivery = {
      deliveryId,
      endpointId: endpointOf(deliveryId),
      eventId: eventOf(deliveryId),
      subject: "case-1",
      state,
      settledAt: this.#now,
      attempts: 1,
      reason: state === "dead" ? "client_error" : "accepted",
      status: state === "dead" ? 400 : 204,
      bodyDigest: "0",
    };
    this.kept.set(deliveryId, end);
    this.#unrecorded.set(deliveryId, end);
  }

  record(): void {
    this.log();
    for (const end of this.#unrecorded.values()) {
      this.lines.push({ line: this.#nextLine(), end: { ...end, isInOrder: true }, enteredAt: this.#now });
    }
    this.#unrecorded.clear();
  }

  /** What has ended is read to be recorded; meanwhile somebody has one of it sent again, which is in the log first. */
  recordBehindReplay(deliveryId: number): void {
    const read = [...this.#unrecorded.values()];
    this.replay(deliveryId, null);
    this.log();
    for (const end of read) {
      this.lines.push({ line: this.#nextLine(), end: { ...end, isInOrder: true }, enteredAt: this.#now });
      this.#unrecorded.delete(end.deliveryId);
    }
  }

  replay(deliveryId: number | null, endpointId: EndpointId | null): void {
    let count = 0;
    for (const [id, end] of this.kept) {
      if (end === null || (deliveryId ?? id) !== id || (endpointId ?? end.endpointId) !== end.endpointId) continue;
      this.kept.set(id, null);
      this.#unrecorded.delete(id);
      count += 1;
    }
    if (count === 0) return;
    this.#waiting.push({
      kind: "delivery-action",
      by: "li",
      action: { do: "replay", deliveryId, endpointId, count, doneAt: this.#now },
    });
  }

  log(): void {
    for (const entry of this.#waiting) {
      if (entry.kind !== "delivery-action" || entry.action.do !== "replay") continue;
      this.lines.push({ replay: entry.action });
    }
    this.#waiting = [];
  }

  /** Somebody writes another end into the database, which the hub enters as one of its own once it has started again. */
  forge(deliveryId: number, change: (end: SettledDelivery) => SettledDelivery): void {
    this.#now += 1;
    const forged = { ...change(this.kept.get(deliveryId)!), settledAt: this.#now };
    this.kept.set(deliveryId, forged);
    this.#unrecorded.set(deliveryId, forged);
    this.lines.push({ startedFrom: this.#now });
    this.record();
  }

  /** The hub starts from a state of `ago` acts before: deliveries that had not ended then are sent again. */
  startedFrom(state: Deliveries): void {
    for (const [id, end] of state.kept) this.kept.set(id, end);
    this.#unrecorded.clear();
    for (const end of this.kept.values()) {
      if (end !== null && !this.lines.some((each) => "end" in each && each.end.settledAt === end.settledAt)) {
        this.#unrecorded.set(end.deliveryId, end);
      }
    }
    this.#waiting = [];
    this.lines.push({ startedFrom: state.#now });
    this.#now += 1;
  }

  /** @param eventsAt when the events of the deliveries happened */
  reader(eventsAt = noon): TrailReader {
    return {
      endsOf: async (ids) =>
        new Map(ids.flatMap((id) => (this.kept.has(id) ? [[id, this.kept.get(id) ?? null] as const] : []))),
      eventsOf: async (ids) => ids.map((id) => ({ id, at: eventsAt }) as StoredEvent),
      waitingEntries: async () => this.#waiting,
      linesAfter: async () => [],
      entriesAfter: async () => [],
      decidedEntry: async () => 0,
    };
  }

  #nextLine(): AuditRecord {
    return { auditSeq: this.lines.length + 1 } as AuditRecord;
  }
}

async function faultIn(hub: Deliveries, { pageSize = 3, eventsAt = noon } = {}): Promise<FaultyEnd | null> {
  const check = new DeliveryCheck(hub.reader(eventsAt), keptSince);
  for (let at = 0; at < hub.lines.length; at += pageSize) {
    const fault = await check.read(hub.lines.slice(at, at + pageSize));
    if (fault !== null) return fault;
  }
  return check.faultAtEnd();
}

const aDelivery = fc.integer({ min: 1, max: 4 });
type History = readonly (
  | readonly ["settle", number, SettledDelivery["state"]]
  | readonly ["record" | "log"]
  | readonly ["replay", number | null, EndpointId | null]
  | readonly ["replay-beside", number]
)[];

const acts: fc.Arbitrary<History> = fc.array(
  fc.oneof(
    fc.tuple(fc.constant("settle" as const), aDelivery, fc.constantFrom("delivered" as const, "dead" as const)),
    fc.tuple(fc.constant("record" as const)),
    fc.tuple(fc.constant("log" as const)),
    fc.tuple(fc.constant("replay-beside" as const), aDelivery),
    fc.tuple(fc.constant("replay" as const), fc.option(aDelivery), fc.option(aDelivery.map(endpointOf))),
  ),
  { maxLength: 30 },
);

function play(history: History, hub = new Deliveries()): Deliveries {
  for (const act of history) {
    if (act[0] === "settle") hub.settle(act[1], act[2]);
    else if (act[0] === "replay") hub.replay(act[1], act[2]);
    else if (act[0] === "replay-beside") hub.recordBehindReplay(act[1]);
    else hub[act[0]]();
  }
  return hub;
}

it("finds no fault in deliveries that came to their end, were sent again and ended otherwise, at any moment", async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 5 }), async (history, pageSize) => {
      expect(await faultIn(play(history), { pageSize })).toBeNull();
    }),
  );
});

it("finds any one delivery that is kept otherwise than its newest line says, or is gone", async () => {
  const changes: readonly [FaultyEnd["kind"], (end: SettledDelivery) => SettledDelivery | null | undefined][] = [
    ["delivery", (end) => ({ ...end, state: end.state === "dead" ? "delivered" : "dead" })],
    ["delivery", (end) => ({ ...end, settledAt: end.settledAt + 1 })],
    ["delivery", (end) => ({ ...end, state: "dead", status: 500, settledAt: end.settledAt + 1 })],
    ["delivery", () => null],
    ["delivery-missing", () => undefined],
  ];
  await fc.assert(
    fc.asyncProperty(acts, aDelivery, fc.constantFrom(...changes), async (history, deliveryId, [kind, change]) => {
      const hub = play(history);
      hub.log();
      hub.settle(deliveryId, "delivered");
      hub.record();
      const changed = change(hub.kept.get(deliveryId)!);
      if (changed === undefined) hub.kept.delete(deliveryId);
      else hub.kept.set(deliveryId, changed);
      const fault = await faultIn(hub);
      expect(fault).toMatchObject({ kind });
    }),
  );
});

it("finds an end that was written by hand also once the hub has entered it as its own", async () => {
  const changes: readonly ((end: SettledDelivery) => SettledDelivery)[] = [
    (end) => ({ ...end, state: end.state === "dead" ? "delivered" : "dead" }),
    (end) => ({ ...end, status: 500 }),
    (end) => end,
  ];
  await fc.assert(
    fc.asyncProperty(
      acts,
      acts,
      aDelivery,
      fc.constantFrom(...changes),
      fc.integer({ min: 1, max: 5 }),
      async (history, later, deliveryId, change, pageSize) => {
        const hub = play(history);
        hub.settle(deliveryId, "dead");
        hub.record();
        hub.forge(deliveryId, change);
        // Whatever people do afterwards, sending it again included.
        play(later, hub);
        expect(await faultIn(hub, { pageSize })).toMatchObject({ kind: "delivery" });
      },
    ),
  );
});

it("takes what ends once more as the hub started from a state that did not have its end, and ends of old releases", async () => {
  await fc.assert(
    fc.asyncProperty(acts, acts, acts, fc.integer({ min: 1, max: 5 }), async (first, lost, later, pageSize) => {
      const hub = play(first);
      hub.record();
      const backup = play(first);
      backup.record();
      play(lost, hub);
      hub.record();
      hub.startedFrom(backup);
      play(later, hub);
      hub.record();
      expect(await faultIn(hub, { pageSize })).toBeNull();
    }),
  );
  const old = new Deliveries();
  old.settle(1, "dead");
  old.record();
  old.forge(1, (end) => end);
  for (const each of old.lines) if ("end" in each) delete (each.end as { isInOrder?: true }).isInOrder;
  expect(await faultIn(old)).toBeNull();
});

it("takes a delivery that is gone with its retention", async () => {
  const hub = new Deliveries();
  hub.settle(1, "delivered");
  hub.record();
  hub.kept.delete(1);
  expect(await faultIn(hub, { eventsAt: keptSince - 1 })).toBeNull();
  expect(await faultIn(hub, { eventsAt: keptSince })).toMatchObject({ kind: "delivery-missing" });
});
