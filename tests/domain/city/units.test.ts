import { expect, it } from "vitest";
import { properties, propertyUnits } from "../../../domain/city/property.ts";
import { conversionFor, unitsOf } from "../../../domain/city/units.ts";

it.each(properties)("unitsOf(%s) begins with its canonical unit, which is kept as sent", (property) => {
  const unit = propertyUnits[property];
  expect(unitsOf(property)[0]).toBe(unit);
  expect(conversionFor(property, unit)).toEqual({ scale: 1, offset: 0 });
});

it("conversionFor() knows units of one gas alone, and none that is merely every object's", () => {
  expect(conversionFor("methane", "%vol")?.scale).toBe(20);
  expect(conversionFor("oxygen", "mg/m3")).toBeNull();
  expect(conversionFor("hydrogenSulfide", "mg/m3")?.scale).toBeCloseTo(0.70584, 5);
  expect(conversionFor("depth", "constructor")).toBeNull();
});
