import { Delaunay } from "d3-delaunay";
import type { Polygon, Position } from "../../domain/city/area-outline.ts";
import { isInRing, signedArea, turnedTo } from "../coordinates/ring.ts";
import type { CityPlan } from "../generate/plan.ts";

/** Digits of a degree: about 10 m, far more than a schematic can mean. */
const digits = 4;

export interface Cells {
  /** The cell of each street, in their order; closed, outer ring counterclockwise. */
  readonly rings: readonly (readonly Position[])[];
  /** Streets whose cells meet that of each street. */
  readonly neighbours: readonly (readonly number[])[];
}

/** Whatever is nearer to a street's seed than to any other, cut at the picture's edge (Voronoi 1908, by d3-delaunay). */
export function cellsOf({ streets, frame, stretch }: CityPlan): Cells {
  const delaunay = Delaunay.from(streets.map(({ seed: [x, y] }) => [x * stretch, y]));
  const voronoi = delaunay.voronoi([frame.west * stretch, frame.south, frame.east * stretch, frame.north]);
  return {
    rings: streets.map((_, index) => ringOf(voronoi.cellPolygon(index), stretch)),
    neighbours: streets.map((_, index) => [...voronoi.neighbors(index)]),
  };
}

function ringOf(cell: readonly (readonly [number, number])[], stretch: number): readonly Position[] {
  const rounded = cell.map(([x, y]): Position => [round(x / stretch), round(y)]);
  const ring = rounded.filter((position, index) => index === 0 || !isSame(position, rounded[index - 1]));
  return turnedTo("counter-clockwise", ring);
}

/** The outline of cells that belong together: edges that two of them share are within and fall away. */
export function joinedOutline(rings: readonly (readonly Position[])[]): readonly Polygon[] {
  const edges = new Map<string, { readonly from: Position; readonly to: Position }>();
  for (const ring of rings) {
    for (const [index, to] of ring.entries()) {
      const from = ring[index - 1];
      if (from === undefined) continue;
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, { from, to });
    }
  }
  const chains = chained([...edges.values()]);
  const outers = chains.filter((ring) => signedArea(ring) > 0);
  const holes = chains.filter((ring) => signedArea(ring) <= 0);
  return outers.map((outer) => [outer, ...holes.filter(([at]) => at !== undefined && isInRing(at, outer))]);
}

/** Edges end to end, each ring closed. */
function chained(
  edges: readonly { readonly from: Position; readonly to: Position }[],
): readonly (readonly Position[])[] {
  const leaving = new Map<string, Position[]>();
  for (const { from, to } of edges) leaving.set(String(from), [...(leaving.get(String(from)) ?? []), to]);
  const rings: Position[][] = [];
  for (const { from } of edges) {
    const ring = [from];
    for (let next = leaving.get(String(from))?.pop(); next !== undefined; next = leaving.get(String(next))?.pop()) {
      ring.push(next);
    }
    if (ring.length > 3 && isSame(from, ring.at(-1))) rings.push(ring);
  }
  return rings;
}

function isSame(a: Position, b: Position | undefined): boolean {
  return b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function round(degrees: number): number {
  return Number(degrees.toFixed(digits));
}
