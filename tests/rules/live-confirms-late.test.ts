import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { isConfirmation, liveLevelOf } from "../../domain/alarms/live-level.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { liveLevelOfCase } from "../../domain/governance/live-case.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { RuleEngine } from "../../rules/engine/engine.ts";
import {
  cityOf,
  engineOver,
  keepSaved,
  memoryJournal,
  observationOf,
  restoreEngine,
  ruleFrom,
  savedIn,
} from "../support/worlds/rules-world.ts";

const lateAfterMs = 15 * minuteMs;
const deadband = 0.5;
const ladder = { blue: { raise: 1 }, yellow: { raise: 2 }, orange: { raise: 3 }, red: { raise: 4 } };
const raises: readonly number[] = [1, 2, 3, 4];
const start = 100 * hourMs;

type Reading = readonly [at: number, value: number, received?: number, gauge?: number];

/** Steps readings given as minute, value, and where late the minute they came at. */
function step(engine: RuleEngine, readings: readonly Reading[]): readonly AlarmTransition[] {
  return readings.flatMap(
    ([at, value, received = at, gauge = 0]) =>
      engine.step(
        observationOf({ observedAt: start + at * minuteMs, receivedAt: start + received * minuteMs, value, gauge }),
      ).transitions,
  );
}

/** `null -> red late` or `red -> red, live yellow`. */
function texts(transitions: readonly AlarmTransition[]): readonly string[] {
  return transitions.map((each) => {
    const live = liveLevelOf(each) === each.to ? "" : `, live ${liveLevelOf(each)}`;
    return `${each.from} -> ${each.to}${each.isLate ? " late" : ""}${live}`;
  });
}

function engineWith(changes: object = {}): RuleEngine {
  return engineOver(cityOf([{ id: "a" }, { id: "b" }]), [
    ruleFrom({ id: "depth", levels: ladder, deadband, ...changes }),
  ]);
}

const backlog: readonly Reading[] = [
  [0, 0, 90],
  [10, 3.2, 90],
  [20, 4.5, 90],
];

describe("a level that a backlog raised", () => {
  it("is confirmed once by the first live reading that holds it", () => {
    const engine = engineWith();
    expect(texts(step(engine, backlog))).toEqual(["null -> orange late, live null", "orange -> red late, live null"]);
    const found = step(engine, [[90, 4.2]]);
    expect(found).toMatchObject([{ from: "red", to: "red", isLate: false, at: start + 90 * minuteMs, limit: 4 }]);
    expect(
      step(engine, [
        [91, 4.3],
        [92, 4.6],
      ]),
    ).toEqual([]);
  });

  it("is confirmed no further than the reading goes, and the rest by a graver one", () => {
    const engine = engineWith({ offDelay: "30min" });
    step(engine, backlog);
    expect(texts(step(engine, [[90, 2.1]]))).toEqual(["red -> red, live yellow"]);
    expect(
      texts(
        step(engine, [
          [91, 2.1],
          [92, 4],
        ]),
      ),
    ).toEqual(["red -> red"]);
  });

  it("is never confirmed by another late reading, nor by a live one that holds nothing", () => {
    const engine = engineWith({ offDelay: "30min" });
    step(engine, backlog);
    expect(
      step(engine, [
        [30, 4.4, 90],
        [74, 4.4, 90],
        [90, 0.1],
      ]),
    ).toEqual([]);
  });

  it("falls with a live reading to a level that is live", () => {
    const engine = engineWith();
    step(engine, backlog);
    expect(texts(step(engine, [[90, 2.2]]))).toEqual(["red -> yellow"]);
  });

  it("beside one that people know live leaves that known", () => {
    const engine = engineWith();
    step(engine, [[0, 1.2]]);
    expect(texts(step(engine, [[10, 4.5, 90]]))).toEqual(["blue -> red late, live blue"]);
    expect(texts(step(engine, [[90, 1.2]]))).toEqual(["red -> blue"]);
  });

  it("is confirmed after an edit of the rule, and after a restart, as without", async () => {
    const city = cityOf([{ id: "a" }]);
    const rules = [ruleFrom({ id: "depth", levels: ladder, deadband })];
    const edited = [ruleFrom({ id: "depth", levels: { ...ladder, red: { raise: 3.9 } }, deadband })];
    for (const next of [rules, edited]) {
      const engine = engineOver(city, rules);
      const saved = new Map<string, string>();
      const rows = backlog.map(([at, value, received = at], index) =>
        observationOf({
          observedAt: start + at * minuteMs,
          receivedAt: start + received * minuteMs,
          value,
          journalSeq: index + 1,
        }),
      );
      for (const row of rows) engine.step(row);
      keepSaved(saved, engine.drainChanges());
      const restored = engineOver(city, next);
      await restoreEngine(restored, savedIn(saved), memoryJournal(rows), rows.length, start + 90 * minuteMs);
      expect(texts(step(restored, [[90, 4.2]]))).toEqual(["red -> red"]);
      expect(step(restored, [[91, 4.2]])).toEqual([]);
    }
  });

  it("of a shadow rule is confirmed in shadow", () => {
    const engine = engineWith({ shadow: true });
    step(engine, backlog);
    expect(step(engine, [[90, 4.2]])).toMatchObject([{ from: "red", to: "red", effect: "shadow" }]);
  });
});

