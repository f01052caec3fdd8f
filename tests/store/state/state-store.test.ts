import { expect, onTestFinished, test } from "vitest";
import type { EndpointId, EventId } from "../../../domain/ids.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { dropOld } from "../../../store/sqlite/state/drop-old.ts";
import { acknowledgeDeliveries } from "../../../store/sqlite/state/outbox-rows.ts";
import { aDelivery, effects } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore } from "../support/store-in-folder.ts";

test("openCommandStore() replays beside a running hub, which sees it", async () => {
  const { state, outbox, folder } = await openTestStore();
  const { deliveries } = await state.commit(0, effects({ deliveries: [aDelivery()] }));
  const { deliveryId, endpointId } = deliveries[0]!;
  const next = { state: "delivered" } as const;
  await outbox.record({
    deliveryId,
    at: noon,
    durationMs: 1,
    reason: "accepted",
    status: 200,
    detail: { zh: "应答", en: "answered" },
    next,
  });
  const before = await outbox.revision();
  const commands = openCommandStore(folder, () => noon);
  expect(commands.replay({ deliveryId }, "Li Wei")).toBe(1);
  commands.close();
  expect(await outbox.revision()).toBeGreaterThan(before);
  expect((await outbox.pending(endpointId, 0, 10)).map((delivery) => delivery.deliveryId)).toEqual([deliveryId]);
});

test("orders given on the command line wait in the inbox, and are listed before the hub has them and after", async () => {
  const { state, inbox, folder } = await openTestStore();
  const commands = openCommandStore(folder, () => noon);
  const order = { kind: "end", end: { id: "silence-1", endedBy: "liu", createdAt: noon } } as const;
  const { itemId } = commands.orders.add(order);
  expect(await inbox.waiting()).toEqual([{ itemId, entry: { kind: "order-given", order } }]);
  expect(commands.orders.all()).toEqual([{ order, at: null }]);
  await state.commit(0, effects({ orders: [{ entrySeq: 5, at: noon + 1, order }] }));
  await inbox.remove(itemId);
  expect(commands.orders.all()).toEqual([{ order, at: noon + 1 }]);
  commands.close();
});

test("a commit that fails half way keeps nothing of it and can be tried again", async () => {
  const { state, folder } = await openTestStore();
  const database = openDatabase(filesIn(folder).stateFile);
  // The last thing that a commit writes is refused, as on a disk that is full by then.
  database.exec("CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 'full'); END");
  const next = effects({ saved: [{ step: "rules", key: "a", state: 1 }], deliveries: [aDelivery()] });
  await expect(state.commit(0, next)).rejects.toThrow();
  expect(await state.load()).toMatchObject({ commits: 0, saved: [] });
  database.exec("DROP TRIGGER full");
  database.close();
  expect((await state.commit(0, next)).deliveries).toHaveLength(1);
  expect(await state.load()).toMatchObject({ commits: 1, saved: next.saved });
});

test("a commit that is answered again gives no delivery that has gone out since", async () => {
  const { state, outbox } = await openTestStore();
  const next = effects({ deliveries: [aDelivery(), aDelivery({ endpointId: "other" as EndpointId })] });
  const first = await state.commit(0, next);
  const { deliveryId } = first.deliveries[0]!;
  const delivered = { state: "delivered" } as const;
  await outbox.record({
    deliveryId,
    at: noon,
    durationMs: 1,
    reason: "accepted",
    status: 200,
    detail: { zh: "应答", en: "answered" },
    next: delivered,
  });
  expect((await state.commit(0, next)).deliveries).toEqual(first.deliveries.slice(1));
});

test("retention leaves an urgent dead letter until somebody has acknowledged it", async () => {
  const { state, outbox, folder, close } = await openTestStore();
  const ids = ["urgent", "calm", "delivered"];
  const queued = ids.map((id) => aDelivery({ eventId: id as EventId, isUrgent: id !== "calm", queuedAt: noon }));
  const { deliveries } = await state.commit(0, effects({ deliveries: queued }));
  const about = {
    at: noon,
    durationMs: 1,
    reason: "client_error",
    status: 422,
    detail: { zh: "应答", en: "answered" },
  } as const;
  for (const [index, { deliveryId }] of deliveries.entries())
    await outbox.record({ deliveryId, ...about, next: { state: index === 2 ? "delivered" : "dead" } });
  await close();
  const database = openDatabase(filesIn(folder).stateFile);
  onTestFinished(() => database.close());
  const left = () =>
    database
      .prepare("SELECT event_id FROM delivery")
      .all()
      .map(({ event_id }) => event_id);
  dropOld(database, noon + 1, 100);
  expect(left()).toEqual(["urgent"]);
  acknowledgeDeliveries(database, {}, { by: "Li Wei", now: noon });
  dropOld(database, noon + 1, 100);
  expect(left()).toEqual([]);
});

test("an attempt is shown in the words of both languages", async () => {
  const { state, outbox, queries } = await openTestStore();
  const { deliveries } = await state.commit(0, effects({ deliveries: [aDelivery()] }));
  const detail = { zh: "应答 422：不认识", en: "answered 422: unknown" };
  const attempt = { at: noon, durationMs: 1, reason: "client_error", status: 422, detail } as const;
  await outbox.record({ ...attempt, deliveryId: deliveries[0]!.deliveryId, next: { state: "dead" } });
  const { rows } = await queries.deliveries({}, { limit: 1, before: null });
  expect(rows).toMatchObject([{ lastStatus: 422, lastDetail: detail }]);
});
