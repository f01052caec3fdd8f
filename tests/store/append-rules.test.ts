import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checks } from "../../domain/observations/quality.ts";
import { type AppendRow, AppendRules, type RowTable } from "../../store/append-rules.ts";
import { MemoryRows } from "../../store/memory/memory-rows.ts";
import { noon } from "../support/observations.ts";

const rowsOfAFlood = 100_000;
/** Calls of the table that one undated row may cost on average: one that finds its place taken and one beside it, and some. */
const callsPerRow = 4;

describe("the work of a message is bounded by its rows", () => {
  test.each([
    ["at one moment", () => noon],
    ["a millisecond apart, again and again, as arrays are dated", (index: number) => noon + (index % 2_500)],
    ["at a rate that no clock of milliseconds keeps up with", (index: number) => noon + Math.floor(index / 50)],
  ])("AppendRules.keep() takes 100,000 untimed rows %s with a few calls each", (_, receivedAt) => {
    const table = countingTable();
    const rules = new AppendRules(table);
    for (let index = 0; index < rowsOfAFlood; index++) rules.keep(untimedRow({ observedAt: receivedAt(index) }));
    expect(table.rows.size).toBe(rowsOfAFlood);
    expect(table.calls).toBeLessThan(rowsOfAFlood * callsPerRow);
  });

  test("AppendRules.keep() takes 100,000 rows of a wrong clock with a few calls each", () => {
    const table = countingTable();
    const rules = new AppendRules(table);
    for (let index = 0; index < rowsOfAFlood; index++) {
      rules.keep(untimedRow({ checks: checks.clockWrong, deviceTime: 1_000 + index }));
    }
    expect(table.rows.size).toBe(rowsOfAFlood);
    expect(table.calls).toBeLessThan(rowsOfAFlood * callsPerRow);
  });

  test("AppendRules.keep() finds a place by few calls after a restart and after every commit taken back", () => {
    const table = countingTable();
    const before = new AppendRules(table);
    for (let index = 0; index < rowsOfAFlood; index++) before.keep(untimedRow({}));
    const after = new AppendRules(table);
    table.calls = 0;
    for (let index = 0; index < 1_000; index++) {
      after.keep(untimedRow({}));
      after.forget();
    }
    expect(Math.min(...table.rows)).toBeGreaterThan(noon - rowsOfAFlood);
    expect(table.calls).toBeLessThan(1_000 * 4 * Math.log2(rowsOfAFlood * 2));
  });
});

test("AppendRules.keep() loses no undated row, doubles no moment and dates none far ahead, whatever else is there", () => {
  const row = fc.record({
    kind: fc.constantFrom("untimed", "timed"),
    at: fc.nat(40),
    isForgotten: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), (sent) => {
      const table = countingTable();
      const rules = new AppendRules(table);
      for (const { kind, at, isForgotten } of sent) {
        if (kind === "timed") table.insert({ ...untimedRow({ observedAt: noon + at }), checks: 0 });
        else {
          const before = table.rows.size;
          const undated = untimedRow({ observedAt: noon + at });
          rules.keep(undated);
          expect(table.rows.size).toBe(before + 1);
          expect(undated.observedAt).toBeLessThanOrEqual(noon + at + 60_000);
        }
        if (isForgotten) rules.forget();
      }
    }),
  );
});

test("AppendRules.keep() dates a flood of undated rows at most a minute ahead, the rest before it", () => {
  const table = countingTable();
  const rules = new AppendRules(table);
  for (let index = 0; index < rowsOfAFlood; index++) rules.keep(untimedRow({}));
  const dates = [...table.rows].sort((a, b) => a - b);
  expect(dates.at(-1)).toBe(noon + 60_000);
  expect(dates[0]).toBe(noon - (rowsOfAFlood - 60_001));
  const last = untimedRow({});
  rules.keep(last);
  expect(last.checks & checks.tooOld).toBe(checks.tooOld);
});

