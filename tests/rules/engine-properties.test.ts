import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlarmTransition, MissedPeak } from "../../domain/alarms/alarm.ts";
import { isConfirmation, liveLevelOf } from "../../domain/alarms/live-level.ts";
import { rankOf } from "../../domain/city/level.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { Findings, RuleEngine } from "../../rules/engine/engine.ts";
import type { SavedEntry } from "../../store/ports.ts";
import { type Moment, type ReferenceRule, referenceTransitions } from "../reference/reference-engine.ts";
import {
  cityOf,
  engineOver,
  keepSaved,
  memoryJournal,
  restoreEngine,
  ruleFrom,
  type StartSketch,
  savedIn,
} from "../support/worlds/rules-world.ts";

const holdGapIntervals = 3;
const gaugeCount = 2;
const city = cityOf([{ id: "g0" }, { id: "g1" }]);

const ladder = { blue: { raise: 1 }, yellow: { raise: 2 }, orange: { raise: 3 }, red: { raise: 4 } };

const rules = [
  ruleFrom({ id: "plain", levels: ladder, deadband: 0.5 }),
  ruleFrom({ id: "held", levels: ladder, deadband: 0.5, onDelay: "2min", offDelay: "3min" }),
  ruleFrom({
    id: "rise",
    condition: { kind: "rate-of-rise", window: "5min" },
    levels: { blue: { raise: 20 }, red: { raise: 60, reset: 30 } },
    onDelay: "1min",
  }),
  ruleFrom({ id: "silent", condition: { kind: "silence" }, levels: { blue: { raise: 3 }, red: { raise: 8 } } }),
];

const reference: readonly ReferenceRule[] = Array.from({ length: gaugeCount }, (_, gauge) => {
  const base = { gauge, windowMs: 0, onDelayMs: 0, offDelayMs: 0, intervalMs: minuteMs, holdGapMs: 3 * minuteMs };
  const levels = [1, 2, 3, 4].map((raise) => [raise, raise, raise - 0.5] as const);
  return [
    { ...base, id: `plain|g${gauge}`, kind: "threshold", levels },
    { ...base, id: `held|g${gauge}`, kind: "threshold", levels, onDelayMs: 2 * minuteMs, offDelayMs: 3 * minuteMs },
    {
      ...base,
      id: `rise|g${gauge}`,
      kind: "rate-of-rise",
      windowMs: 5 * minuteMs,
      levels: [
        [1, 20, 20],
        [4, 60, 30],
      ],
      onDelayMs: minuteMs,
    },
    {
      ...base,
      id: `silent|g${gauge}`,
      kind: "silence",
      levels: [
        [1, 3, 3],
        [4, 8, 8],
      ],
    },
  ] satisfies readonly ReferenceRule[];
}).flat();

/** One reading to be: which gauge, how long after the one before, how late, how high, how good. */
const readingArbitrary = fc.record({
  gauge: fc.nat({ max: gaugeCount - 1 }),
  afterS: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 90 }) }, fc.integer({ min: 100, max: 900 })),
  lateS: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 600 })),
  tenths: fc.integer({ min: 0, max: 50 }),
  flag: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(1 as const, 2 as const, 3 as const) },
    fc.constant(4 as const),
  ),
  checks: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.constant(8)),
  before: fc.oneof(
    { weight: 12, arbitrary: fc.constant("nothing" as const) },
    fc.constant("clock" as const),
    fc.constant("start" as const),
  ),
});

interface EngineRun {
  readonly moments: readonly Moment[];
  readonly rows: readonly JournalledObservation[];
  readonly starts: readonly StartSketch[];
}

/** Readings as they come into the journal, no gauge twice at one time; starts and ticks of the clock in between. */
const runArbitrary = fc.array(readingArbitrary, { minLength: 1, maxLength: 120 }).map((readings): EngineRun => {
  const moments: Moment[] = [];
  const rows: JournalledObservation[] = [];
  const starts: StartSketch[] = [];
  const seen = new Set<string>();
  let now = 1_000_000_000;
  for (const { gauge, afterS, lateS, tenths, flag, checks, before } of readings) {
    if (before === "clock") moments.push({ kind: "clock", to: now + Math.floor(afterS / 2) * secondMs });
    now += afterS * secondMs;
    if (before === "start") {
      moments.push({ kind: "start", at: now });
      starts.push({ journalSeq: rows.length, startedAt: now });
    }
    const observedAt = now - lateS * secondMs;
    if (seen.has(`${gauge} ${observedAt}`)) continue;
    seen.add(`${gauge} ${observedAt}`);
    rows.push({
      gauge: gauge as GaugeKey,
      observedAt,
      receivedAt: now,
      value: tenths / 10,
      flag,
      checks,
      deviceTime: null,
      seq: null,
      journalSeq: rows.length + 1,
    });
    moments.push({ kind: "row", row: rows.at(-1) as JournalledObservation });
  }
  return { moments, rows, starts };
});

