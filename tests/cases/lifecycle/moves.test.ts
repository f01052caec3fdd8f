import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedMoves, moveKinds, moveTable, obstacleTo } from "../../../cases/lifecycle/moves.ts";
import type { CaseChange } from "../../../cases/ports.ts";
import type { levels } from "../../../domain/city/level.ts";
import { minuteMs } from "../../../domain/clock.ts";
import { type ActorPart, actorParts } from "../../../domain/governance/actor.ts";
import type { Case } from "../../../domain/governance/case.ts";
import { type CaseState, caseStates, isCaseOver, openStates } from "../../../domain/governance/case-state.ts";
import type { AlarmKey, StationId, UnitId } from "../../../domain/ids.ts";
import type { CaseMove, CaseMoveKind } from "../../../domain/inputs/acts/case-action.ts";
import { moveNames } from "../../../locales/case-moves.ts";
import { smallCity, transition } from "../../support/alarm-builders.ts";
import { actionOn, casesUnder, drainage, evidencePolicy, floodAt, Loop, platform } from "../loop.ts";
import { anyTurn, moveOf } from "../turns.ts";

const reason = "because";

/** Whether a move has been made of a case that stands so, by the order of states alone. */
function isBehind(state: CaseState, kind: CaseMoveKind): boolean {
  const { to } = moveTable[kind];
  const isBack = kind === "return" || kind === "rework";
  return to !== null && (isBack ? state === to : caseStates.indexOf(state) >= caseStates.indexOf(to));
}

