import { expect, it } from "vitest";
import { toWire } from "../../domain/time/instants.ts";

it("toWire() writes numbers under `at` and `...At` as ISO 8601 at any depth, and nothing else", () => {
  const value = { openedAt: 0, closedAt: null, timeline: [{ at: 1, signal: 2 }], flat: 3, data: { at: "x" } };
  expect(toWire(value)).toEqual({
    openedAt: "1970-01-01T00:00:00.000Z",
    closedAt: null,
    timeline: [{ at: "1970-01-01T00:00:00.001Z", signal: 2 }],
    flat: 3,
    data: { at: "x" },
  });
});

it("toWire() gives null for a number that is no instant", () => {
  const broken = { aAt: Number.NaN, bAt: Number.POSITIVE_INFINITY, cAt: 8.65e15 };
  expect(toWire(broken)).toEqual({ aAt: null, bAt: null, cAt: null });
});
