import { expect, it } from "vitest";
import type { River } from "../../../city-builder/generate/plan.ts";
import { linksDownRivers } from "../../../city-builder/generate/river-links.ts";

const name = { zh: "河", en: "river" };
const usual = { name, size: 1, weight: 1, speed: 1, tags: ["river"], sections: [] };

/** On the equator a thousandth of a degree is 111.2 m: at 1 m/s about 1.85 minutes. */
const rivers: readonly River[] = [
  {
    ...usual,
    id: "main",
    course: [
      [0, 0],
      [0.1, 0],
    ],
  },
  {
    ...usual,
    id: "side",
    into: "main",
    course: [
      [0.05, 0.05],
      [0.05, 0],
    ],
  },
  {
    ...usual,
    id: "brook",
    into: "side",
    course: [
      [0.06, 0.04],
      [0.05, 0.04],
    ],
  },
];

const km = 1000;

function at(id: string, riverId: string, metresDown: number) {
  return { id, riverId, metresDown };
}

it("a station hears of the one before it and of the last ones of rivers that join between, each after its way", () => {
  const links = linksDownRivers(
    rivers,
    [at("m1", "main", 2 * km), at("m2", "main", 8 * km), at("s1", "side", 3 * km), at("b1", "brook", 1 * km)],
    1,
  );
  expect(links.get("m1")).toEqual([]);
  expect(links.get("s1")).toEqual([{ station: "b1", travelTimeMin: 33 }]);
  // 6 km down the river; 2.56 km to the mouth of the side river and 2.44 km on.
  expect(links.get("m2")).toEqual([
    { station: "m1", travelTimeMin: 100 },
    { station: "s1", travelTimeMin: 83 },
  ]);
});

it("a river without a station passes on what comes by its tributaries", () => {
  const links = linksDownRivers(rivers, [at("m2", "main", 8 * km), at("b1", "brook", 1 * km)], 1);
  expect(links.get("m2")?.map(({ station }) => station)).toEqual(["b1"]);
});

it("what joins below a station does not come by it", () => {
  const links = linksDownRivers(rivers, [at("m1", "main", 2 * km), at("s1", "side", 3 * km)], 1);
  expect(links.get("m1")).toEqual([]);
});
