import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import type { FlagChange } from "../../../domain/observations/quality.ts";
import { LiveChecks } from "../../../quality/live-checks.ts";
import { cityOf, keysOf, memoryJournal, observationOf } from "../../support/worlds/rules-world.ts";

const city = cityOf([
  { id: "a", kind: "rain", property: "rain" },
  { id: "b", kind: "rain", property: "rain" },
]);
const keys = keysOf(city);

type Sketch = readonly [minute: number, value: number, gauge?: number];

function rowsOf(sketches: readonly Sketch[]): readonly JournalledObservation[] {
  return sketches.map(([minute, value, gauge = 0], index) =>
    observationOf({ observedAt: minute * minuteMs, value, gauge, journalSeq: index + 1 }),
  );
}

/** Repeated once a minute from minute 0 on. */
function run(amounts: readonly number[]): readonly Sketch[] {
  return amounts.map((amount, minute) => [minute, amount]);
}

interface Outcome {
  /** Of gauge a, as rules were given them. */
  readonly judged: readonly number[];
  readonly changes: readonly FlagChange[];
}

function outcomeOf(rows: readonly JournalledObservation[], checks = new LiveChecks(city, keys)): Outcome {
  const judged: number[] = [];
  const changes: FlagChange[] = [];
  for (const row of rows) {
    const due = checks.nextDueAt < row.receivedAt ? checks.releaseDue(row.receivedAt - 1) : [];
    const passed = checks.check(row) ?? [row];
    judged.push(...[...due, ...passed].filter(({ gauge }) => gauge === 0).map(({ value }) => value));
    changes.push(...checks.takeFlagChanges());
  }
  return { judged, changes };
}

function judgedOf(sketches: readonly Sketch[]): readonly number[] {
  return outcomeOf(rowsOf(sketches)).judged;
}

describe("repeats of a rain gauge", () => {
  it.each([
    ["a total far above any rain", Array(13).fill(15.6), []],
    ["a total that stands still", Array(20).fill(8.2), [8.2, 8.2]],
    ["a small total, in half an hour", Array(60).fill(0.8), Array(23).fill(0.8)],
    ["a total that grows once it stands", [0, ...Array(3).fill(42), 42.2, 43, 43, 0, 0.2], [0, 0, 0.2]],
  ])("are no rain: %s", (_name, amounts, judged) => {
    expect(judgedOf(run(amounts))).toEqual(judged);
  });

  it.each([
    ["a cloudburst that varies", [0, 2.2, 4.8, 5, 4.6, 5.2, 3.8, 3.8, 2.4]],
    ["steady rain at the bucket's resolution", Array(60).fill(0.2)],
    ["one reading above any rain, and then another", [0, 21, 3, 0]],
    ["a dry day", Array(40).fill(0)],
  ])("are rain: %s", (_name, amounts) => {
    expect(judgedOf(run(amounts))).toEqual(amounts);
  });

  it("of 16.8 mm in five minutes, the hour of 2021-07-20, are rain until the eighth", () => {
    const hour = Array.from({ length: 7 }, (_, index): Sketch => [5 + index * 5, 16.8]);
    expect(judgedOf([[0, 1], ...hour]).slice(0, 7)).toEqual([1, ...Array(6).fill(16.8)]);
  });

  it("are refused sooner where a gauge nearby is dry, and believed where it rains there", () => {
    const dry = Array.from({ length: 12 }, (_, minute): readonly Sketch[] => [
      [minute, 0, 1],
      [minute, 3],
    ]).flat();
    expect(judgedOf(dry)).toEqual([3]);
    const wet = dry.map(
      ([minute, value, gauge]): Sketch => (gauge === 1 ? [minute, 1.5 + (minute % 3), 1] : [minute, value]),
    );
    expect(judgedOf(wet)).toEqual(Array(12).fill(3));
  });

  it("are judged, in doubt, where nothing follows within the interval", () => {
    const checks = new LiveChecks(city, keys);
    expect(checks.check(rowsOf([[0, 20]])[0] as JournalledObservation)).toEqual([]);
    expect(checks.nextDueAt).toBe(66_000);
    expect(checks.releaseDue(66_000)).toMatchObject([{ value: 20, judged: { flag: 3 } }]);
  });

  it("come to the same after a restart at any moment", async () => {
    const amount = fc.constantFrom(0, 0, 0.2, 2.4, 8.2, 15.6, 15.6, 15.6, 15.8);
    const sketches = fc.array(fc.tuple(amount, fc.nat({ max: 1 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sketches, fc.nat(), async (given, cut) => {
        const rows = rowsOf(given.map(([value, gauge], minute): Sketch => [minute, value, gauge]));
        const at = rows.length === 0 ? 0 : cut % rows.length;
        const whole = outcomeOf(rows);
        const first = new LiveChecks(city, keys);
        const before = outcomeOf(rows.slice(0, at), first);
        const second = new LiveChecks(city, keys);
        const saved = first.drainChanges().filter(({ state }) => state !== null);
        const kept = new Map(saved.map(({ key, state }) => [key, JSON.parse(JSON.stringify(state))]));
        await second.restore(kept, memoryJournal(rows), { row: at, entry: 0 });
        const after = outcomeOf(rows.slice(at), second);
        expect([...before.judged, ...after.judged]).toEqual(whole.judged);
        expect([...before.changes, ...after.changes]).toEqual(whole.changes);
      }),
    );
  });
});
