import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  depthAt,
  flowAt,
  type Section,
  sectionThrough,
  velocityAt,
} from "../../../../simulators/physics/rivers/section.ts";

const sections: fc.Arbitrary<Section> = fc.record({
  bottomWidthM: fc.double({ min: 1, max: 60, noNaN: true }),
  sideSlope: fc.double({ min: 0.2, max: 12, noNaN: true }),
  bankM: fc.double({ min: 1, max: 6, noNaN: true }),
  slope: fc.double({ min: 0.0002, max: 0.003, noNaN: true }),
});

describe("flowAt()", () => {
  test("is Manning's formula in a channel of 10 m with upright sides nearly", () => {
    const section: Section = { bottomWidthM: 10, sideSlope: 0, bankM: 9, slope: 0.001 };
    const radius = 20 / 14;
    expect(flowAt(section, 2)).toBeCloseTo((20 * radius ** (2 / 3) * Math.sqrt(0.001)) / 0.03, 9);
  });

  test("over the banks is that between upright walls and that of the flood plain, each by Manning", () => {
    const section: Section = { bottomWidthM: 10, sideSlope: 0, bankM: 2, slope: 0.001 };
    const channel = (30 * (30 / 14) ** (2 / 3) * Math.sqrt(0.001)) / 0.03;
    const plain = (60 * (60 / (2 * Math.hypot(1, 60))) ** (2 / 3) * Math.sqrt(0.001)) / 0.06;
    expect(flowAt(section, 3)).toBeCloseTo(channel + plain, 9);
  });

  test("rises with the depth, over the banks too, so that the stage rises with the flow", () => {
    fc.assert(
      fc.property(sections, fc.double({ min: 0, max: 12, noNaN: true }), (section, depth) => {
        expect(flowAt(section, depth + 0.001)).toBeGreaterThan(flowAt(section, depth));
        const flow = flowAt(section, depth);
        expect(depthAt(section, flow + 0.5)).toBeGreaterThan(depthAt(section, flow));
      }),
    );
  });
});

test("depthAt() is the inverse of flowAt()", () => {
  fc.assert(
    fc.property(sections, fc.double({ min: 0.01, max: 12, noNaN: true }), (section, depth) => {
      expect(depthAt(section, flowAt(section, depth))).toBeCloseTo(depth, 6);
      expect(velocityAt(section, depth)).toBeGreaterThan(0);
    }),
  );
});

test("sectionThrough() holds low and design flow at their depths", () => {
  const marks = { lowFlowM3s: 1.2, lowDepthM: 0.4, designFlowM3s: 180, designDepthM: 3.4 };
  const section = sectionThrough(marks, 0.0008);
  expect(depthAt(section, 180)).toBeCloseTo(3.4, 3);
  // The bottom is found for sides of 1 in 2; steeper or flatter ones move the low depth a little.
  expect(Math.abs(depthAt(section, 1.2) - 0.4)).toBeLessThan(0.12);
});
