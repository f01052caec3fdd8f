import fc from "fast-check";
import { expect, it } from "vitest";
import { allowedMoves } from "../../cases/lifecycle/moves.ts";
import type { OpenCases } from "../../cases/open-cases.ts";
import type { CaseChange } from "../../cases/ports.ts";
import type { Level } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { AlarmKey, StationId } from "../../domain/ids.ts";
import { smallCity, transition } from "../support/alarm-builders.ts";
import { actionOn, casesUnder, evidencePolicy, floodAt } from "./loop.ts";
import { anyTurn, moveOf } from "./turns.ts";

type Turn = typeof anyTurn extends fc.Arbitrary<infer Each> ? Each : never;

const city = smallCity({ casePolicy: evidencePolicy });

/** What a store keeps of cases, as JSON. */
class Kept {
  readonly cases = new Map<string, Case>();
  readonly #matters = new Map<string, unknown>();
  readonly #keys = new Map<string, unknown>();
  readonly #incidents = new Map<string, unknown>();

  take(cases: OpenCases, changes: readonly CaseChange[]): void {
    for (const { after } of changes) this.cases.set(after.id, after);
    for (const [key, value] of cases.drainMatters()) this.#matters.set(key, value);
    for (const [key, value] of cases.onceKeys.drainChanges()) this.#keys.set(key, value);
    for (const [key, value] of cases.incidents.drainChanges()) this.#incidents.set(key, value);
  }

  restarted(): OpenCases {
    const asKept = <Value>(values: ReadonlyMap<string, unknown>): Map<string, Value> =>
      new Map(JSON.parse(JSON.stringify([...values])));
    const open = [...this.cases.values()].filter((each) => !isCaseOver(each));
    const cases = casesUnder(evidencePolicy, JSON.parse(JSON.stringify(open)));
    cases.restoreMatters(asKept(this.#matters));
    cases.onceKeys.restore(asKept(this.#keys));
    cases.incidents.restore(asKept(this.#incidents));
    return cases;
  }
}

/** Everything that comes of turns, where the hub is started anew before each of some. */
function lived(turns: readonly Turn[], restartsBefore: ReadonlySet<number>): unknown {
  const kept = new Kept();
  let cases = kept.restarted();
  const alarms = new Map<string, { readonly level: Level | null; readonly since: number }>();
  const told: unknown[] = [];
  let at = floodAt;
  const take = (changes: readonly CaseChange[]): void => {
    told.push(...changes.map(({ event, entry }) => ({ event, entry })));
    kept.take(cases, changes);
  };
  const follow = (change: CaseChange | null): void => {
    take(change === null ? [] : [change, ...cases.order(change, at)]);
  };
  for (const [index, turn] of turns.entries()) {
    if (restartsBefore.has(index)) cases = kept.restarted();
    at += minuteMs;
    if ("minutes" in turn) {
      at += turn.minutes * minuteMs;
      while (cases.nextDueAt <= at) take(cases.orderDue(cases.nextDueAt));
    } else if ("act" in turn) {
      const target = [...kept.cases.values()][turn.which];
      if (target === undefined) continue;
      // Legal ones mostly, and each once more under its key now and then.
      const legal = allowedMoves(target, undefined, { city, at }).filter(({ refusal }) => refusal === null);
      const kind = turn.part === undefined ? (legal[index % legal.length]?.do ?? turn.act) : turn.act;
      const action = actionOn(target.id, moveOf(kind, floodAt + 120 * minuteMs), { onceKey: `${kind} ${index % 5}` });
      const { change, refusal } = cases.act(action, at);
      told.push(refusal);
      follow(change);
    } else {
      const alarmKey = `${turn.alarm}|${turn.place}` as AlarmKey;
      const { level: from, since } = alarms.get(alarmKey) ?? { level: null, since: at };
      const episodeStartedAt = from === null ? at : since;
      alarms.set(alarmKey, { level: turn.to, since: episodeStartedAt });
      const target = { kind: "station", stationId: turn.place as StationId } as const;
      if (from !== turn.to)
        follow(cases.apply(transition({ alarmKey, target, from, to: turn.to, at, episodeStartedAt })));
    }
  }
  return JSON.parse(JSON.stringify(told));
}

it("a restart anywhere changes nothing of what cases come to, what is due and which keys are known included", () => {
  fc.assert(
    fc.property(
      fc.array(anyTurn, { minLength: 30, maxLength: 60 }),
      fc.uniqueArray(fc.nat(59), { minLength: 3 }),
      (turns, restarts) => {
        expect(lived(turns, new Set(restarts))).toEqual(lived(turns, new Set()));
      },
    ),
    { numRuns: 200 },
  );
});
