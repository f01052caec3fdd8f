import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { decide, stepList } from "../../processor/decide.ts";
import { type Draft, newDraft } from "../../processor/draft.ts";
import { inputOf } from "../../processor/inputs.ts";
import { observeStep } from "../../processor/steps/observe.ts";
import { RulesStep } from "../../processor/steps/rules.ts";
import type { RuleEngine } from "../../rules/engine/engine.ts";
import { allGiven } from "../../rules/engine/recall.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { JournalReader, SavedEntry } from "../../store/ports.ts";
import {
  cityOf,
  engineOver,
  keepSaved,
  memoryJournal,
  observationOf,
  ruleFrom,
  type TestJournal,
} from "../support/worlds/rules-world.ts";

const city = cityOf([{ id: "g0" }, { id: "g1" }]);
const ladder = { blue: { raise: 1 }, yellow: { raise: 2 }, orange: { raise: 3 }, red: { raise: 4 } };

/** The same limits every time, in words of their own: what an edit of the advice makes. */
function engineIn(words: string): RuleEngine {
  const advice = { zh: words, en: words };
  return engineOver(city, [
    ruleFrom({ id: "plain", levels: ladder, deadband: 0.5, advice }),
    ruleFrom({ id: "held", levels: ladder, deadband: 0.5, onDelay: "2min", offDelay: "3min", advice }),
    ruleFrom({
      id: "rise",
      condition: { kind: "rate-of-rise", window: "5min" },
      levels: { blue: { raise: 20 }, red: { raise: 60, reset: 30 } },
      onDelay: "1min",
      advice,
    }),
    ruleFrom({
      id: "silent",
      condition: { kind: "silence" },
      levels: { blue: { raise: 3 }, red: { raise: 8 } },
      advice,
    }),
  ]);
}

const rowsArbitrary = (mostLateS: number) =>
  fc
    .array(
      fc.record({
        gauge: fc.nat({ max: 1 }),
        afterS: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 90 }) }, fc.integer({ min: 100, max: 900 })),
        lateS: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: mostLateS })),
        tenths: fc.integer({ min: 0, max: 50 }),
      }),
      { minLength: 5, maxLength: 80 },
    )
    .map((readings): readonly JournalledObservation[] => {
      let now = 1_000_000_000;
      const byMoment = new Map<string, JournalledObservation>();
      for (const { gauge, afterS, lateS, tenths } of readings) {
        now += afterS * secondMs;
        const observedAt = now - lateS * secondMs;
        const journalSeq = byMoment.size + 1;
        const key = `${gauge} ${observedAt}`;
        if (byMoment.has(key)) continue;
        byMoment.set(key, observationOf({ gauge, observedAt, receivedAt: now, value: tenths / 10, journalSeq }));
      }
      return [...byMoment.values()];
    });

/** What people are notified of, without the fields that hold words of the rule. */
type NotifiedTransition = Omit<AlarmTransition, "ruleVersion" | "advice">;

function withoutWords({ ruleVersion: _, advice: __, ...rest }: AlarmTransition): NotifiedTransition {
  return rest;
}

function livedThrough(rows: readonly JournalledObservation[]): readonly NotifiedTransition[] {
  const engine = engineIn("as ever");
  engine.start(999_999_000);
  return rows.flatMap((row) => engine.step(row).transitions).map(withoutWords);
}

/** What of its alarms an engine hands over. */
type Snapshot = (engine: RuleEngine) => readonly SavedEntry[];

/** The step of rules alone, in which other rules take over. */
class RulesRun {
  readonly draft: Draft;
  readonly #rules: RulesStep;
  readonly #list;
  readonly #journal: JournalReader;
  readonly #found: AlarmTransition[] = [];
  #entries = 0;

  constructor(engine: RuleEngine, journal: JournalReader) {
    this.#rules = new RulesStep(engine, { given: allGiven });
    this.#list = stepList([this.#rules, observeStep(({ found }) => this.#found.push(...found.transitions))]);
    this.#journal = journal;
    this.draft = newDraft({ row: 0, entry: 0 }, Number.NEGATIVE_INFINITY);
  }

  start(at: number): void {
    this.#enter({ kind: "hub-started", countedUpTo: null }, at);
  }

