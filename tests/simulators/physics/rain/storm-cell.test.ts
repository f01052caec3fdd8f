import { expect, test } from "vitest";
import { zhengzhouIdf } from "../../../../simulators/physics/rain/idf-formula.ts";
import { addCellRain } from "../../../../simulators/physics/rain/storm-cell.ts";
import type { StormCell } from "../../../../simulators/physics/water.ts";

const cell: StormCell = {
  hyetograph: { kind: "block", mmPerHour: 36, minutes: 120 },
  startsAt: 0,
  axesKm: [10, 4],
  heading: 90,
  speedKmh: 20,
};

/** Rain of an hour's first or second half at points, mm. */
function rainAt(points: readonly (readonly [number, number])[], [from, to]: readonly [number, number]) {
  const field = {
    xKm: Float64Array.from(points, ([x]) => x),
    yKm: Float64Array.from(points, ([, y]) => y),
    fallenM: new Float64Array(points.length),
  };
  addCellRain(cell, { from, to, idf: zhengzhouIdf, start: { xKm: 0, yKm: 0 } }, field);
  return [...field.fallenM].map((m) => m * 1000);
}

test("addCellRain() drops half as much at the half axes, and nothing far off", () => {
  const still = [-10, 10].map((away): readonly [number, number] => [away, 0]);
  const [centre, ahead, behind, beside, far] = rainAt([[0, 0], ...still, [0, 4], [0, 13]], [0, 0.001]);
  expect(ahead! / centre!).toBeCloseTo(0.5, 4);
  expect(behind! / centre!).toBeCloseTo(0.5, 4);
  expect(beside! / centre!).toBeCloseTo(0.5, 4);
  expect(far).toBe(0);
});

test("addCellRain() moves towards its heading: after an hour the centre is 20 km east", () => {
  const [west, east] = rainAt(
    [
      [0, 0],
      [20, 0],
    ],
    [3590, 3610],
  );
  expect(east).toBeCloseTo((36 * 20) / 3600, 6);
  expect(west!).toBeLessThan(east! / 10);
});