describe("an alarm made of others that a backlog raised", () => {
  const city = cityOf([{ id: "a" }, { id: "b" }]);
  const depth = ruleFrom({ id: "depth", levels: ladder, deadband });
  const twoAtOnce = ruleFrom({
    id: "two",
    condition: { kind: "count-in-area", rule: "depth", level: "orange", area: "district" },
    unit: undefined,
    levels: { red: { raise: 2 } },
  });
  const own = (found: readonly AlarmTransition[]) => texts(found.filter(({ ruleId }) => ruleId === "two"));

  it("is confirmed once live readings of its gauges are certain of it", () => {
    const engine = engineOver(city, [depth, twoAtOnce]);
    const flood: readonly Reading[] = [
      [10, 4.5, 90, 0],
      [10, 4.5, 90, 1],
    ];
    expect(own(step(engine, flood))).toEqual(["null -> red late, live null"]);
    expect(own(step(engine, [[90, 4.2, 90, 0]]))).toEqual([]);
    expect(own(step(engine, [[90, 4.2, 90, 1]]))).toEqual(["red -> red"]);
    expect(
      own(
        step(engine, [
          [91, 4.2, 91, 0],
          [91, 4.2, 91, 1],
        ]),
      ),
    ).toEqual([]);
  });
});

it("an alarm made of others is confirmed by the reading that is the first live one of a backlog without a gap", () => {
  const city = cityOf([{ id: "a" }]);
  const rules = [
    ruleFrom({ id: "depth", levels: ladder, deadband }),
    ruleFrom({
      id: "any-depth",
      applies: { kind: "waterlogging" },
      condition: { kind: "any", of: [{ rule: "depth", level: "red" }] },
      unit: undefined,
      levels: { red: {} },
    }),
  ];
  const engine = engineOver(city, rules);
  const minutes = Array.from({ length: 30 }, (_, index) => 60 + index);
  const found = step(
    engine,
    minutes.map((minute) => [minute, 4.5, 90]),
  );
  expect(found.filter(({ ruleId }) => ruleId === "any-depth")).toMatchObject([
    { from: null, to: "red", isLate: true, at: start + 60 * minuteMs },
    { from: "red", to: "red", isLate: false, at: start + 75 * minuteMs },
  ]);
});

interface Sent {
  readonly gapMinutes: number;
  readonly ageMinutes: number;
  readonly value: number;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  gapMinutes: fc.constantFrom(0, 1, 3, 20),
  ageMinutes: fc.constantFrom(0, 0, 0, 2, 8, 15, 16, 40, 90),
  value: fc.constantFrom(0, 0.6, 1.2, 1.7, 2.1, 3, 3.6, 4, 5),
});

function rowsOf(all: readonly Sent[]): readonly JournalledObservation[] {
  let receivedAt = start;
  return all.map(({ gapMinutes, ageMinutes, value }, index) => {
    receivedAt += gapMinutes * minuteMs;
    return observationOf({ observedAt: receivedAt - ageMinutes * minuteMs, receivedAt, value, journalSeq: index + 1 });
  });
}

/** Rank that a value holds of a level raised, or raises. */
function rankHeldBy(value: number, level: Level | null): number {
  return raises.findLastIndex((raise, index) => index < rankOf(level) && value >= raise - deadband) + 1;
}

function checkRun(all: readonly Sent[], delays: object): void {
  const engine = engineWith(delays);
  const cases = createOpenCases(cityOf([{ id: "a" }, { id: "b" }]), []);
  const rows = rowsOf(all);
  let newest = { observedAt: Number.NEGATIVE_INFINITY, value: 0 };
  let last: AlarmTransition | null = null;
  const pages: { readonly at: number; readonly live: Level | null; readonly caseId: string }[] = [];
  let caseId = "";
  for (const row of rows) {
    if (row.observedAt > newest.observedAt) newest = row;
    const isLive = row.receivedAt - newest.observedAt <= lateAfterMs;
    for (const each of engine.step(row).transitions) {
      if (each.effect === "record") continue;
      const before: Level | null = last === null ? null : liveLevelOf(last);
      const isGraverLive = rankOf(liveLevelOf(each)) > rankOf(before);
      // A backlog alone shows nothing live.
      if (isGraverLive) expect(isLive).toBe(true);
      if (isConfirmation(each)) expect(isGraverLive).toBe(true);
      last = each;
      const change = cases.apply(each);
      if (change === null) continue;
      caseId = change.after.state === "closed" ? "" : change.after.id;
      if (change.event.isUrgent) pages.push({ at: each.at, live: liveLevelOfCase(change.after), caseId });
    }
    const held = rankHeldBy(newest.value, last === null ? null : last.to);
    if (!isLive || held === 0) continue;
    const known = last === null ? 0 : rankOf(liveLevelOf(last));
    expect(known).toBeGreaterThanOrEqual(held);
    // Paged for it in this case, or, of a hazard that flaps, within the hour.
    const since = pages.filter((page) => page.caseId === caseId || newest.observedAt - page.at <= hourMs);
    expect(Math.max(0, ...since.map(({ live }) => rankOf(live)))).toBeGreaterThanOrEqual(held);
  }
}

const delays = fc.constantFrom({}, { onDelay: "3min" }, { offDelay: "10min" }, { onDelay: "1min", offDelay: "3min" });

describe("people", () => {
  it("have been paged for every level that the newest live reading holds, whatever came late before it", () => {
    fc.assert(fc.property(fc.array(sent, { minLength: 1, maxLength: 14 }), delays, checkRun), { numRuns: 1500 });
  });
});
