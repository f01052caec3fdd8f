import { expect, it } from "vitest";
import type { Entry } from "../../../domain/inputs/input.ts";
import { silentLog } from "../../../domain/log.ts";
import { auditDeliveries } from "../../../hub/record/audit-deliveries.ts";
import { createInboxIntake } from "../../../processor/inbox-intake.ts";
import type { EntryPort } from "../../../processor/ports.ts";
import { openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { aDelivery, effects } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { until } from "../../support/until.ts";

it("whoever sent a delivery again is in the log before its next end", async () => {
  const { state, outbox, inbox } = openMemoryStore({ clock: () => noon });
  await state.commit(0, effects({ deliveries: [aDelivery()] }));
  const settle = (at: number) =>
    outbox.record({
      deliveryId: 1,
      at,
      durationMs: 1,
      reason: "client_error",
      status: 400,
      detail: { zh: "应答 400", en: "answered 400" },
      next: { state: "dead" },
    });
  await settle(noon);
  await outbox.replay({ deliveryId: 1 }, { by: "li" });
  await settle(noon + 1);
  const entered: Entry[] = [];
  const entries = {
    enter: async (entry: Entry) => void entered.push(entry),
  } as unknown as EntryPort;
  const stop = auditDeliveries(outbox, { entries, inbox: createInboxIntake(inbox, entries, silentLog) }, silentLog);
  await until("the end to be entered", () => entered.some(({ kind }) => kind === "deliveries-settled"));
  stop();
  expect(entered).toMatchObject([
    { kind: "delivery-action", by: "li" },
    { kind: "deliveries-settled", deliveries: [{ deliveryId: 1, settledAt: noon + 1, isInOrder: true }] },
  ]);
});
