import { describe, expect, it } from "vitest";
import { jump } from "../../quality/qartod/jump.ts";
import { aggregateFlag } from "../reference/qartod/aggregate.ts";
import { clock } from "../reference/qartod/clock.ts";
import { grossRange } from "../reference/qartod/gross-range.ts";

describe("grossRange()", () => {
  const spans = { instrument: { min: 0, max: 5 }, site: { min: 0, max: 2 } };

  it("passes both ends of a span, suspects outside the site's, fails outside the instrument's, misses nothing missing", () => {
    expect(grossRange([0, 2, 2.1, 5, 5.1, -0.1, null], spans)).toEqual([1, 1, 3, 3, 4, 4, 9]);
  });

  it("needs no span of the site", () => {
    expect(grossRange([2.1, 5.1], { instrument: spans.instrument })).toEqual([1, 4]);
  });
});

describe("jump()", () => {
  it.each([
    ["a step to a new plateau is flagged at its first sample", [1, 1, 1.5, 1.5, 1.5], [2, 2, 3, 1, 2]],
    ["a step down is one too", [1, 1, 0.2, 0.2], [2, 2, 4, 2]],
    ["a spike is none", [1, 1, 1.5, 1, 1], [2, 2, 1, 1, 2]],
    ["a rise that goes on is none", [1, 1, 1.5, 2, 2.5], [2, 2, 1, 1, 2]],
    ["a missing neighbour leaves it unevaluated", [1, 1, 1.5, null, 1.5], [2, 2, 2, 9, 2]],
  ] as const)("%s", (_name, values, flags) => {
    expect(jump(values, { suspect: 0.3, fail: 0.7 })).toEqual(flags);
  });
});

describe("clock()", () => {
  it("fails a clock ahead, suspects one that stands or goes back, does not judge what is too old", () => {
    const observedAt = [1_000, 2_000, 2_000, 9_000, 4_000, 5_000];
    const receivedAt = [1_100, 2_100, 3_100, 4_100, 5_100, 95_000];
    expect(clock(observedAt, receivedAt, { aheadMs: 1_000, oldMs: 60_000 })).toEqual([1, 1, 3, 4, 3, 2]);
  });
});

describe("aggregateFlag()", () => {
  it("takes 4 before 3 before 1 before 2 before 9, and 2 where nothing was tested", () => {
    expect(aggregateFlag([9, 2, 1, 3, 4])).toBe(4);
    expect(aggregateFlag([9, 2, 1, 3])).toBe(3);
    expect(aggregateFlag([9, 2, 1])).toBe(1);
    expect(aggregateFlag([9, 2])).toBe(2);
    expect(aggregateFlag([9])).toBe(9);
    expect(aggregateFlag([])).toBe(2);
  });
});
