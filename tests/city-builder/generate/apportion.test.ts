import fc from "fast-check";
import { expect, it } from "vitest";
import { apportioned } from "../../../city-builder/generate/apportion.ts";

it("parts sum to the whole, none a whole number away from its share", () => {
  const weights = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.nat(5000), weights, (total, parts) => {
      const sum = parts.reduce((all, each) => all + each, 0);
      fc.pre(sum > 1e-9);
      const counts = apportioned(total, parts);
      expect(counts.reduce((all, each) => all + each, 0)).toBe(total);
      for (const [index, count] of counts.entries()) {
        expect(Math.abs(count - (total * (parts[index] ?? 0)) / sum)).toBeLessThan(1 + 1e-6);
      }
    }),
  );
});

it("nothing is parted where nothing has a weight", () => {
  expect(apportioned(5, [0, 0])).toEqual([0, 0]);
});
