import { describe, expect, test } from "vitest";
import { chained } from "../../domain/governance/audit-chain.ts";
import type { EventId } from "../../domain/ids.ts";
import type { Inbox, Journal, Outbox, StateStore, TrailReader } from "../../store/ports.ts";
import { aDelivery, anAudited, anEvent, effects, writerOn } from "../support/effects.ts";
import { noon } from "../support/observations.ts";

/** A store, and the trail that is read of it. */
export interface OpenTrail {
  readonly journal: Pick<Journal, "enter">;
  readonly state: StateStore;
  readonly outbox: Pick<Outbox, "record">;
  readonly inbox: Pick<Inbox, "add" | "remove">;
  readonly trail: TrailReader;
}

/** What every reader of the audit trail must give. */
export function trailContract(name: string, open: () => Promise<OpenTrail>): void {
  describe(`trail contract: ${name}`, () => {
    test("linesAfter() and entriesAfter() give what lies behind, oldest first, page by page", async () => {
      const { journal, state, trail } = await open();
      const entries = [];
      for (const by of ["a", "b", "c"]) {
        const entry = { kind: "mode-set", mode: "daily", by } as const;
        entries.push(await journal.enter({ entry, at: noon, onceKey: null }));
      }
      const caller = { kind: "account", id: "d105", name: "赵敏" } as const;
      const audit = ["entry:1", "entry:2", "event:e"].map((ref) =>
        anAudited({ ref, ...(ref === "entry:2" ? { caller } : {}) }),
      );
      await state.commit(0, effects({ audit, position: { row: 0, entry: 2 } }));
      const lines = chained(null, audit);
      expect(await trail.linesAfter(0, 2)).toEqual(lines.slice(0, 2));
      expect(await trail.linesAfter(2, 2)).toEqual(lines.slice(2));
      expect(await trail.entriesAfter(0, 2)).toEqual(entries.slice(0, 2));
      expect(await trail.entriesAfter(2, 9)).toEqual(entries.slice(2));
      expect(await trail.decidedEntry()).toBe(2);
    });

    test("eventsOf() and endsOf() give those that are kept, and no end of a delivery that is on its way", async () => {
      const { state, outbox, trail } = await open();
      const commit = writerOn(state);
      const event = anEvent();
      const { deliveries } = await commit(
        effects({
          events: [event],
          bodies: [{ eventId: event.id, format: "cloudevents", body: "{}" }],
          deliveries: [aDelivery({ eventId: event.id }), aDelivery({ eventId: "other" as EventId })],
        }),
      );
      const [first, second] = deliveries.map(({ deliveryId }) => deliveryId) as [number, number];
      const attempt = { deliveryId: first, at: noon + 5, durationMs: 1, reason: "accepted", status: 204 } as const;
      await outbox.record({ ...attempt, detail: { zh: "", en: "" }, next: { state: "delivered" } });
      expect(await trail.eventsOf([event.id, "gone" as EventId])).toMatchObject([{ id: event.id, type: event.type }]);
      const ends = await trail.endsOf([first, second, 99]);
      expect([...ends.keys()].toSorted()).toEqual([first, second]);
      expect(ends.get(first)).toMatchObject({
        deliveryId: first,
        state: "delivered",
        settledAt: noon + 5,
        attempts: 1,
        status: 204,
      });
      expect(ends.get(second)).toBeNull();
    });

    test("waitingEntries() gives what was asked for and is not in the log yet", async () => {
      const { inbox, trail } = await open();
      const entry = { kind: "mode-set", mode: "daily", by: "a" } as const;
      const { itemId } = await inbox.add(entry);
      expect(await trail.waitingEntries()).toEqual([entry]);
      await inbox.remove(itemId);
      expect(await trail.waitingEntries()).toEqual([]);
    });
  });
}
