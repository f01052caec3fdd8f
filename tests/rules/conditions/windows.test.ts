import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../../domain/clock.ts";
import type { ObservedCondition } from "../../../rules/conditions/condition.ts";
import { makeCondition } from "../../../rules/conditions/condition-kinds.ts";
import { coveredShare } from "../../../series/covered-share.ts";
import { forecastStateFrom } from "../../../series/forecast/forecast-state.ts";
import { trendAt } from "../../../series/forecast-tracker.ts";
import { addToWindow, createWindow, type GaugeWindow, newestAt, seriesOf } from "../../../series/gauge-window.ts";
import { ruleFrom } from "../../support/worlds/rules-world.ts";

type Row = readonly [minute: number, value: number];

function windowOf(rows: readonly Row[], keepMs = 48 * hourMs): GaugeWindow {
  const window = createWindow(keepMs, minuteMs, 3 * minuteMs);
  for (const [minute, value] of rows) addToWindow(window, minute * minuteMs, value);
  return window;
}

function conditionFrom(spec: object, more: object = {}): ObservedCondition {
  const condition = makeCondition(ruleFrom({ condition: spec, ...more }).condition);
  if (condition.movedBy !== "observation") throw new Error("not a condition of a gauge");
  return condition;
}

const rain = { applies: { kind: "rain", property: "rain" }, unit: "mm" };

function minutely(from: number, to: number, value: number): readonly Row[] {
  return Array.from({ length: to - from + 1 }, (_, index) => [from + index, value] as const);
}

describe("accumulationCondition()", () => {
  const hour = conditionFrom({ kind: "accumulation", window: "1h" }, rain);

  it("adds up what fell in (t - window, t], the reading at its start left out", () => {
    const window = windowOf([
      [0, 5],
      [1, 2],
      [60, 3],
    ]);
    expect(hour.signal(60 * minuteMs, 3, window)).toBe(5);
    expect(hour.signal(minuteMs, 2, window)).toBe(7);
  });

  it("may be any more while too little of the window is covered, and says how much was", () => {
    const full = windowOf(minutely(0, 60, 0.1));
    expect(hour.ceiling?.(60 * minuteMs, 0.1, full)).toBeCloseTo(6, 9);
    expect(hour.reason?.(60 * minuteMs, 0.1, full)).toBeNull();
    const thin = windowOf([...minutely(0, 20, 0.1), ...minutely(45, 60, 0.1)]);
    expect(hour.ceiling?.(60 * minuteMs, 0.1, thin)).toBe(Number.POSITIVE_INFINITY);
    expect(hour.reason?.(60 * minuteMs, 0.1, thin)).toEqual({
      zh: "窗口内数据仅覆盖60%",
      en: "only 60 % of the window is covered",
    });
  });

  it("is the same number however it was come by: reading by reading, late ones in between, or at once", () => {
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 300 })), {
      selector: ([minute]) => minute,
      minLength: 1,
      maxLength: 200,
    });
    const day = conditionFrom({ kind: "accumulation", window: "24h" }, rain);
    fc.assert(
      fc.property(rows, (tenths) => {
        const asRows = tenths.map(([minute, value]): Row => [minute, value / 10]);
        const live = createWindow(26 * hourMs, minuteMs, 3 * minuteMs);
        const told = asRows.map(([minute, value]) => {
          addToWindow(live, minute * minuteMs, value);
          const newest = newestAt(live);
          return [newest, day.signal(newest, 0, live)] as const;
        });
        for (const [index, [at, sum]] of told.entries()) {
          const known = asRows.slice(0, index + 1).map(([minute, value]) => [minute * minuteMs, value] as const);
          const within = known.filter(([time]) => time > at - 24 * hourMs && time <= at);
          expect(sum).toBe(within.reduce((total, [, value]) => total + Math.round(value * 1e6), 0) / 1e6);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("coveredShare()", () => {
  it.each<[string, readonly Row[], number]>([
    ["every minute", minutely(0, 60, 0), 1],
    ["readings half a minute late and early", minutely(0, 60, 0).map(([m, v]) => [m + (m % 2) / 4, v] as const), 1],
    ["nothing at all", [], 0],
    ["one reading answers for an interval and a half", [[30, 0]], 1.5 / 60],
    ["the first half", minutely(0, 30, 0), 0.5],
  ])("of an hour with %s", (_name, rows, share) => {
    expect(coveredShare(windowOf(rows), 60 * minuteMs, hourMs)).toBeCloseTo(share, 9);
  });
});

describe("peakCondition()", () => {
  const peak = conditionFrom({ kind: "peak", window: "10min" });

  it("is the highest of (t - window, t], not of what came later", () => {
    const window = windowOf([
      [0, 9],
      [5, 2],
      [8, 1],
      [12, 7],
    ]);
    expect(peak.signal(8 * minuteMs, 1, window)).toBe(9);
    expect(peak.signal(10 * minuteMs, 1, window)).toBe(2);
  });

  it("may have been any higher where too little of the window is covered", () => {
    expect(
      peak.ceiling?.(
        10 * minuteMs,
        1,
        windowOf([
          [1, 1],
          [10, 1],
        ]),
      ),
    ).toBe(Number.POSITIVE_INFINITY);
    expect(peak.ceiling?.(10 * minuteMs, 1, windowOf(minutely(0, 10, 1)))).toBe(1);
  });
});

describe("stuckCondition()", () => {
  const text = { unit: "min", levels: { blue: { raise: 5 } } };
  const stuck = conditionFrom({ kind: "stuck", window: "20min", tolerance: 0.1, above: 0.5 }, text);

  it.each<[string, readonly Row[], number]>([
    ["minutes since it last moved", [[0, 3], ...minutely(1, 9, 2)], 8],
    [
      "a creep within the tolerance, end to end",
      [
        [0, 2],
        [1, 2.05],
        [2, 2.1],
        [3, 2.05],
      ],
      3,
    ],
    [
      "a creep that adds up beyond the tolerance",
      [
        [0, 2],
        [1, 2.08],
        [2, 2.16],
        [3, 2.16],
      ],
      2,
    ],
    ["no longer than the window", minutely(0, 40, 2), 20],
    ["counted afresh after a gap", [...minutely(0, 9, 2), ...minutely(14, 16, 2)], 2],
    ["nothing of a dry gauge", minutely(0, 30, 0.4), 0],
    ["counted from where it came above", [...minutely(0, 5, 0.45), ...minutely(6, 9, 0.52)], 3],
  ])("%s", (_name, rows, minutes) => {
    const [at, value] = rows.at(-1) ?? [0, 0];
    expect(stuck.signal(at * minuteMs, value, windowOf(rows))).toBe(minutes);
  });
});

describe("trendAt()", () => {
  it("is what the forecast makes of the window, stepped on or made afresh, late readings and all", () => {
    const rows = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.double({ min: 0, max: 5, noNaN: true })),
      {
        selector: ([second]) => second,
        minLength: 2,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(rows, (readings) => {
        const window = createWindow(25 * hourMs, minuteMs, 3 * minuteMs);
        for (const [second, value] of readings) {
          addToWindow(window, second * secondMs, value);
          const at = newestAt(window);
          const { times, values } = seriesOf(window);
          expect(trendAt(window, at)).toEqual(forecastStateFrom(times, values));
        }
      }),
      { numRuns: 100 },
    );
  });
});
