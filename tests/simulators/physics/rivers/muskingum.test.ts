import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createReachParts,
  leastPartSeconds,
  mostPartSeconds,
  partHeldM3,
  partsOf,
  partTravelSeconds,
  riverStepSeconds,
  settlePart,
  stepPart,
} from "../../../../simulators/physics/rivers/muskingum.ts";

/** Outflow of a reach for inflows at each step; starts at rest with 1 m3/s. */
function routed(travelSeconds: number, inflow: readonly number[]) {
  const count = partsOf(travelSeconds);
  const parts = createReachParts(new Array(count).fill(partTravelSeconds(travelSeconds)));
  for (let part = 0; part < count; part++) settlePart(parts, part, 1);
  const held = () => Array.from({ length: count }, (_, part) => partHeldM3(parts, part)).reduce((a, b) => a + b, 0);
  const before = held();
  const outflow = inflow.map((flow) => {
    let through = flow;
    for (let part = 0; part < count; part++) through = stepPart(parts, part, through);
    return through;
  });
  return { outflow, gained: held() - before };
}

const volume = (flows: readonly number[]): number =>
  [1, ...flows].reduce(
    (sum, flow, at, all) => (at === 0 ? 0 : sum + ((flow + all[at - 1]!) / 2) * riverStepSeconds),
    0,
  );

describe("a reach", () => {
  test("of any travel time is cut into parts that Muskingum is stable for, and takes that time in all", () => {
    const ofFewParts = fc.double({ min: riverStepSeconds, max: 3000, noNaN: true });
    const ofMany = fc.double({ min: 3000, max: 200_000, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(ofFewParts, ofMany), (seconds) => {
        expect(partTravelSeconds(seconds)).toBeGreaterThanOrEqual(leastPartSeconds);
        expect(partTravelSeconds(seconds)).toBeLessThanOrEqual(mostPartSeconds);
        expect(partsOf(seconds) * partTravelSeconds(seconds)).toBeCloseTo(seconds, 6);
      }),
    );
  });

  test("gives all water on, none below 0, and never dips before it rises", () => {
    const flows = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 3, maxLength: 60 });
    fc.assert(
      fc.property(flows, fc.integer({ min: 300, max: 20_000 }), (inflow, travelSeconds) => {
        const { outflow, gained } = routed(travelSeconds, inflow);
        expect(Math.min(...outflow)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(volume(inflow) - volume(outflow) - gained)).toBeLessThan(1e-9 * volume(inflow) + 1e-6);
      }),
    );
    expect(Math.min(...routed(3600, new Array(40).fill(100)).outflow)).toBeGreaterThanOrEqual(1);
  });

  test("delays a wave by its travel time and flattens it", () => {
    const wave = Array.from({ length: 120 }, (_, step) => 1 + 100 * Math.exp(-(((step - 20) / 6) ** 2)));
    const { outflow } = routed(6 * 600, wave);
    const late = (outflow.indexOf(Math.max(...outflow)) - 20) * riverStepSeconds;
    expect(late).toBeGreaterThan(3000);
    expect(late).toBeLessThan(4200);
    expect(Math.max(...outflow)).toBeLessThan(101);
    expect(Math.max(...outflow)).toBeGreaterThan(60);
  });
});
