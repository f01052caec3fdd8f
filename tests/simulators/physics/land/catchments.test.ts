import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatchments, heldM3, stepCatchments } from "../../../../simulators/physics/land/catchments.ts";

const spec = { areaM2: 400_000, pavedShare: 0.75, reservoirSeconds: 300 };

function run(rainMm: readonly number[], stepSeconds: number) {
  const catchments = createCatchments([spec], stepSeconds, 0);
  return rainMm.map((mm) => {
    stepCatchments(catchments, Float64Array.of(mm / 1000));
    return {
      rain: catchments.rainM3[0]!,
      lost: catchments.infiltratedM3[0]!,
      runOff: catchments.runOffM3[0]!,
      held: heldM3(catchments, 0),
    };
  });
}

const rains = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 200 });

describe("stepCatchments()", () => {
  test("loses no water, and nothing is below 0", () => {
    fc.assert(
      fc.property(rains, (rainMm) => {
        let [came, gone] = [0, 0];
        for (const { rain, lost, runOff, held } of run(rainMm, 10)) {
          came += rain;
          gone += lost + runOff;
          expect(Math.min(lost, runOff, held)).toBeGreaterThanOrEqual(0);
          expect(Math.abs(came - gone - held)).toBeLessThanOrEqual(1e-12 * came);
        }
      }),
    );
  });

  test("more rain never gives less run-off", () => {
    fc.assert(
      fc.property(rains, fc.double({ min: 1, max: 3, noNaN: true }), (rainMm, factor) => {
        const less = run(rainMm, 10);
        const more = run(
          rainMm.map((mm) => mm * factor),
          10,
        );
        less.forEach(({ runOff }, step) => {
          expect(more[step]!.runOff).toBeGreaterThanOrEqual(runOff * (1 - 1e-12) - 1e-15);
        });
      }),
    );
  });

  test("the first 2 mm stay on paved ground and green ground takes 75 mm/h: a drizzle runs off nowhere", () => {
    expect(run(new Array(120).fill(0.015), 10).at(-1)?.runOff).toBe(0);
  });

  test("after long rain what runs off is rain less 7 mm/h on the green quarter", () => {
    const mmPerStep = 0.1;
    const last = run(new Array(4000).fill(mmPerStep), 10).at(-1)!;
    const green = 0.25 * (mmPerStep - (7 * 10) / 3600);
    const paved = 0.75 * (mmPerStep - (0.5 * 10) / 3600);
    expect(last.runOff).toBeCloseTo((spec.areaM2 * (green + paved)) / 1000, 1);
  });
});
