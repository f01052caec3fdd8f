import { describe, expect, test } from "vitest";
import type { AlarmKey, CaseId, EventId, RuleId, WarningId } from "../../domain/ids.ts";
import type { StateStore } from "../../store/ports.ts";
import { aCase, aDelivery, anEvent, aWarning, effects } from "../support/effects.ts";

/** What every state store must do. `reopen` gives the same store as a restarted hub would see it. */
export function stateStoreContract(
  name: string,
  open: () => Promise<{ readonly state: StateStore; reopen(): Promise<StateStore> }>,
): void {
  describe(`state store contract: ${name}`, () => {
    test("load() of a new store is the beginning of the journal", async () => {
      const { state } = await open();
      expect(await state.load()).toEqual({
        rulesCursor: 0,
        rulesClock: 0,
        alarms: [],
        openCases: [],
        openWarnings: [],
        suppression: [],
        orders: [],
      });
    });

    test("commit() is there after a restart, cursor and effects together", async () => {
      const { state, reopen } = await open();
      const alarm = {
        alarmKey: "deep|station-1" as AlarmKey,
        ruleId: "deep" as RuleId,
        ruleVersion: "v1",
        state: { phase: "active", 深: [1, null] },
      };
      await state.commit(
        effects({ rulesCursor: 41, rulesClock: 99, alarms: [alarm], cases: [aCase()], warnings: [aWarning()] }),
      );
      expect(await (await reopen()).load()).toEqual({
        rulesCursor: 41,
        rulesClock: 99,
        alarms: [alarm],
        openCases: [aCase()],
        openWarnings: [aWarning()],
        suppression: [],
        orders: [],
      });
    });

    test("load() leaves out closed cases, lifted warnings and removed alarms", async () => {
      const { state } = await open();
      const alarm = { alarmKey: "a|b" as AlarmKey, ruleId: "a" as RuleId, ruleVersion: "v1", state: {} };
      const kept = {
        cases: [aCase({ id: "case-2" as CaseId })],
        warnings: [aWarning({ id: "warning-2" as WarningId })],
      };
      await state.commit(effects({ ...kept, alarms: [alarm] }));
      await state.commit(
        effects({
          removedAlarms: [alarm.alarmKey],
          cases: [aCase({ state: "closed" })],
          warnings: [aWarning({ state: "lifted" })],
        }),
      );
      expect(await state.load()).toMatchObject({ alarms: [], openCases: kept.cases, openWarnings: kept.warnings });
    });

    test("commit() of the same event and delivery again changes nothing", async () => {
      const { state } = await open();
      const first = await state.commit(effects({ events: [anEvent()], deliveries: [aDelivery()] }));
      expect(first.events).toEqual([{ ...anEvent(), eventSeq: expect.any(Number) }]);
      const { body: _, ...queued } = aDelivery();
      expect(first.deliveries).toEqual([
        { ...queued, deliveryId: expect.any(Number), attempts: 0, nextAttemptAt: queued.queuedAt },
      ]);
      const again = await state.commit(effects({ events: [anEvent()], deliveries: [aDelivery()] }));
      expect(again).toEqual({ events: [], deliveries: [] });
    });

    test("commit() numbers events in the order of the calls", async () => {
      const { state } = await open();
      const ids = ["x", "y", "z"] as EventId[];
      const commits = ids.map((id, n) => state.commit(effects({ rulesCursor: n, events: [anEvent({ id })] })));
      const seqs = (await Promise.all(commits)).map(({ events }) => events[0]!.eventSeq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect((await state.load()).rulesCursor).toBe(2);
    });

    test("commit() keeps nothing of effects it cannot keep whole", async () => {
      const { state } = await open();
      const cyclic: Record<string, unknown> = {};
      cyclic.self = cyclic;
      const broken = anEvent({ data: cyclic });
      await expect(state.commit(effects({ rulesCursor: 7, cases: [aCase()], events: [broken] }))).rejects.toThrow();
      expect(await state.load()).toMatchObject({ rulesCursor: 0, openCases: [] });
    });
  });
}
