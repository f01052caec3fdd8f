import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoInstant } from "../../domain/time/iso-instant.ts";

describe("isoInstant()", () => {
  it("is Date.toISOString, over hours, years and before 1970", () => {
    const instant = fc.oneof(
      fc.integer({ min: -8.64e15, max: 8.64e15 }),
      fc.integer({ min: 0, max: 7_300_000 }),
      fc.constantFrom(-1, 0, 3_599_999, 3_600_000, Date.UTC(2028, 1, 29, 23, 59, 59, 999), 1.5),
    );
    fc.assert(
      fc.property(instant, (ms) => {
        expect(isoInstant(ms)).toBe(new Date(ms).toISOString());
      }),
      { numRuns: 5_000 },
    );
  });

  it("throws for what is no instant, and is right again afterwards", () => {
    expect(() => isoInstant(Number.NaN)).toThrow(RangeError);
    expect(() => isoInstant(9e15)).toThrow(RangeError);
    expect(isoInstant(0)).toBe("1970-01-01T00:00:00.000Z");
  });
});
