import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../../domain/alarm.ts";
import { minuteMs, secondMs } from "../../../domain/clock.ts";
import type { AlarmKey } from "../../../domain/ids.ts";
import type { JournalledObservation } from "../../../domain/observation.ts";
import {
  type AlarmChanges,
  mergeAlarmChanges,
  replaceEngine,
  type SnapshotAlarms,
} from "../../../processor/replace-engine.ts";
import type { RuleEngine } from "../../../rules/engine/engine.ts";
import type { Rule } from "../../../rules/language/rule-schema.ts";
import type { JournalReader, SavedAlarm } from "../../../store/ports.ts";
import { cityOf, engineOver, memoryJournal, observationOf, ruleFrom } from "../../support/rules-world.ts";

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

/** What people are told, without what names the words of the rule. */
type Told = Omit<AlarmTransition, "ruleVersion" | "advice">;

function toldOf({ ruleVersion: _, advice: __, ...told }: AlarmTransition): Told {
  return told;
}

function livedThrough(rows: readonly JournalledObservation[]): readonly Told[] {
  const engine = engineIn("as ever");
  engine.start(999_999_000);
  return rows.flatMap((row) => engine.step(row).transitions).map(toldOf);
}

/** The same with other rules taking over before the rows given; commits fall in between as they may. */
async function livedWithEdits(
  rows: readonly JournalledObservation[],
  edits: ReadonlySet<number>,
  wordsOf: (edit: number) => string,
  present?: SnapshotAlarms,
): Promise<readonly Told[]> {
  const starts = [{ journalSeq: 0, startedAt: 999_999_000 }];
  const journal = memoryJournal(rows, starts);
  const notified: AlarmTransition[] = [];
  let engine = engineIn("as ever");
  engine.start(999_999_000);
  for (const [index, row] of rows.entries()) {
    if (edits.has(index)) {
      const next = engineIn(wordsOf(index));
      const standing = { cursor: index, clock: rows[index - 1]?.receivedAt ?? 0, startedAt: 999_999_000 };
      const { found } = await replaceEngine({ before: engine, next, log: journal, standing }, present);
      notified.push(...found.transitions);
      engine = next;
    }
    notified.push(...engine.step(row).transitions);
    if (index % 3 === 0) engine.drainChanges();
  }
  return notified.map(toldOf);
}

const scenario = (mostLateS: number) =>
  fc.record({ rows: rowsArbitrary(mostLateS), edits: fc.array(fc.nat({ max: 80 }), { minLength: 1, maxLength: 6 }) });

function counted(journal: JournalReader): { readonly log: JournalReader; reads(): number } {
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

describe("succeed()", () => {
  it("with equal rules tells exactly what rules tell that were never changed, late readings and all", async () => {
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
    const onlyChanged: SnapshotAlarms = (engine) => engine.drainChanges().alarms;
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
    const raisedOnly: SnapshotAlarms = (engine) =>
      engine.snapshot().filter((saved) => (saved.state as { state: { latched: number } }).state.latched !== 0);
    const told = (present?: SnapshotAlarms) => livedWithEdits(rows, new Set([1, 2]), otherWords, present);
    expect((await told()).map(({ ruleId }) => ruleId)).toEqual(livedThrough(rows).map(({ ruleId }) => ruleId));
    expect((await told(raisedOnly)).map(({ ruleId }) => ruleId)).not.toContain("held");
  });

  it("leaves the engine before untouched when the journal cannot be read", async () => {
    const before = engineIn("as ever");
    before.step(observationOf({ observedAt: minuteMs, value: 1.5 }));
    const log = { ...memoryJournal([]), starts: () => Promise.reject(new Error("disk")) };
    const standing = { cursor: 1, clock: minuteMs, startedAt: null };
    await expect(replaceEngine({ before, next: engineIn("edited"), log, standing })).rejects.toThrow("disk");
    expect(before.drainChanges().alarms.map(({ ruleId }) => ruleId)).toContain("plain");
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
    const standing = { cursor: rows.length, clock: minuteMs, startedAt: null };
    const before = engineOver(flooded, usual);
    for (const row of rows) before.step(row);
    const readsOf = async (changes: Readonly<Record<string, unknown>>): Promise<number> => {
      const { log: journal, reads } = counted(memoryJournal(rows));
      const [plain, silent] = usual as [Rule, Rule];
      const next = engineOver(flooded, [{ ...plain, source: "edited" }, silent, ruleFrom({ id: "new", ...changes })]);
      await replaceEngine({ before, next, log: journal, standing });
      const soon = observationOf({ gauge: 5, observedAt: 2 * minuteMs, value: 0, journalSeq: 301 });
      expect(next.step(soon).transitions.map(({ alarmKey, to }) => [alarmKey, to])).toContainEqual(["plain|g5", null]);
      return reads();
    };
    expect(await readsOf({ levels: { red: { raise: 5 } } })).toBe(0);
    const day = { kind: "peak", window: "24h" };
    const applies = { kind: "waterlogging", property: "depth", tags: ["deep"] };
    expect(await readsOf({ condition: day, levels: { red: { raise: 5 } }, applies })).toBe(40);
  });

  it("carries what the engine before had not committed, in the words of the one after", async () => {
    const before = engineIn("as ever");
    before.step(observationOf({ observedAt: minuteMs, value: 1.5 }));
    const next = engineIn("edited");
    const journal = memoryJournal([observationOf({ observedAt: minuteMs, value: 1.5 })]);
    const standing = { cursor: 1, clock: minuteMs, startedAt: null };
    const [old] = before.snapshot();
    const { carried } = await replaceEngine({ before, next, log: journal, standing });
    const kept = carried.alarms.find(({ alarmKey }) => alarmKey === old?.alarmKey);
    const stateOf = (saved: SavedAlarm | undefined) => (saved?.state as { state: unknown } | undefined)?.state;
    expect(stateOf(kept)).toEqual(stateOf(old));
    expect(kept?.ruleVersion).not.toBe(old?.ruleVersion);
  });
});

describe("mergeChanged()", () => {
  const alarm = (key: string, state: number): SavedAlarm => ({
    alarmKey: key as AlarmKey,
    ruleId: "r" as SavedAlarm["ruleId"],
    ruleVersion: "v",
    state,
  });
  const lot = (alarms: readonly SavedAlarm[], removed: readonly string[] = []): AlarmChanges => ({
    alarms,
    removed: removed as AlarmKey[],
  });

  it("keeps the later word on each alarm, and removes none that is back", () => {
    const merged = mergeAlarmChanges(
      lot([alarm("a", 1), alarm("b", 1)], ["c", "d"]),
      lot([alarm("a", 2), alarm("c", 2)], ["b"]),
    );
    expect(merged).toEqual(lot([alarm("a", 2), alarm("c", 2)], ["d", "b"]));
  });
});
