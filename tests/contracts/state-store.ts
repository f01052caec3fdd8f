import { describe, expect, test } from "vitest";
import type {
  CaseId,
  DeviceId,
  EndpointId,
  EventId,
  GaugeId,
  GaugeKey,
  ResponseId,
  WarningId,
} from "../../domain/ids.ts";
import { startOfLog } from "../../domain/position.ts";
import type { Effects, Inbox, RuleActivation, RuleSetStore, StateStore } from "../../store/ports.ts";
import {
  aBulletin,
  aCase,
  aDelivery,
  aMissedPeak,
  anAudited,
  anEvent,
  aResponse,
  aTransition,
  aWarning,
  effects,
  writerOn,
} from "../support/effects.ts";
import { noon } from "../support/observations.ts";

/** A state with what else its engine keeps beside it. */
export interface OpenState {
  readonly state: StateStore;
  readonly ruleSets: RuleSetStore;
  readonly inbox: Inbox;
  /** The same contents as a hub would see them that is started again. */
  reopen(): Promise<OpenState>;
}

/** What every state store must do. */
export function stateStoreContract(name: string, open: () => Promise<OpenState>): void {
  describe(`state store contract: ${name}`, () => {
    test("load() of a new store is the beginning of the log", async () => {
      const { state } = await open();
      expect(await state.load()).toEqual({
        commits: 0,
        position: startOfLog,
        clock: 0,
        saved: [],
        openCases: [],
        openWarnings: [],
        activeResponses: [],
        orders: [],
        devices: [],
        activation: null,
      });
    });

    test("commit() is there after a restart, position and effects together", async () => {
      const { state, reopen } = await open();
      await state.commit(0, everything());
      expect(await (await reopen()).state.load()).toEqual({
        commits: 1,
        position: { row: 41, entry: 3 },
        clock: noon + 99,
        saved: everything().saved,
        openCases: [aCase()],
        openWarnings: [aWarning()],
        activeResponses: [aResponse()],
        orders: everything().orders,
        devices: everything().devices,
        activation: { ...withoutFiles(anActivation()), activationId: 1 },
      });
    });

    test("load() gives the newest of what was saved under a step and key, and nothing that was removed", async () => {
      const { state } = await open();
      const commit = writerOn(state);
      const saved = (step: string, key: string, value: unknown) => ({ step, key, state: value });
      await commit(
        effects({ saved: [saved("rules", "a|b", 1), saved("quality", "a|b", 2), saved("quality", "c", 3)] }),
      );
      await commit(
        effects({
          saved: [saved("rules", "a|b", { 深: [1, null] }), saved("quality", "c", null), saved("quality", "d", null)],
        }),
      );
      expect((await state.load()).saved).toEqual([
        saved("quality", "a|b", 2),
        saved("rules", "a|b", { 深: [1, null] }),
      ]);
    });

    test.each(["lifted", "expired", "withdrawn"] as const)("load() leaves out a warning that is %s", async (over) => {
      const { state } = await open();
      const approved = aWarning({ id: "warning-2" as WarningId, state: "approved" });
      await state.commit(0, effects({ warnings: [aWarning({ state: over }), approved] }));
      expect((await state.load()).openWarnings).toEqual([approved]);
    });

    test("load() leaves out terminated responses", async () => {
      const { state } = await open();
      const commit = writerOn(state);
      const other = aResponse({ id: "response-2" as ResponseId });
      await commit(effects({ responses: [aResponse(), other] }));
      await commit(effects({ responses: [aResponse({ state: "terminated", terminatedAt: noon, revision: 2 })] }));
      expect((await state.load()).activeResponses).toEqual([other]);
    });

    test("load() leaves out closed cases and lifted warnings", async () => {
      const { state } = await open();
      const commit = writerOn(state);
      const kept = {
        cases: [aCase({ id: "case-2" as CaseId })],
        warnings: [aWarning({ id: "warning-2" as WarningId })],
      };
      await commit(effects(kept));
      await commit(effects({ cases: [aCase({ state: "closed" })], warnings: [aWarning({ state: "lifted" })] }));
      expect(await state.load()).toMatchObject({ openCases: kept.cases, openWarnings: kept.warnings });
    });

    test("an event or delivery that is there already is not committed twice", async () => {
      const { state } = await open();
      const commit = writerOn(state);
      const first = await commit(effects({ events: [anEvent()], deliveries: [aDelivery()] }));
      expect(first.events).toEqual([{ ...anEvent(), eventSeq: expect.any(Number) }]);
      expect(first.deliveries).toEqual([
        { ...aDelivery(), deliveryId: expect.any(Number), attempts: 0, nextAttemptAt: noon },
      ]);
      const again = await commit(effects({ clock: noon + 1, events: [anEvent()], deliveries: [aDelivery()] }));
      expect(again).toEqual({ events: [], deliveries: [] });
    });

    test("commit() numbers events in the order of the calls", async () => {
      const { state } = await open();
      const ids = ["x", "y", "z"] as EventId[];
      const commits = ids.map((id, n) =>
        state.commit(n, effects({ position: { row: n, entry: 0 }, events: [anEvent({ id })] })),
      );
      const seqs = (await Promise.all(commits)).map(({ events }) => events[0]!.eventSeq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect(new Set(seqs).size).toBe(3);
      expect(await state.load()).toMatchObject({ commits: 3, position: { row: 2, entry: 0 } });
    });

    test("a commit whose outcome was unknown is answered again and changes nothing", async () => {
      const { state, ruleSets, reopen } = await open();
      await state.commit(0, effects({ events: [anEvent({ id: "before" as EventId })] }));
      // `before` was there already: neither answer has it.
      const next = everything({ events: [anEvent({ id: "before" as EventId }), anEvent()] });
      const first = await state.commit(1, next);
      expect(first.events.map(({ id }) => id)).toEqual(["event-1"]);
      const loaded = await state.load();
      expect(await state.commit(1, structuredClone(next))).toEqual(first);
      const reopened = await reopen();
      expect(await reopened.state.commit(1, structuredClone(next))).toEqual(first);
      expect(await reopened.state.load()).toEqual(loaded);
      expect(await ruleSets.newest().catch(() => reopened.ruleSets.newest())).toMatchObject({ activationId: 1 });
    });

    test("a writer that another has overtaken is refused, whatever it brings", async () => {
      const { state } = await open();
      const mine = await state.load();
      const theirs = await state.load();
      await state.commit(theirs.commits, effects({ position: { row: 7, entry: 0 }, cases: [aCase()] }));
      for (const stale of [effects({ position: { row: 7, entry: 0 } }), everything()]) {
        await expect(state.commit(mine.commits, stale)).rejects.toMatchObject({ code: "store.stale_writer" });
      }
      await state.commit(theirs.commits + 1, effects({ position: { row: 8, entry: 0 } }));
      // Not even what was once committed: too much has happened since to answer as then.
      const first = effects({ position: { row: 7, entry: 0 }, cases: [aCase()] });
      await expect(state.commit(mine.commits, first)).rejects.toMatchObject({ code: "store.stale_writer" });
      await expect(state.commit(9, effects())).rejects.toMatchObject({ code: "store.stale_writer" });
      expect(await state.load()).toMatchObject({ commits: 2, position: { row: 8, entry: 0 } });
    });

    test("commit() keeps nothing of effects it cannot keep whole", async () => {
      const { state } = await open();
      const cyclic: Record<string, unknown> = {};
      cyclic.self = cyclic;
      const broken = effects({ cases: [aCase()], saved: [{ step: "rules", key: "a", state: cyclic }] });
      await expect(state.commit(0, broken)).rejects.toThrow();
      expect(await state.load()).toMatchObject({ commits: 0, position: startOfLog, openCases: [] });
      await state.commit(0, effects());
    });

    test("what a step goes on changing after a commit is not changed in the store", async () => {
      const { state } = await open();
      const value = { count: 1 };
      await state.commit(0, effects({ saved: [{ step: "rules", key: "a", state: value }] }));
      value.count = 2;
      expect((await state.load()).saved[0]!.state).toEqual({ count: 1 });
    });

    test("RuleSetStore keeps each set's files once, and the newest activation", async () => {
      const { state, ruleSets } = await open();
      const commit = writerOn(state);
      expect(await ruleSets.newest()).toBeNull();
      const other = anActivation({ digest: "other", files: [{ name: "rules.yaml", text: "二" }] });
      await commit(effects({ activations: [anActivation(), other] }));
      const again = anActivation({ source: "rollback", by: "liu", position: { row: 9, entry: 9 } });
      await commit(effects({ activations: [again] }));
      expect(await ruleSets.newest()).toEqual({ ...withoutFiles(again), activationId: 3 });
      expect(await ruleSets.filesOf("other")).toEqual(other.files);
      expect(await ruleSets.filesOf("none")).toBeNull();
      expect(await ruleSets.pin()).toBeNull();
    });

    test("RuleSetStore keeps a set that never judged, with the choice of it, over a reopening", async () => {
      const { state, ruleSets, reopen } = await open();
      const files = [{ name: "rules.yaml", text: "三" }];
      const pin = { digest: "drafted", by: "chen", at: 5 };
      await ruleSets.keepAndPin({ digest: "drafted", files, ruleCount: 2 }, pin);
      const caller = { kind: "account", id: "wang.fang", name: "wang" } as const;
      const again = { digest: "drafted", by: "wang", at: 6, caller };
      await ruleSets.keepAndPin({ digest: "drafted", files: [], ruleCount: 0 }, again);
      await state.commit(0, effects({}));
      const reopened = await reopen();
      expect(await reopened.ruleSets.pin()).toEqual(again);
      expect(await reopened.ruleSets.filesOf("drafted")).toEqual(files);
      expect(await reopened.ruleSets.newest()).toBeNull();
    });

    test("Inbox gives what waits in order until it is removed, and never a number twice", async () => {
      const { inbox, reopen } = await open();
      const mode = (by: string) => ({ kind: "mode-set", mode: "holiday", by }) as const;
      const first = await inbox.add(mode("a"));
      const second = await inbox.add(mode("b"));
      expect(await inbox.waiting()).toEqual([first, second]);
      expect(second.entry).toEqual(mode("b"));
      await inbox.remove(second.itemId);
      await inbox.remove(first.itemId);
      const reopened = (await reopen()).inbox;
      expect(await reopened.waiting()).toEqual([]);
      expect((await reopened.add(mode("c"))).itemId).toBeGreaterThan(second.itemId);
    });
  });
}

export function anActivation(changes: Partial<RuleActivation> = {}): RuleActivation {
  return {
    digest: "first",
    files: [{ name: "rules.yaml", text: "一" }],
    ruleCount: 1,
    source: "files",
    by: null,
    at: noon,
    position: { row: 7, entry: 2 },
    ...changes,
  };
}

function withoutFiles({ files: _, ...activation }: RuleActivation): Omit<RuleActivation, "files"> {
  return activation;
}

/** Effects in which everything that there is has changed. */
function everything(changes: Partial<Effects> = {}): Effects {
  return effects({
    position: { row: 41, entry: 3 },
    clock: noon + 99,
    saved: [{ step: "rules", key: "deep|station-1", state: { phase: "active", 深: [1, null] } }],
    transitions: [aTransition()],
    missedPeaks: [aMissedPeak()],
    flagChanges: [{ gauge: 1 as GaugeKey, gaugeId: "gauge-1" as GaugeId, observedAt: noon, flag: 4, checks: 16 }],
    cases: [aCase()],
    caseEntries: [{ caseId: "case-1" as CaseId, entryNo: 1, entry: anEvent().data.change.entry }],
    warnings: [aWarning()],
    bulletins: [aBulletin()],
    responses: [aResponse()],
    orders: [{ entrySeq: 2, at: noon, order: { kind: "end", end: { id: "s", endedBy: "liu", createdAt: noon } } }],
    devices: [{ deviceId: "device-1" as DeviceId, status: { text: "online", at: noon }, lastAnswer: null }],
    activations: [anActivation()],
    audit: [anAudited({ kind: "order-given", by: "liu" }), anAudited()],
    events: [anEvent()],
    bodies: [{ eventId: "event-1" as EventId, format: "cloudevents", body: "{}" }],
    deliveries: [aDelivery(), aDelivery({ endpointId: "other" as EndpointId })],
    ...changes,
  });
}
