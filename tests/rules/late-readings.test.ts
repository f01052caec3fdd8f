import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { isConfirmation } from "../../domain/alarms/live-level.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { Findings, RuleEngine } from "../../rules/engine/engine.ts";
import { episodesOf } from "../reference/episodes-of.ts";
import {
  cityOf,
  engineOver,
  keepSaved,
  type ModeSketch,
  memoryJournal,
  observationOf,
  restoreEngine,
  ruleFrom,
  savedIn,
} from "../support/worlds/rules-world.ts";

const latenessLimitMs = 10 * minuteMs;

/** A street with three points of water, a river with a station above it, a manhole and a rain gauge. */
const city = cityOf([
  { id: "w0", stationId: "west", thresholds: { demo: 2.5 } },
  { id: "w1", stationId: "west" },
  { id: "e0", stationId: "east", expectedIntervalMs: 2 * minuteMs },
  { id: "rain", kind: "rain", property: "rain" },
  { id: "up", kind: "river", property: "stage", stationId: "upper" },
  { id: "down", kind: "river", property: "stage", stationId: "lower", upstream: [["upper", 5]] },
]);
const gauges = city.gauges.size;

const water = { kind: "waterlogging", property: "depth" };
const levels = { blue: { raise: 1 }, yellow: { raise: 2 }, orange: { raise: 3 }, red: { raise: 4 } };

const ruleTexts = [
  { id: "plain", levels, deadband: 0.5 },
  {
    id: "held",
    levels,
    deadband: 0.5,
    onDelay: "2min",
    offDelay: "3min",
    modes: { emergency: { onDelay: "0s", levels: { blue: { raise: 0.5 } } } },
  },
  { id: "good-alone", levels, flags: [1], onDelay: "1min" },
  {
    id: "rise",
    condition: { kind: "rate-of-rise", window: "5min" },
    levels: { blue: { raise: 20 }, red: { raise: 60, reset: 30 } },
    onDelay: "1min",
    unit: "m/h",
  },
  { id: "peak", condition: { kind: "peak", window: "10min" }, levels, deadband: 0.5 },
  {
    id: "stuck",
    condition: { kind: "stuck", window: "8min", tolerance: 0.3 },
    unit: "min",
    levels: { blue: { raise: 3 }, red: { raise: 6 } },
  },
  {
    id: "coming",
    condition: { kind: "forecast", mark: "demo", within: "1h" },
    unit: undefined,
    levels: { blue: { raise: 0.3, reset: 0.1 }, red: { raise: 0.8 } },
  },
  {
    id: "rain-10",
    hazard: "rainstorm",
    applies: { kind: "rain", property: "rain" },
    condition: { kind: "accumulation", window: "10min" },
    unit: "mm",
    levels: { blue: { raise: 10 }, yellow: { raise: 20 } },
    deadband: 2,
  },
  { id: "stage", applies: { kind: "river", property: "stage" }, levels, deadband: 0.5, offDelay: "1min" },
  {
    id: "places",
    condition: { kind: "count-in-area", rule: "held", area: "district", within: "4min" },
    unit: undefined,
    levels: { blue: { raise: 2 }, red: { raise: 3 } },
    onDelay: "90s",
  },
  {
    id: "at-once",
    condition: { kind: "count-in-area", rule: "plain", level: "yellow", area: "city", count: "stations" },
    unit: undefined,
    levels: { red: { raise: 1 } },
  },
  {
    id: "coming-down",
    applies: { kind: "river" },
    condition: { kind: "upstream", rule: "stage" },
    unit: undefined,
    levels: { blue: { raise: "yellow" }, red: { raise: "red" } },
  },
  {
    id: "both",
    applies: water,
    condition: { kind: "all", of: [{ rule: "plain" }, { rule: "rise", level: "blue" }] },
    unit: undefined,
    levels: { blue: {}, yellow: {}, red: {} },
    offDelay: "30s",
  },
  {
    id: "either",
    applies: { kind: ["waterlogging", "rain"] },
    condition: {
      kind: "any",
      of: [{ all: [{ rule: "rain-10" }, { rule: "places" }] }, { rule: "both", level: "yellow" }],
      over: "district",
    },
    unit: undefined,
    levels: { blue: {}, red: {} },
  },
  {
    id: "calm",
    applies: water,
    condition: { kind: "not", of: { any: [{ rule: "plain" }, { rule: "rise" }] } },
    unit: undefined,
    levels: { blue: {} },
    onDelay: "2min",
  },
];
const rules = ruleTexts.map((text) => ruleFrom(text));