interface Found {
  readonly transitions: AlarmTransition[];
  readonly missedPeaks: MissedPeak[];
}

function live(engine: RuleEngine, moment: Moment, found: Found): void {
  if (moment.kind === "start") engine.start(moment.at);
  else keep(found, moment.kind === "row" ? engine.step(moment.row) : engine.advanceClock(moment.to));
}

function keep(found: Found, { transitions, missedPeaks }: Findings): void {
  found.transitions.push(...transitions);
  found.missedPeaks.push(...missedPeaks);
}

/** Readings of these runs are up to 10 minutes late: some are put in their place, some come too late for that. */
const latenessLimitMs = 2 * minuteMs;

function newEngine(settings: Readonly<Record<string, number>> = { latenessLimitMs }): RuleEngine {
  return engineOver(city, rules, { holdGapIntervals, lateAfterMs: minuteMs, ...settings });
}

function livedThrough({ moments }: EngineRun, settings?: Readonly<Record<string, number>>): Found {
  const found: Found = { transitions: [], missedPeaks: [] };
  const engine = newEngine(settings);
  for (const moment of moments) live(engine, moment, found);
  return found;
}

/** Steps the same run, killed before the moments given; each time everything but what was saved is lost. */
async function livedWithRestarts(
  { moments, rows, starts }: EngineRun,
  restarts: ReadonlySet<number>,
  spoil: (saved: SavedEntry) => SavedEntry = (saved) => saved,
): Promise<Found> {
  const found: Found = { transitions: [], missedPeaks: [] };
  const saved = new Map<string, string>();
  let engine = newEngine();
  let cursor = 0;
  let clock = Number.MIN_SAFE_INTEGER;
  for (const [index, moment] of moments.entries()) {
    if (restarts.has(index)) {
      keepSaved(saved, engine.drainChanges().map(spoil));
      engine = newEngine();
      const lived = new Set(moments.slice(0, index).flatMap((each) => (each.kind === "start" ? [each.at] : [])));
      const journal = memoryJournal(
        rows,
        starts.filter((start) => lived.has(start.startedAt)),
      );
      keep(found, await restoreEngine(engine, savedIn(saved), journal, cursor, clock));
    }
    live(engine, moment, found);
    if (moment.kind === "row") cursor = moment.row.journalSeq;
    clock = Math.max(
      clock,
      moment.kind === "row" ? moment.row.receivedAt : moment.kind === "clock" ? moment.to : moment.at,
    );
  }
  return found;
}

function restartProperty(spoil?: (saved: SavedEntry) => SavedEntry) {
  return fc.asyncProperty(runArbitrary, fc.array(fc.nat({ max: 119 }), { maxLength: 5 }), async (run, restarts) => {
    expect(await livedWithRestarts(run, new Set(restarts), spoil)).toEqual(livedThrough(run));
  });
}

/** A hub that forgets what is pending when it restarts. */
function forgetPending(saved: SavedEntry): SavedEntry {
  const { state, ...rest } = saved.state as { state: object };
  return { ...saved, state: { ...rest, state: { ...state, pendingSince: [null, null, null, null] } } };
}

/** A hub that forgets what late peaks it has notified. */
function forgetNotifiedPeaks(saved: SavedEntry): SavedEntry {
  const { state, ...rest } = saved.state as { state: object };
  return { ...saved, state: { ...rest, state: { ...state, told: null } } };
}

/** A hub that saves where alarms stand and not how they stood before. */
function forgetPast(saved: SavedEntry): SavedEntry {
  return { ...saved, state: { ...(saved.state as object), past: [] } };
}

/** A control is the same on every run: it must find its fault, not be lucky. */
const control = { numRuns: 5_000, seed: 20_210_720, endOnFailure: true } as const;

