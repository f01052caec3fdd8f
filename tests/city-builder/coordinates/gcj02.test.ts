import fc from "fast-check";
import { expect, it } from "vitest";
import { toWgs84 } from "../../../city-builder/coordinates/crs.ts";
import { gcj02FromWgs84, wgs84FromGcj02 } from "../../../city-builder/coordinates/gcj02.ts";
import type { Position } from "../../../domain/city/area-outline.ts";
import { distanceM } from "../../../domain/city/distance.ts";

const metres = (a: Position, b: Position): number =>
  distanceM({ longitude: a[0], latitude: a[1] }, { longitude: b[0], latitude: b[1] });

/** Pairs of the tests of googollee/eviltransform: WGS 84, then GCJ-02. */
const published: readonly (readonly [Position, Position])[] = [
  [
    [121.5272106, 31.1774276],
    [121.531541859215, 31.17530398364597],
  ],
  [
    [113.912316, 22.543847],
    [113.9171764808363, 22.540796131694766],
  ],
  [
    [116.377817, 39.911954],
    [116.38404722455657, 39.91334545536069],
  ],
];

it.each(published)("%s is published as %s", (wgs84, gcj02) => {
  expect(metres(gcj02FromWgs84(wgs84), gcj02)).toBeLessThan(0.01);
  expect(metres(wgs84FromGcj02(gcj02), wgs84)).toBeLessThan(0.01);
});

it("there and back is the same place to a centimetre, anywhere in China", () => {
  const place = fc.tuple(fc.double({ min: 74, max: 134, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }));
  fc.assert(fc.property(place, (at) => metres(wgs84FromGcj02(gcj02FromWgs84(at)), at) < 0.01));
});

it("what is elsewhere, or of another system, stays where it is", () => {
  expect(gcj02FromWgs84([2.35, 48.86])).toEqual([2.35, 48.86]);
  expect(toWgs84([113.6, 34.7], "cgcs2000")).toEqual([113.6, 34.7]);
  expect(metres(toWgs84([113.6, 34.7], "gcj02"), [113.6, 34.7])).toBeGreaterThan(300);
});
