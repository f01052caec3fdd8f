import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { depthAt, type Section } from "../../../../simulators/physics/rivers/section.ts";
import { flowOverDam, restDepth, weirFlow } from "../../../../simulators/physics/rivers/weir.ts";

const channel: Section = { bottomWidthM: 20, sideSlope: 3, bankM: 5, slope: 0.0008 };

describe("weirFlow()", () => {
  test("is 1.7 L h^1.5 over a free crest", () => {
    expect(weirFlow(30, 0.5, -1)).toBeCloseTo(1.7 * 30 * 0.5 ** 1.5, 9);
  });

  test("falls with the water below, to nothing where both stand alike", () => {
    const flows = [-1, 0, 0.2, 0.4, 0.49, 0.5, 0.6].map((tail) => weirFlow(30, 0.5, tail));
    expect(flows).toEqual(flows.toSorted((a, b) => b - a));
    expect(flows[0]).toBe(flows[1]);
    expect(flows[3]).toBeCloseTo(flows[0]! * (1 - 0.8 ** 1.5) ** 0.385, 9);
    expect(flows.slice(-2)).toEqual([0, 0]);
  });
});

describe("flowOverDam()", () => {
  const depths = fc.double({ min: 0, max: 6, noNaN: true });

  test("rises with the depth behind the dam and falls with its crest", () => {
    fc.assert(
      fc.property(depths, fc.double({ min: 0, max: 3, noNaN: true }), (depthM, crestM) => {
        const flow = flowOverDam({ crestM, crestLengthM: 30, depthM }, channel);
        const deeper = flowOverDam({ crestM, crestLengthM: 30, depthM: depthM + 0.05 }, channel);
        const higher = flowOverDam({ crestM: crestM + 0.05, crestLengthM: 30, depthM }, channel);
        expect(deeper).toBeGreaterThanOrEqual(flow * 0.999);
        expect(higher).toBeLessThanOrEqual(flow * 1.001);
      }),
    );
  });

  test("over a dam that lies flat is what the channel takes: the water below stands no higher than behind it", () => {
    for (const depthM of [0.5, 1, 2, 3]) {
      const flow = flowOverDam({ crestM: 0, crestLengthM: 30, depthM }, channel);
      expect(depthAt(channel, flow)).toBeLessThanOrEqual(depthM + 1e-6);
      expect(depthAt(channel, flow)).toBeGreaterThan(depthM * 0.8);
    }
  });
});

test("restDepth() is the depth that passes a flow", () => {
  const dam = { crestM: 2, crestLengthM: 30 };
  for (const flow of [0.5, 5, 80]) {
    const depthM = restDepth(dam, channel, flow);
    expect(flowOverDam({ ...dam, depthM }, channel)).toBeCloseTo(flow, 1);
  }
});