  row(row: JournalledObservation): readonly AlarmTransition[] {
    decide(this.#list, { kind: "row", row }, this.draft);
    return this.#found.splice(0);
  }

  async replaceBy(next: RuleEngine): Promise<readonly AlarmTransition[]> {
    const { position, clock } = this.draft;
    await this.#rules.prepare(next, { journal: this.#journal, position, clock, pause: async () => {} });
    const set = { digest: `set ${this.#entries}`, files: [], ruleCount: 1 };
    this.#enter({ kind: "rules-activated", set, source: "files", by: null }, clock);
    return this.#found.splice(0);
  }

  saved(): readonly SavedEntry[] {
    this.#rules.save(this.draft);
    return this.draft.effects.saved.splice(0);
  }

  #enter(entry: Entry, at: number): void {
    this.#entries += 1;
    const afterRow = this.draft.position.row;
    decide(this.#list, inputOf({ entrySeq: this.#entries, afterRow, at, entry }), this.draft);
  }
}

/** The same with other rules taking over before the rows given; commits fall in between as they may. */
async function livedWithEdits(
  rows: readonly JournalledObservation[],
  edits: ReadonlySet<number>,
  wordsOf: (edit: number) => string,
  snapshot?: Snapshot,
): Promise<readonly NotifiedTransition[]> {
  const handing = (words: string): RuleEngine => {
    const engine = engineIn(words);
    return snapshot === undefined ? engine : Object.assign(engine, { snapshot: () => snapshot(soundOf(engine)) });
  };
  const journal = memoryJournal(rows, [{ journalSeq: 0, startedAt: 999_999_000 }]);
  const run = new RulesRun(handing("as ever"), journal);
  run.start(999_999_000);
  const notified: AlarmTransition[] = [];
  for (const [index, row] of rows.entries()) {
    if (edits.has(index)) notified.push(...(await run.replaceBy(handing(wordsOf(index)))));
    notified.push(...run.row(row));
    if (index % 3 === 0) run.saved();
  }
  return notified.map(withoutWords);
}

/** The engine with the snapshot of its class, whatever was put over it. */
function soundOf(engine: RuleEngine): RuleEngine {
  return Object.assign(Object.create(engine), {
    snapshot: () => Object.getPrototypeOf(engine).snapshot.call(engine),
    drainChanges: () => engine.drainChanges(),
  });
}

const scenario = (mostLateS: number) =>
  fc.record({ rows: rowsArbitrary(mostLateS), edits: fc.array(fc.nat({ max: 80 }), { minLength: 1, maxLength: 6 }) });

function counted(journal: TestJournal): { readonly log: JournalReader; reads(): number } {
  let reads = 0;
  return {
    log: {
      ...journal,
      recent(...asked) {
        reads += 1;
        return journal.recent(...asked);
      },
      lastReceivedAt(...asked) {
        reads += 1;
        return journal.lastReceivedAt(...asked);
      },
    },
    reads: () => reads,
  };
}

const sameWords = (): string => "as ever";
const otherWords = (edit: number): string => `edit ${edit}`;

describe("RulesStep.prepare()", () => {
  it("with equal rules notifies exactly what rules notify that were never changed, late readings and all", async () => {
    await fc.assert(
      fc.asyncProperty(scenario(600), async ({ rows, edits }) => {
        expect(await livedWithEdits(rows, new Set(edits), sameWords)).toEqual(livedThrough(rows));
      }),
      { numRuns: 200 },
    );
  });

  it("with edited rules goes on with every level, delay and episode", async () => {
    await fc.assert(
      fc.asyncProperty(scenario(0), async ({ rows, edits }) => {
        expect(await livedWithEdits(rows, new Set(edits), otherWords)).toEqual(livedThrough(rows));
      }),
      { numRuns: 200 },
    );
  });

  it("control: handing over only alarms changed since the last commit is caught", async () => {
    const onlyChanged: Snapshot = (engine) => engine.drainChanges();
    const details = await fc.check(
      fc.asyncProperty(scenario(0), async ({ rows, edits }) => {
        expect(await livedWithEdits(rows, new Set(edits), otherWords, onlyChanged)).toEqual(livedThrough(rows));
      }),
      { numRuns: 200 },
    );
    expect(details.failed).toBe(true);
  });

  it("control: forgetting what is pending is caught", async () => {
    const rows = [0, 1, 2].map((minute) =>
      observationOf({ observedAt: minute * minuteMs, value: 1.5, journalSeq: minute + 1 }),
    );
    const raisedOnly: Snapshot = (engine) =>
      engine.snapshot().filter((saved) => (saved.state as { state: { latched: number } }).state.latched !== 0);
    const notifiedFrom = (snapshot?: Snapshot) => livedWithEdits(rows, new Set([1, 2]), otherWords, snapshot);
    expect((await notifiedFrom()).map(({ ruleId }) => ruleId)).toEqual(livedThrough(rows).map(({ ruleId }) => ruleId));
    expect((await notifiedFrom(raisedOnly)).map(({ ruleId }) => ruleId)).not.toContain("held");
  });

  it("leaves the engine before at work when the journal cannot be read", async () => {
    const journal = { ...memoryJournal([]), entriesOf: () => Promise.reject(new Error("disk")) };
    const run = new RulesRun(engineIn("as ever"), journal);
    run.row(observationOf({ observedAt: minuteMs, value: 1.5 }));
    await expect(run.replaceBy(engineIn("edited"))).rejects.toThrow("disk");
    expect(run.saved().map(({ key }) => key)).toContain("plain|g0");
    expect(run.row(observationOf({ observedAt: 2 * minuteMs, value: 2.5, journalSeq: 2 }))).not.toEqual([]);
  });

  it("asks the journal only for what other rules look back at further, once a gauge, however many are in alarm", async () => {
    const flooded = cityOf(
      Array.from({ length: 300 }, (_, index) => ({ id: `g${index}`, tags: index < 40 ? ["deep"] : [] })),
    );
    const usual = [
      ruleFrom({ id: "plain", levels: ladder }),
      ruleFrom({ id: "silent", condition: { kind: "silence" }, levels: { blue: { raise: 3 } } }),
    ];
    const rows = [...flooded.gauges.keys()].map((_, gauge) =>
      observationOf({ gauge, observedAt: minuteMs, value: 3, journalSeq: gauge + 1 }),
    );
    const readsOf = async (changes: Readonly<Record<string, unknown>>): Promise<number> => {
      const { log: journal, reads } = counted(memoryJournal(rows));
      const run = new RulesRun(engineOver(flooded, usual), journal);
      for (const row of rows) run.row(row);
      const [plain, silent] = usual as [Rule, Rule];
      const next = engineOver(flooded, [{ ...plain, source: "edited" }, silent, ruleFrom({ id: "new", ...changes })]);
      await run.replaceBy(next);
      const soon = observationOf({ gauge: 5, observedAt: 2 * minuteMs, value: 0, journalSeq: 301 });
      expect(run.row(soon).map(({ alarmKey, to }) => [alarmKey, to])).toContainEqual(["plain|g5", null]);
      return reads();
    };
    expect(await readsOf({ levels: { red: { raise: 5 } } })).toBe(0);
    const day = { kind: "peak", window: "24h" };
    const applies = { kind: "waterlogging", property: "depth", tags: ["deep"] };
    expect(await readsOf({ condition: day, levels: { red: { raise: 5 } }, applies })).toBe(40);
  });

  it("saves what the engine before had not, under the version of the one after", async () => {
    const row = observationOf({ observedAt: minuteMs, value: 1.5 });
    const bare = new RulesRun(engineIn("as ever"), memoryJournal([row]));
    const run = new RulesRun(engineIn("as ever"), memoryJournal([row]));
    for (const each of [bare, run]) each.row(row);
    await run.replaceBy(engineIn("edited"));
    const stateIn = (saved: readonly SavedEntry[]): Record<string, unknown> => {
      const kept = new Map<string, string>();
      keepSaved(kept, saved);
      return JSON.parse(kept.get("rules plain|g0") as string).state;
    };
    const [before, after] = [stateIn(bare.saved()), stateIn(run.saved())];
    expect(after.state).toEqual(before.state);
    expect(after.ruleVersion).not.toBe(before.ruleVersion);
  });
});
