import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gasAfter, pipeHead } from "../../../../simulators/physics/shafts/gas.ts";
import { createManholes, type ManholeSpec, stepManholes } from "../../../../simulators/physics/shafts/manholes.ts";

const shaft = { volumeM3: 6, sourceMgS: 0.02, exchangePerS: 0.5 / 3600 };

const spec: ManholeSpec = {
  pond: 0,
  diameterM: 1,
  pipeLengthM: 400,
  pipeSlope: 0.003,
  restM: 0.2,
  coverM: 3,
  exchangePerHour: 0.5,
  sulfideMgM3: 4,
  mainGasMgM3: 0,
  neighbour: -1,
};

describe("gasAfter()", () => {
  test("6 m3, 0.02 mg/s, half an exchange an hour: 5.3 mg/m3 after half an hour, 24 in the end", () => {
    expect(gasAfter(0, shaft, 1800)).toBeCloseTo(5.31, 2);
    expect(gasAfter(0, shaft, 1e6)).toBeCloseTo(24, 9);
  });

  test("is the same in one step or many", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 1, max: 500 }), (start, steps) => {
        let stepped = start;
        for (let step = 0; step < steps; step++) stepped = gasAfter(stepped, shaft, 10);
        expect(stepped).toBeCloseTo(gasAfter(start, shaft, 10 * steps), 9);
      }),
    );
  });
});

test("pipeHead() rises with the load and is over the cover where the pipe is overloaded", () => {
  const pipe = { diameterM: 1, lengthM: 400, slope: 0.003, restM: 0.2 };
  const heads = [0, 0.2, 0.5, 1, 1.2, 2].map((load) => pipeHead(pipe, load));
  expect(heads).toEqual(heads.toSorted((a, b) => a - b));
  expect(heads[3]).toBeCloseTo(1, 9);
  expect(heads[5]).toBeCloseTo(1 + 400 * 0.003 * 3, 9);
});

/** Runs an hour under a load. */
function anHour(specs: readonly ManholeSpec[], load: number) {
  const manholes = createManholes(specs);
  for (let step = 0; step < 360; step++) stepManholes(manholes, Float64Array.of(load), 10);
  return manholes;
}

describe("stepManholes()", () => {
  test("at rest nothing changes", () => {
    const manholes = anHour([spec], 0);
    expect(manholes.headM[0]).toBeCloseTo(0.2, 9);
    expect(manholes.sulfideMgM3[0]).toBeCloseTo(4, 6);
    expect(manholes.tiltDegrees[0]).toBe(0.5);
  });

  test("an overloaded pipe lifts the cover and squeezes the air, whose gas rises and oxygen falls", () => {
    const quiet = anHour([spec], 0);
    const flooded = anHour([spec], 2);
    expect(flooded.headM[0]).toBeGreaterThan(spec.coverM);
    expect(flooded.tiltDegrees[0]).toBeGreaterThan(5);
    expect(flooded.hydrogenSulfidePpm[0]).toBeGreaterThan(2 * quiet.hydrogenSulfidePpm[0]!);
    expect(flooded.oxygenPercent[0]).toBeLessThan(quiet.oxygenPercent[0]!);
  });

  test("rising water pushes its gas into the next manhole", () => {
    const clean = { ...spec, pond: -1, sulfideMgM3: 0 };
    const alone = anHour([spec, clean], 2);
    const joined = anHour([{ ...spec, neighbour: 1 }, clean], 2);
    expect(alone.sulfideMgM3[1]).toBe(0);
    expect(joined.sulfideMgM3[1]).toBeGreaterThan(0.5);
  });
});
