import { describe, expect, test } from "vitest";
import type { Hyetograph } from "../../../../simulators/physics/water.ts";
import { chicago, evenly, type PlaceSketch, waterCity, waterOf } from "../../../support/worlds/water-world.ts";

const perShape = 40;
const shapes = [
  { name: "tunnel", tags: ["underpass", "tunnel"] },
  { name: "underpass", tags: ["underpass"] },
  { name: "road", tags: ["road"] },
] as const;

const city = waterCity(
  shapes.flatMap(({ name, tags }) =>
    Array.from(
      { length: perShape },
      (_, index): PlaceSketch => ({
        ...{ id: `${name}-${index}`, kind: "waterlogging", tags, gauges: { depth: {} } },
      }),
    ),
  ),
);

interface Filling {
  readonly peakM: number;
  /** From 0.15 m to the roof of a car, s. */
  readonly toRoofSeconds: number;
}

/** Roof of an ordinary car, m. */
const roofM = 1.5;

function fillings(hyetograph: Hyetograph, { seed, hours }: { readonly seed: number; readonly hours: number }) {
  const water = waterOf({ city, seed, weather: { cells: [evenly(hyetograph)] } });
  const peaks = new Float64Array(water.gaugeIds.length);
  const wetAt = new Float64Array(peaks.length).fill(Number.NaN);
  const roofAt = wetAt.slice();
  for (let at = 0; at <= hours * 3600; at += 10) {
    water.advanceTo(at);
    water.trueValues().forEach((depth, gauge) => {
      peaks[gauge] = Math.max(peaks[gauge]!, depth);
      if (depth > 0.15 && Number.isNaN(wetAt[gauge]!)) wetAt[gauge] = at;
      if (depth > roofM && Number.isNaN(roofAt[gauge]!)) roofAt[gauge] = at;
    });
  }
  return (shape: string): readonly Filling[] =>
    water.gaugeIds.flatMap((id, gauge) =>
      id.startsWith(shape) ? [{ peakM: peaks[gauge]!, toRoofSeconds: roofAt[gauge]! - wetAt[gauge]! }] : [],
    );
}

const july2021: Hyetograph = { kind: "zhengzhou-2021-07-20", fromHour: 17, hours: 7 };

describe.each([1, 2, 3])("marks of every pond, seed %i", (seed) => {
  const of3 = fillings(chicago(3), { seed, hours: 3 });
  const of50 = fillings(chicago(50), { seed, hours: 3 });
  const of2021 = fillings(july2021, { seed, hours: 9 });

  test.each(shapes)("$name: wet but below 15 cm once in 3 years", ({ name }) => {
    expect(of3(name)).toHaveLength(perShape);
    for (const { peakM } of of3(name)) {
      expect(peakM).toBeGreaterThan(0.03);
      expect(peakM).toBeLessThan(0.15);
    }
  });

  test.each(shapes)("$name: 0.5 to 1.5 m once in 50 years", ({ name }) => {
    for (const { peakM } of of50(name)) {
      expect(peakM).toBeGreaterThanOrEqual(0.49);
      expect(peakM).toBeLessThan(1.5);
    }
  });

  test.each(["tunnel", "underpass"])("%s: above 2 m in the storm of July 2021", (name) => {
    for (const { peakM } of of2021(name)) expect(peakM).toBeGreaterThan(2);
  });

  test("road: above 1 m in the storm of July 2021, and not as a lake", () => {
    for (const { peakM } of of2021("road")) {
      expect(peakM).toBeGreaterThan(1);
      expect(peakM).toBeLessThan(3.5);
    }
  });

  test("tunnel: from 15 cm to the roof of a car within 10 minutes", () => {
    for (const { toRoofSeconds } of of2021("tunnel")) expect(toRoofSeconds).toBeLessThanOrEqual(600);
  });
});
