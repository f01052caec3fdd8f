import { expect, test } from "vitest";
import type { NewDelivery } from "../../../domain/delivery.ts";
import type { AlarmKey, AreaCode, CaseId, EndpointId, EventId, StationId } from "../../../domain/ids.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { outboxContract } from "../../contracts/outbox.ts";
import { stateStoreContract } from "../../contracts/state-store.ts";
import { aCase, aDelivery, aMissedPeak, anEvent, aTransition, aWarning, effects } from "../../support/effects.ts";
import { InMemoryOutbox } from "../../support/in-memory-outbox.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

stateStoreContract("SQLite", async () => {
  const folder = await temporaryFolder();
  const store = await openTestStore({ folder });
  return {
    state: store.state,
    async reopen() {
      await store.close();
      return (await openTestStore({ folder })).state;
    },
  };
});

outboxContract("SQLite", async () => {
  const store = await openTestStore();
  const queue = async (deliveries: readonly NewDelivery[]) =>
    (await store.state.commit(effects({ deliveries }))).deliveries;
  return { outbox: store.outbox, queue };
});

outboxContract("in memory, for tests of webhooks", async () => {
  const outbox = new InMemoryOutbox();
  return { outbox, queue: async (deliveries) => outbox.commit(deliveries) };
});

test("replay() puts dead deliveries back as new, and the outbox says that it changed", async () => {
  const store = await openTestStore({}, () => noon + 1_000);
  const endpointId = "other" as EndpointId;
  const { deliveries } = await store.state.commit(effects({ deliveries: [aDelivery(), aDelivery({ endpointId })] }));
  for (const { deliveryId } of deliveries) {
    const next = { state: "dead" } as const;
    await store.outbox.record({
      deliveryId,
      at: noon,
      durationMs: 1,
      reason: "timeout",
      status: null,
      detail: "",
      next,
    });
  }
  expect(await store.replayer.replay({ endpointId })).toBe(1);
  expect(await store.outbox.changedElsewhere()).toBe(true);
  expect(await store.outbox.changedElsewhere()).toBe(false);
  expect(await store.outbox.pending()).toEqual([{ ...deliveries[1], attempts: 0, nextAttemptAt: noon + 1_000 }]);
  expect(await store.replayer.replay({ endpointId })).toBe(0);
});

test("openCommandStore() replays beside a running hub, which sees it", async () => {
  const store = await openTestStore();
  const { deliveries } = await store.state.commit(effects({ deliveries: [aDelivery()] }));
  const { deliveryId } = deliveries[0]!;
  const next = { state: "delivered" } as const;
  await store.outbox.record({ deliveryId, at: noon, durationMs: 1, reason: "accepted", status: 200, detail: "", next });
  const commands = openCommandStore(store.folder, () => noon);
  expect(await commands.replay({ deliveryId })).toBe(1);
  commands.close();
  expect(await store.outbox.changedElsewhere()).toBe(true);
  expect((await store.outbox.pending()).map((delivery) => delivery.deliveryId)).toEqual([deliveryId]);
});

test("StateQueries.cases() filters, and pages newest first without a gap or a repeat", async () => {
  const store = await openTestStore();
  const cases = Array.from({ length: 7 }, (_, n) =>
    aCase({
      id: `case-${n}` as CaseId,
      openedAt: noon + Math.floor(n / 2),
      state: n === 3 ? "closed" : "reported",
      areaCode: (n < 5 ? "410105" : "410122") as AreaCode,
    }),
  );
  await store.state.commit(effects({ cases }));
  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page = await store.reader.cases({}, { limit: 2, before });
    seen.push(...page.rows.map((row) => row.id));
    before = page.next;
  } while (before !== null && seen.length < 50);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `case-${n}`));
  const all = { limit: 100, before: null };
  expect((await store.reader.cases({ state: "closed" }, all)).rows).toEqual([cases[3]]);
  expect((await store.reader.cases({ areaCodes: ["410122" as AreaCode] }, all)).rows).toHaveLength(2);
  expect((await store.reader.cases({ areaCodes: [] }, all)).rows).toEqual([]);
  expect(await store.reader.caseById("case-3")).toEqual(cases[3]);
  expect(await store.reader.caseById("case-9")).toBeNull();
});

test("StateQueries.activeAlarms() gives the last transition of each alarm that is not back to normal", async () => {
  const store = await openTestStore();
  const other = {
    alarmKey: "deep|station-2" as AlarmKey,
    target: { kind: "station", stationId: "station-2" as StationId },
  } as const;
  const up = aTransition({ from: "yellow", to: "red" });
  await store.state.commit(effects({ transitions: [aTransition(), up, aTransition(other)] }));
  await store.state.commit(effects({ transitions: [aTransition({ ...other, from: "yellow", to: null })] }));
  const active = await store.reader.activeAlarms({});
  expect(active).toEqual([{ ...up, transitionSeq: expect.any(Number) }]);
  expect(await store.reader.activeAlarms({ stationId: "station-2" as StationId })).toEqual([]);
  const page = await store.reader.transitions({ stationId: "station-2" as StationId }, { limit: 10, before: null });
  expect(page.rows.map((row) => row.to)).toEqual([null, "yellow"]);
});

test("StateQueries gives back warnings, events, deliveries and missed peaks as they were committed", async () => {
  const store = await openTestStore();
  const lifted = aWarning({
    id: "warning-0" as ReturnType<typeof aWarning>["id"],
    state: "lifted",
    draftedAt: noon - 1,
  });
  const second = anEvent({ id: "event-2" as EventId, type: "warning.drafted", level: null, data: null });
  await store.state.commit(
    effects({
      warnings: [aWarning(), lifted],
      events: [anEvent(), second],
      deliveries: [aDelivery()],
      missedPeaks: [aMissedPeak(), aMissedPeak({ signal: 9 })],
    }),
  );
  const page = { limit: 10, before: null };
  expect((await store.reader.warnings({}, page)).rows).toEqual([aWarning(), lifted]);
  expect((await store.reader.warnings({ isOpen: true }, page)).rows).toEqual([aWarning()]);
  expect((await store.reader.warnings({ isOpen: false }, page)).rows).toEqual([lifted]);
  const events = await store.reader.eventsAfter(0, 10);
  expect(events.map(({ eventSeq: _, ...event }) => event)).toEqual([anEvent(), second]);
  expect(await store.reader.eventsAfter(events[0]!.eventSeq, 10)).toEqual([events[1]]);
  expect(await store.reader.lastEventSeq()).toBe(events[1]!.eventSeq);
  const peaks = await store.reader.missedPeaks("station-1" as StationId, page);
  expect(peaks.rows.map((peak) => peak.signal)).toEqual([9, aMissedPeak().signal]);
  expect((await store.reader.deliveries({ state: "pending" }, page)).rows).toEqual([
    {
      deliveryId: expect.any(Number),
      endpointId: "dispatch",
      eventId: "event-1",
      eventType: "case.opened",
      subject: "case-1",
      level: "yellow",
      state: "pending",
      attempts: 0,
      queuedAt: noon,
      nextAttemptAt: noon,
      deliveredAt: null,
      lastReason: null,
      lastStatus: null,
      lastDetail: null,
    },
  ]);
});
