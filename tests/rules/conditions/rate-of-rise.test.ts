import { expect, it } from "vitest";
import { minuteMs } from "../../../domain/clock.ts";
import type { ObservedCondition } from "../../../rules/conditions/condition.ts";
import { rateOfRiseKind } from "../../../rules/conditions/rate-of-rise.ts";
import { addToWindow, createWindow } from "../../../series/gauge-window.ts";

function riseOver(windowMs: number): ObservedCondition {
  const condition = rateOfRiseKind.condition({ kind: "rate-of-rise", direction: "above", window: windowMs });
  if (condition.movedBy !== "observation") throw new Error("not a condition of a gauge");
  return condition;
}

type Row = readonly [minute: number, value: number];

/** Metres an hour at the last row. */
function slopeAfter(rows: readonly Row[], windowMs = 10 * minuteMs): number {
  const condition = riseOver(windowMs);
  const window = createWindow(60 * minuteMs, 60_000, 180_000);
  let signal = Number.NaN;
  for (const [minute, value] of rows) {
    addToWindow(window, minute * minuteMs, value);
    signal = condition.signal(minute * minuteMs, value, window);
  }
  return signal;
}

const stories: readonly (readonly [name: string, rows: readonly Row[], perHour: number])[] = [
  [
    "a steady rise",
    [
      [0, 1],
      [5, 1.05],
      [10, 1.1],
    ],
    0.6,
  ],
  [
    "a fall",
    [
      [0, 1],
      [10, 0.9],
    ],
    -0.6,
  ],
  [
    "what came before the window",
    [
      [0, 9],
      [1, 1],
      [5, 1.05],
      [11, 1.1],
    ],
    0.6,
  ],
  [
    "half the window is enough",
    [
      [0, 1],
      [5, 1.1],
    ],
    1.2,
  ],
  [
    "less than half says nothing",
    [
      [0, 1],
      [4, 1.1],
    ],
    Number.NaN,
  ],
  ["a lone reading says nothing", [[0, 1]], Number.NaN],
  [
    "the first after a gap says nothing",
    [
      [0, 1],
      [30, 5],
    ],
    Number.NaN,
  ],
];
for (const [name, rows, perHour] of stories) {
  it(`rate-of-rise measures the rise over its window: ${name}`, () => {
    const slope = slopeAfter(rows);
    if (Number.isNaN(perHour)) expect(slope).toBeNaN();
    else expect(slope).toBeCloseTo(perHour, 9);
  });
}

it("rate-of-rise judges a late reading by what came before it", () => {
  const condition = riseOver(10 * minuteMs);
  const window = createWindow(60 * minuteMs, 60_000, 180_000);
  for (const [minute, value] of [
    [0, 1],
    [20, 1],
    [10, 2],
  ] as const)
    addToWindow(window, minute * minuteMs, value);
  expect(condition.signal(10 * minuteMs, 2, window)).toBeCloseTo(6, 9);
  expect(condition.signal(20 * minuteMs, 1, window)).toBeCloseTo(-6, 9);
});

it("rate-of-rise takes limits per hour, without the unit's zero point", () => {
  const condition = riseOver(minuteMs);
  expect(condition.signalUnit("stage")).toBe("m/h");
  expect(condition.limitConversion("stage", "cm")).toEqual({ scale: 0.01, offset: 0 });
  expect(condition.limitConversion("stage", "cm/h")).toEqual({ scale: 0.01, offset: 0 });
  expect(condition.limitConversion("temperature", "degF")).toEqual({ scale: 5 / 9, offset: 0 });
  expect(condition.limitConversion("stage", "mm2")).toBeNull();
});
