import type { Position } from "../domain/city/area-outline.ts";
import type { Chance } from "./generate/chance.ts";

/** Length of a degree of longitude at the mean latitude of the positions, in degrees of latitude. */
export function stretchAmid(positions: readonly Position[]): number {
  const mean = positions.reduce((sum, [, latitude]) => sum + latitude, 0) / positions.length;
  return stretchAt(mean);
}

/** Length of a degree of longitude at a latitude, in degrees of latitude. */
export function stretchAt(latitude: number): number {
  return Math.cos((latitude * Math.PI) / 180);
}

/** Square of a distance, in degrees of latitude. */
export function squareApart([x1, y1]: Position, [x2, y2]: Position, stretch: number): number {
  return ((x1 - x2) * stretch) ** 2 + (y1 - y2) ** 2;
}

/** Evenly in a disc. @param radius degrees of latitude */
export function placeAround(
  [longitude, latitude]: Position,
  { radius, stretch, chance }: { readonly radius: number; readonly stretch: number; readonly chance: Chance },
): Position {
  const distance = radius * Math.sqrt(chance.next());
  const angle = 2 * Math.PI * chance.next();
  return [longitude + (distance * Math.cos(angle)) / stretch, latitude + distance * Math.sin(angle)];
}

/** The first of those to which the least is measured; there has to be one. */
export function nearestOf<T>(among: readonly T[], measure: (each: T) => number): T {
  let least = Number.POSITIVE_INFINITY;
  let nearest: T | undefined;
  for (const each of among) {
    const measured = measure(each);
    if (measured >= least) continue;
    least = measured;
    nearest = each;
  }
  if (nearest === undefined) throw new RangeError("nothing to be near to");
  return nearest;
}
