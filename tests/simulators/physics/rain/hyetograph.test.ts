import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fallenMm, lengthSeconds } from "../../../../simulators/physics/rain/hyetograph.ts";
import { designDepthMm, zhengzhouIdf } from "../../../../simulators/physics/rain/idf-formula.ts";
import { zhengzhou2021 } from "../../../../simulators/physics/rain/zhengzhou-2021.ts";
import type { Hyetograph } from "../../../../simulators/physics/water.ts";

const storms: fc.Arbitrary<Hyetograph> = fc.oneof(
  fc.record({
    kind: fc.constant("chicago" as const),
    returnPeriodYears: fc.integer({ min: 1, max: 100 }),
    minutes: fc.integer({ min: 5, max: 180 }),
    peakAt: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("zhengzhou-2021-07-20" as const),
    fromHour: fc.integer({ min: 0, max: 23 }),
    hours: fc.integer({ min: 1, max: 24 }),
  }),
  fc.record({
    kind: fc.constant("block" as const),
    mmPerHour: fc.integer({ min: 1, max: 200 }),
    minutes: fc.integer({ min: 1, max: 600 }),
  }),
);

const mm = (storm: Hyetograph, seconds: number): number => fallenMm(storm, zhengzhouIdf, seconds);

describe("fallenMm()", () => {
  test.each([
    [2, 60, 39.9],
    [5, 60, 51],
    [50, 60, 79.1],
    [100, 60, 87.5],
    [50, 120, 97.5],
  ])("a storm of %i a in %i min sums to the formula's depth", (returnPeriodYears, minutes, depth) => {
    const storm: Hyetograph = { kind: "chicago", returnPeriodYears, minutes, peakAt: 0.4 };
    expect(designDepthMm(zhengzhouIdf, returnPeriodYears, minutes)).toBeCloseTo(depth, 1);
    expect(mm(storm, minutes * 60)).toBeCloseTo(designDepthMm(zhengzhouIdf, returnPeriodYears, minutes), 10);
  });

  test("rains hardest at its peak, 272 mm/h in the minutes round that of 50 a", () => {
    const storm: Hyetograph = { kind: "chicago", returnPeriodYears: 50, minutes: 120, peakAt: 0.4 };
    const rates = Array.from(
      { length: 120 },
      (_, minute) => (mm(storm, (minute + 1) * 60) - mm(storm, minute * 60)) * 60,
    );
    expect(rates.indexOf(Math.max(...rates))).toBe(48);
    expect(Math.max(...rates)).toBeGreaterThan(255);
    expect(Math.max(...rates)).toBeLessThan(285);
  });

  test("20 July 2021: 201.9 mm from 16 to 17 h, 552.5 mm in the day, all other hours reconstructed", () => {
    const day: Hyetograph = { kind: "zhengzhou-2021-07-20" };
    const hour: Hyetograph = { kind: "zhengzhou-2021-07-20", fromHour: 20, hours: 1 };
    expect(mm(day, 86_400)).toBeCloseTo(552.5, 9);
    expect(mm(day, 21 * 3600) - mm(day, 20 * 3600)).toBeCloseTo(201.9, 9);
    expect(mm(hour, 9_999)).toBeCloseTo(201.9, 9);
    expect(zhengzhou2021.flatMap(({ reconstructed }, at) => (reconstructed ? [] : [at]))).toEqual([20]);
  });

  test("grows from nothing to its whole sum, and steps of any length sum to it", () => {
    fc.assert(
      fc.property(storms, fc.integer({ min: 1, max: 900 }), (storm, step) => {
        const length = lengthSeconds(storm);
        let sum = 0;
        for (let at = 0; at < length; at += step) {
          const depth = mm(storm, at + step) - mm(storm, at);
          expect(depth).toBeGreaterThanOrEqual(-1e-9);
          sum += depth;
        }
        expect(mm(storm, 0)).toBeCloseTo(0, 9);
        expect(sum).toBeCloseTo(mm(storm, length + 3600), 8);
      }),
      { numRuns: 60 },
    );
  });
});