/** Silence is counted on our clock, so it is another when readings come late: these are for restarts alone. */
const clockRules = [
  ruleFrom({
    id: "silent",
    applies: { kind: ["waterlogging", "rain", "river"] },
    condition: { kind: "silence" },
    levels: { blue: { raise: 3 }, red: { raise: 6 } },
  }),
  ruleFrom({
    id: "blind",
    applies: water,
    condition: { kind: "any", of: [{ rule: "silent" }, { not: { rule: "held" } }], over: "district" },
    unit: undefined,
    levels: { blue: {}, red: {} },
    onDelay: "20s",
  }),
];

interface Storm {
  /** In the order of observation. */
  readonly rows: readonly JournalledObservation[];
  /** The same rows, each under the time it was received at, in that order. */
  readonly shuffled: readonly JournalledObservation[];
}

const readingArbitrary = fc.record({
  gauge: fc.nat({ max: gauges - 1 }),
  afterS: fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 0, max: 18 }) }, fc.integer({ min: 60, max: 400 })),
  delayS: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 600 })),
  tenths: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -3, max: 4 }) }, fc.integer({ min: -50, max: 50 })),
  flag: fc.oneof({ weight: 8, arbitrary: fc.constant(1 as const) }, fc.constantFrom(2 as const, 3 as const)),
});

const stormArbitrary = fc
  .array(readingArbitrary, { minLength: 1, maxLength: 300, size: "max" })
  .map((readings): Storm => {
    const rows: JournalledObservation[] = [];
    const seen = new Set<string>();
    const tenthsByGauge = new Map<number, number>();
    let now = 1_000_000_000;
    const delays: number[] = [];
    for (const { gauge, afterS, delayS, tenths, flag } of readings) {
      now += afterS * secondMs;
      if (seen.has(`${gauge} ${now}`)) continue;
      seen.add(`${gauge} ${now}`);
      const value = Math.min(50, Math.max(0, (tenthsByGauge.get(gauge) ?? 0) + tenths));
      tenthsByGauge.set(gauge, value);
      rows.push(observationOf({ gauge, observedAt: now, value: value / 10, flag, journalSeq: rows.length + 1 }));
      delays.push(delayS * secondMs);
    }
    const shuffled = rows
      .map((row, index) => ({ ...row, receivedAt: row.observedAt + (delays[index] ?? 0) }))
      .sort((a, b) => a.receivedAt - b.receivedAt || b.observedAt - a.observedAt)
      .map((row, index) => ({ ...row, journalSeq: index + 1 }));
    return { rows, shuffled };
  });

function newEngine(limitMs: number = latenessLimitMs): RuleEngine {
  return engineOver(city, rules, { latenessLimitMs: limitMs });
}

function transitionsOf(rows: readonly JournalledObservation[], limitMs?: number): readonly AlarmTransition[] {
  const engine = newEngine(limitMs);
  return rows.flatMap((row) => engine.step(row).transitions);
}

/** Steps the rows, killed before those whose index is given: all is lost but what was saved, and the journal. */
async function foundWithRestarts(
  rows: readonly JournalledObservation[],
  modes: readonly ModeSketch[],
  restarts: ReadonlySet<number>,
  lateAfterMs = 15 * minuteMs,
): Promise<readonly Findings[]> {
  const found: Findings[] = [];
  const saved = new Map<string, string>();
  const started = (): RuleEngine => engineOver(city, [...rules, ...clockRules], { latenessLimitMs, lateAfterMs });
  let engine = started();
  let cursor = 0;
  for (const [index, row] of rows.entries()) {
    for (const { journalSeq, at, mode } of modes) {
      if (journalSeq > cursor && journalSeq < row.journalSeq) found.push(engine.setMode(mode, at));
    }
    if (restarts.has(index)) {
      keepSaved(saved, engine.drainChanges());
      engine = started();
      const clock = Math.max(0, ...rows.slice(0, index).map((each) => each.receivedAt));
      found.push(
        await restoreEngine(engine, savedIn(saved), memoryJournal(rows, [], modes), row.journalSeq - 1, clock),
      );
    }
    found.push(engine.step(row));
    cursor = row.journalSeq;
  }
  return found.filter(({ transitions, missedPeaks }) => transitions.length + missedPeaks.length > 0);
}

/** Two seats in the journal for each row, so that modes can stand between them. */
function withModes(
  rows: readonly JournalledObservation[],
  places: readonly number[],
): { readonly rows: readonly JournalledObservation[]; readonly modes: readonly ModeSketch[] } {
  const spread = rows.map((row) => ({ ...row, journalSeq: row.journalSeq * 2 }));
  const modes = [...new Set(places)]
    .sort((a, b) => a - b)
    .flatMap((place, index): readonly ModeSketch[] => {
      const next = spread[place];
      if (next === undefined) return [];
      return [{ journalSeq: next.journalSeq - 1, at: next.receivedAt, mode: index % 2 === 0 ? "emergency" : "daily" }];
    });
  return { rows: spread, modes };
}

