import { expect, test } from "vitest";
import { dayMs, hourMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { type Position, startOfLog } from "../../domain/position.ts";
import { effects } from "../support/effects.ts";
import { anObservation, noon } from "../support/observations.ts";
import { append, gaugeKeys, openTestStore } from "./support/store-in-folder.ts";

const id = "gauge-1" as GaugeId;

function upToRow(row: number): Position {
  return { ...startOfLog, row };
}

test("runRetention() keeps what rules or a held cursor have not read, and what is young", async () => {
  const now = noon + 500 * dayMs;
  const store = await openTestStore({ keepObservationsDays: 400 }, () => now);
  const [gauge] = await gaugeKeys(store, 1);
  const days = [0, 1, 2, 3, 450];
  for (const day of days)
    await append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon + day * dayMs })]);
  const seqs = (await store.journalReader.readAfter(startOfLog, 10)).rows.map((row) => row.journalSeq);
  const left = async () =>
    (await store.journalReader.readAfter(startOfLog, 10)).rows.map((row) => (row.observedAt - noon) / dayMs);

  expect(await store.jobs.runRetention()).toMatchObject({ observations: 0 });
  await store.state.commit(0, effects({ position: upToRow(seqs[2]!) }));
  store.holdCursor("influx", upToRow(seqs[1]!));
  expect(await store.jobs.runRetention()).toMatchObject({ observations: 2 });
  expect(await left()).toEqual([2, 3, 450]);
  store.holdCursor("influx", upToRow(seqs[4]!));
  await store.jobs.runRetention();
  expect(await left()).toEqual([3, 450]);
  await store.state.commit(1, effects({ position: upToRow(seqs[4]!) }));
  await store.jobs.runRetention();
  expect(await left()).toEqual([450]);
  expect(await store.history.range(id, noon, now, 10)).toHaveLength(1);
});

test("rollups() outlive the observations they were made of, also when a late one comes", async () => {
  const now = noon + 500 * dayMs;
  const store = await openTestStore({}, () => now);
  const [gauge] = await gaugeKeys(store, 1);
  const old = [1, 2, 3].map((value) => anObservation({ gauge: gauge!, observedAt: noon + value, value }));
  await append(store.journal, old);
  const before = await store.history.rollups(id, noon, noon + hourMs, "hour", 0);
  await store.state.commit(0, effects({ position: upToRow(1_000) }));
  expect(await store.jobs.runRetention()).toMatchObject({ observations: 3 });
  expect(await store.history.rollups(id, noon, noon + hourMs, "hour", 0)).toEqual(before);
  await append(store.journal, [anObservation({ gauge: gauge!, observedAt: noon + 9, value: 9, receivedAt: now })]);
  expect(await store.history.rollups(id, noon, noon + hourMs, "hour", 0)).toEqual(before);
  await store.jobs.runRollup();
  expect(await store.history.rollups(id, noon, noon + hourMs, "hour", 0)).toEqual(before);
});

test("journalSeq is not given out again after retention deleted the newest row and the hub restarted", async () => {
  const now = noon + 500 * dayMs;
  const store = await openTestStore({}, () => now);
  const [gauge] = await gaugeKeys(store, 1);
  await append(store.journal, [anObservation({ gauge: gauge! })]);
  const last = (await store.journalReader.readAfter(startOfLog, 10)).rows.at(-1)!.journalSeq;
  await store.state.commit(0, effects({ position: upToRow(last) }));
  await store.jobs.runRetention();
  await store.close();
  const again = await openTestStore({ folder: store.folder }, () => now);
  await append(again.journal, [anObservation({ gauge: gauge!, observedAt: now })]);
  expect((await again.journalReader.readAfter(startOfLog, 10)).rows.map((row) => row.journalSeq)).toEqual([last + 1]);
});

test("runRetention() drops old deliveries that are done, and keeps pending ones and their events", async () => {
  const { aDelivery, anEvent } = await import("../support/effects.ts");
  const store = await openTestStore({}, () => noon + 500 * dayMs);
  const ids = ["a", "b", "c"].map((eventId) => eventId as ReturnType<typeof anEvent>["id"]);
  const { deliveries } = await store.state.commit(
    0,
    effects({
      events: ids.map((eventId) => anEvent({ id: eventId })),
      deliveries: ids.map((eventId) => aDelivery({ eventId })),
    }),
  );
  const next = { state: "delivered" } as const;
  const { deliveryId } = deliveries[0]!;
  await store.outbox.record({
    deliveryId,
    at: noon,
    durationMs: 1,
    reason: "accepted",
    status: 200,
    detail: { zh: "应答", en: "answered" },
    next,
  });
  expect(await store.jobs.runRetention()).toMatchObject({ stateRows: 1 });
  expect((await store.outbox.pending(deliveries[0]!.endpointId, 0, 10)).map((delivery) => delivery.eventId)).toEqual([
    "b",
    "c",
  ]);
  expect((await store.queries.eventsAfter(0, 10)).map((event) => event.id)).toEqual(["b", "c"]);
});

test("LatestValues is the newest by observedAt, loaded at start and kept up with commits", async () => {
  const store = await openTestStore();
  const [a, b] = await gaugeKeys(store, 2);
  await append(store.journal, [
    anObservation({ gauge: a!, observedAt: noon + 5, value: 5 }),
    anObservation({ gauge: a!, observedAt: noon, value: 0 }),
  ]);
  await store.close();
  const again = await openTestStore({ folder: store.folder });
  const ids = ["gauge-1", "gauge-2"] as GaugeId[];
  const latest = await again.latest(await again.journal.keysFor(ids));
  expect(ids.map((gauge) => latest.of(gauge)?.value ?? null)).toEqual([5, null]);
  await append(again.journal, [
    anObservation({ gauge: b!, value: 7 }),
    anObservation({ gauge: a!, observedAt: noon + 1, value: 1 }),
    anObservation({ gauge: a!, observedAt: noon + 9, value: 9 }),
  ]);
  expect(ids.map((gauge) => latest.of(gauge)?.value ?? null)).toEqual([9, 7]);
});

test("runRollup() counts whole hours while rows keep coming, and counts again those that got some meanwhile", async () => {
  const store = await openTestStore();
  const keys = await gaugeKeys(store, 3);
  let next = 0;
  const appendSome = async (): Promise<void> => {
    const from = next;
    next += 500;
    const rows = Array.from({ length: 500 }, (_, n) =>
      anObservation({ gauge: keys[n % 3]!, observedAt: noon + (from + n) * 10_000, value: 1 }),
    );
    await append(store.journal, rows);
  };
  await appendSome();
  let isRollingUp = true;
  const appending = (async () => {
    while (isRollingUp) await appendSome();
  })();
  for (let run = 0; run < 5; run += 1) await store.jobs.runRollup();
  isRollingUp = false;
  await appending;
  await store.jobs.runRollup();
  expect(await store.jobs.runRollup()).toBe(0);
  const counts = await Promise.all(
    ["gauge-1", "gauge-2", "gauge-3"].map((gauge) =>
      store.history.rollups(gauge as GaugeId, noon, noon + next * 10_000, "hour", 0),
    ),
  );
  expect(counts.flat().reduce((sum, { count }) => sum + count, 0)).toBe(next);
});