test("AppendRules.keep() doubles and loses nothing of a device that counts, however it sends again what it has sent", () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 2_000, max: 120_000 }),
    /** How many of the last it sends again before the next, on a link that was cut. */
    again: fc.nat(5),
    isMarked: fc.boolean(),
    value: fc.constantFrom(0.5, 0.5, 0.5, 1),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 800 }), (steps, apartMs) => {
      const rows = new MemoryRows();
      const rules = new AppendRules(rows.asTable());
      const sent: AppendRow[] = [];
      let now = noon;
      for (const [deviceSeq, { afterMs, again, isMarked, value }] of steps.entries()) {
        now += afterMs;
        sent.push(untimedRow({ deviceSeq, value, observedAt: now, receivedAt: now }));
        rules.keep({ ...sent.at(-1)! });
        let at = now + 1_000;
        for (const row of again === 0 ? [] : sent.slice(-again)) {
          rules.keep({ ...row, observedAt: at, receivedAt: at, packet: isMarked ? -1 : 0 });
          at += apartMs;
        }
      }
      expect(rows.all.map(({ seq }) => seq)).toEqual(sent.map(({ deviceSeq }) => deviceSeq));
      expect(rows.all.every(({ checks: failed }) => (failed & checks.repeatedCount) === 0)).toBe(true);
    }),
  );
});

test("AppendRules.keep() keeps the last reading of a device that counted once, whoever repeats it, for however long", () => {
  const repetition = fc.record({ afterMs: fc.integer({ min: 1_000, max: 500_000 }), isRestart: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.array(repetition, { maxLength: 60 }), (counted, repetitions) => {
      const rows = new MemoryRows();
      const table = rows.asTable();
      let rules = new AppendRules(table);
      let now = noon;
      const say = (deviceSeq: number) => rules.keep(untimedRow({ deviceSeq, observedAt: now, receivedAt: now }));
      for (let count = 1; count <= counted; count++, now += 60_000) say(count);
      for (const { afterMs, isRestart } of repetitions) {
        now += afterMs;
        if (isRestart) rules = new AppendRules(table);
        say(counted);
      }
      expect(rows.all.map(({ seq }) => seq)).toEqual(Array.from({ length: counted }, (_, index) => index + 1));
    }),
  );
});

test.each([
  ["stands", () => 0],
  ["stands since the device began again", (index: number) => (index < 9 ? index : 0)],
  ["goes round in four", (index: number) => index % 4],
])("AppendRules.keep() loses nothing at a restart under a count that %s, once it is known for that", (_, countOf) => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 80 }), (restarts) => {
      const rows = new MemoryRows();
      const table = rows.asTable();
      let rules = new AppendRules(table);
      for (const [index, isRestart] of restarts.entries()) {
        if (isRestart && index >= 20) rules = new AppendRules(table);
        const at = noon + index * 10_000;
        rules.keep(untimedRow({ deviceSeq: countOf(index), observedAt: at, receivedAt: at }));
      }
      expect(rows.all.length).toBeGreaterThanOrEqual(restarts.length - 3);
    }),
  );
});

/** Rows of one gauge by their date, and how often it was asked. */
function countingTable() {
  const rows = new Set<number>();
  const table = {
    rows,
    calls: 0,
    insert({ observedAt }) {
      table.calls += 1;
      if (rows.has(observedAt)) return false;
      rows.add(observedAt);
      return true;
    },
    has(_gauge, observedAt) {
      table.calls += 1;
      return rows.has(observedAt);
    },
    at() {
      table.calls += 1;
      return { value: 1, receivedAt: noon, deviceSeq: null, isOwnDate: true };
    },
    misdated() {
      table.calls += 1;
      return undefined;
    },
    setMisdated() {
      table.calls += 1;
    },
    untimed() {
      table.calls += 1;
      return undefined;
    },
    setUntimed() {
      table.calls += 1;
    },
  } satisfies RowTable & { readonly rows: Set<number>; calls: number };
  return table;
}

function untimedRow(changes: Partial<AppendRow>): AppendRow {
  return {
    ...{ gauge: 1, observedAt: noon, receivedAt: noon, value: 1, flag: 1 },
    ...{ checks: checks.untimed, deviceTime: null, deviceSeq: null, packet: 0 },
    ...changes,
  };
}