const control = { numRuns: 2_000, seed: 20_210_720, endOnFailure: true } as const;

describe("a storm whose readings come late and out of order, within the lateness limit", () => {
  it("has the same episodes as in order", () => {
    fc.assert(
      fc.property(stormArbitrary, ({ rows, shuffled }) => {
        expect(episodesOf(transitionsOf(shuffled))).toEqual(episodesOf(transitionsOf(rows)));
      }),
      { numRuns: 600, endOnFailure: true },
    );
  });

  it("control: with a limit of nothing it has others", () => {
    const property = fc.property(stormArbitrary, ({ rows, shuffled }) => {
      expect(episodesOf(transitionsOf(shuffled, 0))).toEqual(episodesOf(transitionsOf(rows, 0)));
    });
    expect(fc.check(property, control).failed).toBe(true);
  });

  it("raises and clears alarms of every rule, so that the property is about them", () => {
    const raised = new Set<string>();
    for (const { shuffled } of fc.sample(stormArbitrary, { numRuns: 300, seed: 7 })) {
      for (const { ruleId, from } of transitionsOf(shuffled)) if (from !== null) raised.add(ruleId);
    }
    expect([...raised].sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  const places = fc.array(fc.nat({ max: 299 }), { maxLength: 4 });

  it("finds the same after a restart in the middle, whatever the mode, with silences", async () => {
    await fc.assert(
      fc.asyncProperty(stormArbitrary, places, places, async ({ shuffled }, changes, restarts) => {
        const { rows, modes } = withModes(shuffled, changes);
        const found = await foundWithRestarts(rows, modes, new Set(restarts));
        expect(found).toEqual(await foundWithRestarts(rows, modes, new Set()));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it("finds the same after a restart where much of it comes too late to page, and live readings confirm it", async () => {
    const lateAfter = fc.constantFrom(5 * secondMs, minuteMs, 3 * minuteMs);
    let confirmations = 0;
    await fc.assert(
      fc.asyncProperty(
        stormArbitrary,
        places,
        places,
        lateAfter,
        async ({ shuffled }, changes, restarts, lateAfterMs) => {
          const { rows, modes } = withModes(shuffled, changes);
          const found = await foundWithRestarts(rows, modes, new Set(restarts), lateAfterMs);
          expect(found).toEqual(await foundWithRestarts(rows, modes, new Set(), lateAfterMs));
          confirmations += found.flatMap(({ transitions }) => transitions).filter(isConfirmation).length;
        },
      ),
      { numRuns: 200, endOnFailure: true },
    );
    expect(confirmations).toBeGreaterThan(100);
  });

  it("finds the same after a restart where time had come further for an alarm made of the alarm that changes", async () => {
    const readings = [
      [1, 2028, 0.4],
      [3, 2192, 1],
      [1, 2213, 2.7],
      [0, 2288, 5],
      [1, 2312, 0],
      [2, 2222, 5, 2339],
      [3, 2346, 1.3],
      [1, 2304, 2.7, 2372],
    ] as const;
    const rows = readings.map(([gauge, observedS, value, receivedS = observedS], index) => {
      const times = { observedAt: observedS * secondMs, receivedAt: receivedS * secondMs };
      return observationOf({ gauge, value, journalSeq: index + 1, ...times });
    });
    const whole = await foundWithRestarts(rows, [], new Set());
    expect(whole.flatMap(({ missedPeaks }) => missedPeaks.map(({ alarmKey }) => alarmKey))).toContain("both|west");
    expect(await foundWithRestarts(rows, [], new Set([6]))).toEqual(whole);
  });

  it("is judged by the limits of the mode at the time of each reading, in whatever order readings come", () => {
    fc.assert(
      fc.property(stormArbitrary, fc.nat({ max: 2_000 }), ({ rows, shuffled }, second) => {
        const at = (rows[0]?.observedAt ?? 0) + second * secondMs;
        const transitionsInEmergency = (given: readonly JournalledObservation[]): readonly AlarmTransition[] => {
          const engine = newEngine();
          engine.setMode("emergency", at);
          return given.flatMap((row) => engine.step(row).transitions);
        };
        expect(episodesOf(transitionsInEmergency(shuffled))).toEqual(episodesOf(transitionsInEmergency(rows)));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