describe("a restart at any moment", () => {
  it("finds what an uninterrupted run finds", async () => {
    await fc.assert(restartProperty(), { numRuns: 500 });
  });

  it("control: a hub that forgets pending state is caught", async () => {
    expect((await fc.check(restartProperty(forgetPending), control)).failed).toBe(true);
  });

  it("control: a hub that forgets how alarms stood before is caught", async () => {
    expect((await fc.check(restartProperty(forgetPast), control)).failed).toBe(true);
  });

  it("control: a hub that forgets notified peaks is caught", async () => {
    expect((await fc.check(restartProperty(forgetNotifiedPeaks), control)).failed).toBe(true);
  });
});

/** Transitions of the run by alarm, against those of the reference. */
function compareWithReference(run: EngineRun, referenceRules: readonly ReferenceRule[]): void {
  const { transitions } = livedThrough(run, { latenessLimitMs: 0 });
  for (const rule of referenceRules) {
    const own = transitions.filter((each) => each.alarmKey === rule.id && !isConfirmation(each));
    expect(own.map((each) => `${rule.id} ${each.at}: ${each.from} -> ${each.to}`)).toEqual(
      referenceTransitions(rule, run.moments),
    );
  }
}

/** The run with no reading late: one episode has one start, and its peak never shrinks. */
function inOrder({ moments, starts }: EngineRun): EngineRun {
  const rows = moments.flatMap((moment) => (moment.kind === "row" ? [moment.row] : []));
  const sorted = rows
    .toSorted((a, b) => a.observedAt - b.observedAt)
    .map((row, index) => ({ ...row, receivedAt: row.observedAt, journalSeq: index + 1 }));
  return { rows: sorted, starts, moments: sorted.map((row) => ({ kind: "row", row })) };
}

describe("the engine", () => {
  it("agrees with a reference that looks back over the whole history at every sample", () => {
    fc.assert(
      fc.property(runArbitrary, (run) => compareWithReference(run, reference)),
      { numRuns: 500 },
    );
  });

  it("control: a reference off by one second of on-delay is caught", () => {
    const other = reference.map((rule) => ({ ...rule, onDelayMs: rule.onDelayMs + secondMs }));
    const property = fc.property(runArbitrary, (run) => compareWithReference(run, other));
    expect(fc.check(property, control).failed).toBe(true);
  });

  it("finds the same however often the clock is advanced between rows: live, replay and backtest agree", () => {
    fc.assert(
      fc.property(runArbitrary, (run) => {
        const unstarted = { ...run, moments: run.moments.filter((moment) => moment.kind !== "start") };
        const rows = unstarted.moments.filter((moment) => moment.kind === "row");
        const end: Moment = { kind: "clock", to: Math.max(...rows.map(({ row }) => row.receivedAt)) + 20 * minuteMs };
        const ticked = livedThrough({ ...unstarted, moments: [...unstarted.moments, end] });
        expect(livedThrough({ ...unstarted, moments: [...rows, end] })).toEqual(ticked);
      }),
      { numRuns: 300 },
    );
  });

  it("emits each alarm as a chain, however late readings come: from is the level emitted before", () => {
    fc.assert(
      fc.property(runArbitrary, (run) => {
        const last = new Map<string, AlarmTransition>();
        for (const each of livedThrough(run).transitions) {
          if (each.effect === "record") continue;
          const before = last.get(each.alarmKey);
          expect(each.from).toBe(before?.to ?? null);
          if (isConfirmation(each)) {
            expect(each.isLate).toBe(false);
            expect(rankOf(liveLevelOf(each))).toBeGreaterThan(before === undefined ? 0 : rankOf(liveLevelOf(before)));
          }
          last.set(each.alarmKey, each);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("emits each episode with one start and a peak that never shrinks", () => {
    fc.assert(
      fc.property(runArbitrary, (run) => {
        const last = new Map<string, AlarmTransition>();
        for (const each of livedThrough(inOrder(run)).transitions) {
          const before = last.get(each.alarmKey);
          if (before !== undefined) expect(each.at).toBeGreaterThanOrEqual(before.at);
          if (each.from === null) expect(each.episodeStartedAt).toBe(each.at);
          else expect(each.episodeStartedAt).toBe(before?.episodeStartedAt);
          if (each.from !== null) expect(each.peakSignal).toBeGreaterThanOrEqual(before?.peakSignal ?? 0);
          last.set(each.alarmKey, each);
        }
      }),
      { numRuns: 300 },
    );
  });
});
