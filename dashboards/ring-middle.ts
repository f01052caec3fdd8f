import type { Polygon, Position } from "../domain/city/area-outline.ts";

/** Outer ring of the part with the widest area. */
export function largestRing(polygons: readonly Polygon[]): readonly Position[] {
  const rings = polygons.map(([outer = []]) => outer);
  return rings.toSorted((a, b) => Math.abs(doubleAreaOf(b)) - Math.abs(doubleAreaOf(a)))[0] ?? [];
}

/** Centre of gravity of a closed ring; the mean of its corners where it has no area. */
export function middleOf(ring: readonly Position[]): Position {
  const area = doubleAreaOf(ring);
  if (area === 0) return meanOf(ring);
  let x = 0;
  let y = 0;
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
    const weight = x1 * y2 - x2 * y1;
    x += (x1 + x2) * weight;
    y += (y1 + y2) * weight;
  }
  return [x / (3 * area), y / (3 * area)];
}

export function meanOf(positions: readonly Position[]): Position {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean(positions.map(([x]) => x)), mean(positions.map(([, y]) => y))];
}

function doubleAreaOf(ring: readonly Position[]): number {
  return edgesOf(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0);
}

function edgesOf(ring: readonly Position[]): readonly (readonly [Position, Position])[] {
  return ring.slice(1).map((end, index) => [ring[index] as Position, end] as const);
}
