import { expect, it } from "vitest";
import type { GaugeId } from "../../../domain/ids.ts";
import { curveAt, withExercise } from "../../../simulators/scenario/exercise-water.ts";

const curve = {
  gaugeId: "drill.stage" as GaugeId,
  points: [
    { seconds: 100, value: 2 },
    { seconds: 200, value: 6 },
    { seconds: 210, value: 1 },
  ],
};

it("goes straight from point to point, and holds its ends", () => {
  expect([0, 100, 125, 200, 205, 210, 9_999].map((seconds) => curveAt(curve, seconds))).toEqual([
    2, 2, 3, 6, 3.5, 1, 1,
  ]);
});

it("puts gauges of a drill after those of the water, which it moves on", () => {
  let at = 0;
  const water = {
    gaugeIds: ["a" as GaugeId, "b" as GaugeId],
    advanceTo(seconds: number) {
      at = seconds;
    },
    trueValues: () => Float64Array.of(at, Number.NaN),
  };
  const both = withExercise(water, [curve]);
  both.advanceTo(150);
  expect(both.gaugeIds).toEqual(["a", "b", "drill.stage"]);
  expect([...both.trueValues()]).toEqual([150, Number.NaN, 4]);
  expect(withExercise(water, [])).toBe(water);
});