describe("moves of cases", () => {
  it("never leave the table: each revision is one, one case is open per hazard and station, what is over stays so but for rework and its alarms", () => {
    fc.assert(
      fc.property(
        fc.array(anyTurn, { minLength: 20, maxLength: 80 }),
        fc.constantFrom(undefined, evidencePolicy, { ...evidencePolicy, dispatch: "officer" } as const),
        (turns, policy) => {
          const cases = casesUnder(policy);
          const known = new Map<string, Case>();
          const levelsNow = new Map<string, { level: (typeof levels)[number] | null; since: number }>();
          let at = floodAt;
          const check = (change: CaseChange): void => {
            const { before, after, entry } = change;
            const seen = known.get(after.id) ?? null;
            expect(before === null ? null : before.revision).toBe(seen === null ? null : seen.revision);
            expect(after.revision).toBe((seen?.revision ?? 0) + 1);
            expect(entry.entryNo).toBe(after.revision);
            expect(change.event.data.change.before?.revision ?? 0).toBe(seen?.revision ?? 0);
            known.set(after.id, after);
            if (before === null || before.state === after.state) return;
            const { kind } = entry.entry;
            const byAlarm: readonly string[] = ["reopened", "closed"];
            if (byAlarm.includes(kind)) return;
            const move = moveKinds.find(
              (each) => moveTable[each].to === after.state && moveTable[each].from.includes(before.state),
            );
            expect(move, `${before.state} -> ${after.state} by ${kind}`).toBeDefined();
            if (isCaseOver(before)) expect(move).toBe("rework");
          };
          const add = (change: CaseChange | null): void => {
            if (change === null) return;
            check(change);
            for (const more of cases.order(change, at)) check(more);
          };
          for (const turn of turns) {
            at += minuteMs;
            if ("minutes" in turn) {
              at += turn.minutes * minuteMs;
              while (cases.nextDueAt <= at) for (const change of cases.orderDue(cases.nextDueAt)) check(change);
            } else if ("act" in turn) {
              const target = [...known.values()][turn.which];
              if (target === undefined) continue;
              const actor = turn.part === undefined ? {} : { actor: { part: turn.part } };
              const { change, refusal } = cases.act(actionOn(target.id, moveOf(turn.act, at), actor), at);
              const before = known.get(target.id);
              if (refusal !== null && change !== null) expect(change.after.state).toBe(before?.state);
              if (change !== null && refusal === null) {
                expect(moveTable[turn.act].from).toContain(before?.state);
                if (turn.part !== undefined) expect(moveTable[turn.act].by).toContain(turn.part);
              }
              add(change);
            } else {
              const alarmKey = `${turn.alarm}|${turn.place}` as AlarmKey;
              const { level: from, since } = levelsNow.get(alarmKey) ?? { level: null, since: at };
              const episodeStartedAt = from === null ? at : since;
              levelsNow.set(alarmKey, { level: turn.to, since: episodeStartedAt });
              const target = { kind: "station", stationId: turn.place as StationId } as const;
              if (from === turn.to) continue;
              add(cases.apply(transition({ alarmKey, target, from, to: turn.to, at, episodeStartedAt })));
            }
            const open = [...known.values()].filter((each) => !isCaseOver(each));
            expect(new Set(open.map(({ hazard, stationId }) => `${hazard}|${stationId}`)).size).toBe(open.length);
            expect(cases.openCount).toBe(open.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are listed as they are then allowed or refused, for every part", () => {
    const parts: readonly (ActorPart | undefined)[] = [undefined, ...actorParts];
    for (const part of parts) {
      const actor = part === undefined ? undefined : { part };
      const loop = new Loop({ ...evidencePolicy, registration: "officer", dispatch: "officer" });
      loop.alarm({});
      const at = floodAt + minuteMs;
      const path: readonly CaseMove[] = [
        { do: "register" },
        { do: "dispatch", unitId: drainage },
        { do: "accept" },
        { do: "feedback", text: "done" },
        { do: "verify" },
      ];
      for (const step of [null, ...path]) {
        if (step?.do === "verify") loop.alarm({ from: "blue", to: null, at, receivedAt: at });
        if (step !== null) loop.act(step, at);
        const before = loop.newest;
        for (const listed of allowedMoves(before, actor, { city: smallCity({ casePolicy: evidencePolicy }), at })) {
          const others = casesUnder(evidencePolicy, [before]);
          const made = actionOn(before.id, moveOf(listed.do, at), actor === undefined ? {} : { actor });
          expect([listed.do, others.act(made, at).refusal]).toEqual([listed.do, listed.refusal]);
        }
      }
    }
  });

  it("that are refused with what is to be done first may be made once that is done", () => {
    const loop = new Loop(evidencePolicy);
    loop.alarm({});
    const context = { city: smallCity({ casePolicy: evidencePolicy }), at: floodAt };
    const refusalOf = (state: CaseState, kind: CaseMoveKind) =>
      allowedMoves({ ...loop.newest, state, level: null }, undefined, context).find((each) => each.do === kind)
        ?.refusal;
    for (const state of openStates) {
      for (const kind of moveKinds) {
        const refusal = refusalOf(state, kind);
        if (refusal?.code === "cases.already_there") expect(isBehind(state, kind), `${kind} ${state}`).toBe(true);
        if (refusal?.code !== "cases.wrong_state") continue;
        const first = /First: (.*)\.$/.exec(refusal.words.en)?.[1]?.split(", ") ?? [];
        expect(first, refusal.words.en).not.toEqual([]);
        const after = first.reduce<CaseState>((now, name) => {
          const step = moveKinds.find((each) => moveNames[each].en === name)!;
          expect(refusalOf(now, step) ?? null, `${kind} ${state}: ${name}`).toBeNull();
          return moveTable[step].to ?? now;
        }, state);
        expect(moveTable[kind].from, `${kind} ${state}`).toContain(after);
      }
    }
  });

  it("have names of their own in both languages", () => {
    for (const language of ["zh", "en"] as const)
      expect(new Set(moveKinds.map((kind) => moveNames[kind][language])).size).toBe(moveKinds.length);
  });
});

describe("a move that is refused", () => {
  function dispatched() {
    const loop = new Loop(evidencePolicy);
    loop.alarm({});
    return { loop, at: floodAt + 5 * minuteMs };
  }

  it("names what was wanted, how it stands, and what to do first", () => {
    const { loop, at } = dispatched();
    const { change, refusal } = loop.act({ do: "feedback", text: "done" }, at);
    expect([change, refusal?.code]).toEqual([null, "cases.wrong_state"]);
    expect(refusal?.words.en).toContain("must be being handled, handled");
    expect(refusal?.words.en).toContain("which is dispatched. First: accept.");
    expect(refusal?.words.zh).toContain("请先接单");
  });

  it("is kept as told where a platform told of it too early, and the case stands as it did", () => {
    const { loop, at } = dispatched();
    const { change, refusal } = loop.act({ do: "feedback", text: "已抽排" }, at, { actor: platform, by: "dispatch" });
    expect(refusal?.code).toBe("cases.wrong_state");
    expect(change?.entry.entry).toMatchObject({
      kind: "step-refused",
      part: "platform",
      words: { zh: "dispatch 报来反馈，本案现处于派遣，未采纳：已抽排" },
    });
    expect(change?.after).toEqual({ ...change?.before, revision: (change?.before?.revision ?? 0) + 1 });
  });

  it("that a platform tells twice changes nothing, and says so", () => {
    const { loop, at } = dispatched();
    loop.act({ do: "accept" }, at, { actor: platform });
    expect(loop.act({ do: "accept" }, at, { actor: platform })).toMatchObject({
      change: null,
      refusal: { code: "cases.already_there" },
    });
  });

  it("under the same key is answered as it was the first time, whatever happened since", () => {
    const { loop, at } = dispatched();
    const early = { do: "feedback", text: "done" } as const;
    const keyed = { actor: platform, onceKey: "k1" };
    const first = loop.act(early, at, keyed);
    const accepted = { actor: platform, onceKey: "k2" };
    expect(loop.act({ do: "accept" }, at, accepted).refusal).toBeNull();
    const { revision } = loop.newest;
    expect(loop.act(early, at, keyed)).toEqual({ change: null, refusal: first.refusal });
    expect(loop.act({ do: "accept" }, at, accepted)).toEqual({ change: null, refusal: null });
    expect(loop.newest.revision).toBe(revision);
    expect(loop.act({ do: "verify" }, at, accepted).refusal?.code).toBe("cases.key_reused");
  });

  it("keeps keys over a restart, and those of another sender apart", () => {
    const { loop, at } = dispatched();
    const keyed = { actor: platform, onceKey: "k1" };
    loop.act({ do: "accept" }, at, keyed);
    const restarted = casesUnder(evidencePolicy, [loop.newest]);
    restarted.onceKeys.restore(
      JSON.parse(JSON.stringify([...loop.cases.onceKeys.drainChanges()])).reduce(intoMap, new Map()),
    );
    expect(restarted.act(actionOn(loop.newest.id, { do: "accept" }, keyed), at)).toEqual({
      change: null,
      refusal: null,
    });
    expect(restarted.act(actionOn(loop.newest.id, { do: "accept" }, { ...keyed, by: "Li" }), at).refusal?.code).toBe(
      "cases.already_there",
    );
  });

  it("under a key that an older release kept by name is answered as it was then", () => {
    const { loop, at } = dispatched();
    loop.act({ do: "accept" }, at, { actor: platform, onceKey: "k1" });
    const caller = { kind: "token", id: "t9", name: "any" } as const;
    expect(loop.act({ do: "accept" }, at, { actor: platform, onceKey: "k1", caller })).toEqual({
      change: null,
      refusal: null,
    });
  });

  it("because the case has moved on says which revision it is at", () => {
    const { loop, at } = dispatched();
    expect(loop.act({ do: "accept" }, at, { ifRevision: 1 }).refusal).toMatchObject({
      code: "cases.changed_since",
      words: { en: expect.stringContaining("must be at revision 1") },
    });
    expect(loop.act({ do: "accept" }, at, { ifRevision: loop.newest.revision }).refusal).toBeNull();
  });

  it("names what cannot be: a unit that is none, a moment that has passed, a second suspension", () => {
    const { loop, at } = dispatched();
    expect(loop.act({ do: "dispatch", unitId: "nobody" as UnitId }, at).refusal?.code).toBe("cases.unknown_unit");
    expect(loop.act({ do: "suspend", until: at, reason }, at).refusal?.code).toBe("cases.past_until");
    expect(loop.act({ do: "resume" }, at).refusal?.code).toBe("cases.not_suspended");
    loop.act({ do: "suspend", until: at + 1, reason }, at);
    expect(loop.act({ do: "suspend", until: at + 2, reason }, at).refusal?.code).toBe("cases.already_suspended");
  });

  it("tells people of moments in the city's zone and to the minute, in timelines as in refusals", () => {
    const { loop, at } = dispatched();
    const until = Date.parse("2030-11-30T09:19:37.635Z");
    const said = [
      loop.act({ do: "extend", until, reason }, at),
      loop.act({ do: "suspend", until, reason }, at),
      loop.act({ do: "suspend", until, reason }, at),
      loop.act({ do: "extend", until: at - 1, reason }, at),
    ].flatMap(({ refusal }) => refusal?.words ?? []);
    const lines = loop.changes.map(({ entry }) => entry.entry.words).slice(-2);
    for (const words of [...said.slice(0, 1), ...lines]) {
      expect(words.en).toContain("2030-11-30 17:19");
      expect(words.zh).toContain("2030-11-30 17:19");
    }
    expect(said.map(({ en }) => en).join()).not.toMatch(/\dT\d\d:/);
  });

  it("is verifying while the hazard stands, kept as told where a platform does, and made once it is over", () => {
    const { loop, at } = dispatched();
    loop.act({ do: "accept" }, at);
    loop.act({ do: "feedback", text: "pumped" }, at);
    expect(loop.act({ do: "verify", text: "dry" }, at).refusal).toMatchObject({
      code: "cases.hazard_stands",
      words: { en: expect.stringContaining("which is blue still") },
    });
    const told = loop.act({ do: "verify", text: "dry" }, at, { actor: platform });
    expect([told.refusal?.code, told.change?.entry.entry.kind]).toEqual(["cases.hazard_stands", "step-refused"]);
    expect(loop.newest.state).toBe("handled");
    loop.alarm({ from: "blue", to: null, at: at + 1, receivedAt: at + 1 });
    expect(loop.act({ do: "verify", text: "dry" }, at + 1, { actor: platform }).refusal).toBeNull();
  });

  it("never take time from a limit by an extension, running, suspended or over", () => {
    const { loop, at } = dispatched();
    const dueAt = at + 30 * minuteMs;
    const startedAt = at - minuteMs;
    const running = {
      stage: "handle",
      clock: "urgent-hours",
      amount: 1,
      startedAt,
      dueAt,
      warnAt: at,
      pausedMs: 0,
    } as const;
    const suspended = { by: "Li", at, reason, untilAt: at + 2 * minuteMs };
    const stands: readonly Partial<Case>[] = [
      { due: running },
      { due: { ...running, pausedAt: at }, suspended },
      { due: { ...running, dueAt: startedAt, overdueAt: startedAt } },
    ];
    for (const stand of stands) {
      const of = { ...loop.newest, ...stand };
      const code = (until: number) =>
        obstacleTo(of, { move: { do: "extend", until, reason }, actor: undefined }, { city: smallCity(), at })?.code;
      const isLater = stand.due!.dueAt > at;
      expect(code(at + 2 * minuteMs)).toBe(isLater ? "cases.not_longer" : undefined);
      expect(code(dueAt)).toBe(isLater ? "cases.not_longer" : undefined);
      expect(code(dueAt + 1)).toBeUndefined();
    }
    expect(loop.newest.due).toBeUndefined();
    expect(loop.act({ do: "extend", until: at + 1, reason }, at).refusal).toBeNull();
  });
});

function intoMap(map: Map<string, never>, [key, value]: [string, never]): Map<string, never> {
  return map.set(key, value);
}
