import type { Position } from "../../domain/city/area-outline.ts";
import { isWithinBox } from "./box.ts";

/** Semi-major axis of the Krasovsky ellipsoid, m, and its squared eccentricity: what the shift is computed on. */
const axisM = 6_378_245;
const eccentricity2 = 0.006693421622965943;

/** The box in which Chinese maps are shifted, degrees. */
const shifted = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 };

/** Rounds of the inverse; each is some 1,000 times nearer than the one before. */
const rounds = 6;

/**
 * WGS 84 to GCJ-02, the shifted coordinates of Chinese web maps (some 300 to 600 m off). There is no published standard;
 * this is the formula that open implementations share.
 *
 * @see https://github.com/googollee/eviltransform
 */
export function gcj02FromWgs84([longitude, latitude]: Position): Position {
  if (!isWithinBox(shifted, [longitude, latitude])) return [longitude, latitude];
  const [eastM, northM] = shiftM(longitude - 105, latitude - 35);
  const radians = (latitude * Math.PI) / 180;
  const magic = 1 - eccentricity2 * Math.sin(radians) ** 2;
  const meridianM = (axisM * (1 - eccentricity2)) / magic ** 1.5;
  const parallelM = (axisM / Math.sqrt(magic)) * Math.cos(radians);
  return [longitude + (eastM * 180) / (parallelM * Math.PI), latitude + (northM * 180) / (meridianM * Math.PI)];
}

/** GCJ-02 to WGS 84: the position whose shifted one is this, found step by step; error below a millimetre. */
export function wgs84FromGcj02(given: Position): Position {
  let [longitude, latitude] = given;
  for (let round = 0; round < rounds; round++) {
    const [east, north] = gcj02FromWgs84([longitude, latitude]);
    longitude += given[0] - east;
    latitude += given[1] - north;
  }
  return [longitude, latitude];
}

/** How far a position is moved, m east and north. @param x degrees east of 105 @param y degrees north of 35 */
function shiftM(x: number, y: number): readonly [number, number] {
  const root = Math.sqrt(Math.abs(x));
  const short = waves(x, [6, 2], [20, 20]);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root;
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root;
  return [
    east + short + waves(x, [1, 1 / 3], [20, 40]) + waves(x, [1 / 12, 1 / 30], [150, 300]),
    north + short + waves(y, [1, 1 / 3], [20, 40]) + waves(y, [1 / 12, 1 / 30], [160, 320]),
  ];
}

/** Two thirds of a sum of two sines of `x` in half turns. */
function waves(x: number, [f, g]: readonly [number, number], [a, b]: readonly [number, number]): number {
  return ((a * Math.sin(f * x * Math.PI) + b * Math.sin(g * x * Math.PI)) * 2) / 3;
}
