import { describe, expect, test } from "vitest";
import {
  createFeeders,
  type FeederSpec,
  leakageMa,
  stepFeeders,
} from "../../../../simulators/physics/power/feeders.ts";

const spec: FeederSpec = { pond: 0, restMa: 2, wetM: 0.2, maPerMetre: 500, tripMa: 100, volts: 220 };

/** Current and voltage at depths, a step of a minute each. */
function through(depths: readonly number[], changes: Partial<FeederSpec> = {}) {
  const feeders = createFeeders([{ ...spec, ...changes }]);
  return depths.map((depth) => {
    stepFeeders(feeders, Float64Array.of(depth), 60);
    return [Math.round(feeders.currentMa[0]!), feeders.volts[0]!];
  });
}

test("leakageMa() is I0 + g max(0, h - h0), capped", () => {
  expect([0, 0.2, 0.3, 1, 100].map((depth) => Math.round(leakageMa(spec, depth, 0)))).toEqual([2, 2, 52, 402, 2000]);
});

describe("stepFeeders()", () => {
  test("a breaker trips over its current and stays open until the water has been gone for an hour", () => {
    const readings = through([0, 0.3, 0.5, 0.5, 0.3, ...new Array(61).fill(0)]);
    expect(readings.slice(0, 5)).toEqual([
      [2, 220],
      [52, 220],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(readings[60]).toEqual([0, 0]);
    expect(readings[65]).toEqual([2, 220]);
  });

  test("a feeder without a breaker goes on leaking", () => {
    expect(through([0.5, 1], { tripMa: Number.POSITIVE_INFINITY })).toEqual([
      [152, 220],
      [402, 220],
    ]);
  });
});
