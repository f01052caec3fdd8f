import type { Position } from "../../domain/city/area-outline.ts";

/** A ring of positions whose last is the first again. */
export type Ring = readonly Position[];

/** Twice the area of a ring, square degrees: positive where it runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [x1, y1] = ring[at - 1] as Position;
    const [x2, y2] = ring[at] as Position;
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

/** Whether a position is within a ring, by the crossings of a ray to the east. */
export function isInRing([x, y]: Position, ring: Ring): boolean {
  let inside = false;
  for (let at = 1; at < ring.length; at++) {
    const [x1, y1] = ring[at - 1] as Position;
    const [x2, y2] = ring[at] as Position;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** The same ring the other way round where it does not turn as asked. */
export function turnedTo(way: "counter-clockwise" | "clockwise", ring: Ring): Ring {
  return signedArea(ring) > 0 === (way === "counter-clockwise") ? ring : ring.toReversed();
}
