import { expect, test } from "vitest";
import { createSumps, stepSumps } from "../../../../simulators/physics/ponds/sumps.ts";

const spec = { pumps: 2, capacityM3s: 2, seepageM3s: 0 };

/** Sets the level, takes a step and says which pumps run. */
function runningAt(sumps: ReturnType<typeof createSumps>, levelM: number): readonly number[] {
  sumps.volumeM3[0] = levelM * sumps.areaM2[0]!;
  stepSumps(sumps, 10);
  return [...sumps.running.slice(0, 2)];
}

test("pumps start one after another and stop far below: between the levels they stay as they are", () => {
  const sumps = createSumps([spec]);
  const levels = [1.9, 2, 1.5, 2.4, 1.5, 1, 0.9, 0.8, 1.5];
  expect(levels.map((level) => runningAt(sumps, level))).toEqual([
    [0, 0],
    [1, 0],
    [1, 0],
    [1, 1],
    [1, 1],
    [1, 0],
    [1, 0],
    [0, 0],
    [0, 0],
  ]);
});

test("without power or after a failure no pump runs", () => {
  const sumps = createSumps([spec]);
  expect(runningAt(sumps, 4)).toEqual([1, 1]);
  sumps.failures[0] = 1;
  expect(runningAt(sumps, 4)).toEqual([0, 0]);
  expect(sumps.pumpedM3[0]).toBe(0);
  sumps.failures[0] = 0;
  sumps.powerCuts[0] = 1;
  expect(runningAt(sumps, 4)).toEqual([0, 0]);
  sumps.powerCuts[0] = 0;
  expect(runningAt(sumps, 4)).toEqual([1, 1]);
  expect(sumps.pumpedM3[0]).toBeCloseTo(20, 9);
});
