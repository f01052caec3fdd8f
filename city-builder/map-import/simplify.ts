import type { Position } from "../../domain/city/area-outline.ts";
import { metresPerDegree } from "../../domain/city/distance.ts";
import type { Ring } from "../coordinates/ring.ts";
import { stretchAt } from "../plane.ts";

/**
 * Leaves out positions that lie nearer than a tolerance to the line without them (Douglas and Peucker 1973). A border that two
 * rings share is left alike in both: rings are cut where three borders meet, and each piece is always looked at from the same end.
 *
 * @param toleranceM metres; 0 leaves every ring as it is
 */
export function simplifyRings(rings: readonly Ring[], toleranceM: number): readonly Ring[] {
  if (toleranceM === 0) return rings;
  const junctions = junctionsOf(rings);
  const latitude = rings[0]?.[0]?.[1] ?? 0;
  const plane = { stretch: stretchAt(latitude), tolerance: toleranceM / metresPerDegree };
  return rings.map((ring) => {
    const simple = piecesOf(ring, junctions).flatMap((piece) => thinned(piece, plane).slice(0, -1));
    const first = simple[0];
    // Fewer than three corners are no ring: so small a one stays as it is.
    return first === undefined || simple.length < 3 ? ring : [...simple, first];
  });
}

const keyOf = ([x, y]: Position): string => `${x} ${y}`;

/** Positions with more than two neighbours over all rings: where borders meet. */
function junctionsOf(rings: readonly Ring[]): ReadonlySet<string> {
  const neighbours = new Map<string, Set<string>>();
  const link = (a: string, b: string): void => {
    if (a === b) return;
    const known = neighbours.get(a);
    if (known === undefined) neighbours.set(a, new Set([b]));
    else known.add(b);
  };
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [keyOf(ring[at - 1] as Position), keyOf(ring[at] as Position)];
      link(a, b);
      link(b, a);
    }
  }
  return new Set([...neighbours].flatMap(([key, others]) => (others.size > 2 ? [key] : [])));
}

/** A ring cut at its junctions, or at its most western corner; a piece that ends where it begins is cut at the corner farthest from there. */
function piecesOf(ring: Ring, junctions: ReadonlySet<string>): readonly Ring[] {
  const open = ring.slice(0, -1);
  const own = open.flatMap((position, at) => (junctions.has(keyOf(position)) ? [at] : []));
  const cuts = own.length > 0 ? own : [indexOfMost(open, ([x, y]) => -x - y * 1e-9)];
  return cutAt(open, cuts).flatMap((piece) => {
    const [x0, y0] = piece[0] as Position;
    if (keyOf(piece[0] as Position) !== keyOf(piece.at(-1) as Position)) return [piece];
    const loop = piece.slice(0, -1);
    return cutAt(loop, [0, indexOfMost(loop, ([x, y]) => (x - x0) ** 2 + (y - y0) ** 2)]);
  });
}

/** The pieces of a ring between positions of it, ends included. @param open without its last position, @param cuts rising */
function cutAt(open: Ring, cuts: readonly number[]): readonly Ring[] {
  return cuts.map((from, index) => {
    const to = cuts[index + 1] ?? (cuts[0] ?? 0) + open.length;
    return Array.from({ length: to - from + 1 }, (_, step) => open[(from + step) % open.length] as Position);
  });
}

/** Of several that have the most, the one whose key is first: where the ring begins and which way it runs does not matter. */
function indexOfMost(open: Ring, measure: (position: Position) => number): number {
  let most = 0;
  for (const [at, position] of open.entries()) {
    const best = open[most] as Position;
    const more = measure(position) - measure(best);
    if (more > 0 || (more === 0 && keyOf(position) < keyOf(best))) most = at;
  }
  return most;
}

interface Plane {
  /** Length of a degree of longitude in degrees of latitude. */
  readonly stretch: number;
  /** Degrees of latitude. */
  readonly tolerance: number;
}

/** A piece with both its ends, always looked at from the same one. */
function thinned(piece: Ring, plane: Plane): Ring {
  const isTurned = keyOf(piece.at(-1) as Position) < keyOf(piece[0] as Position);
  const line = isTurned ? piece.toReversed() : piece;
  const kept = new Uint8Array(line.length);
  kept[0] = 1;
  kept[line.length - 1] = 1;
  const spans: (readonly [number, number])[] = [[0, line.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const { at, distance } = farthest(line, span, plane.stretch);
    if (distance <= plane.tolerance) continue;
    kept[at] = 1;
    spans.push([from, at], [at, to]);
  }
  const simple = line.filter((_, at) => kept[at] === 1);
  return isTurned ? simple.toReversed() : simple;
}

/** The position of a span that lies farthest from the line between its ends, and how far, degrees of latitude. */
function farthest(line: Ring, [from, to]: readonly [number, number], stretch: number) {
  const found = { at: from, distance: 0 };
  const [a, b] = [line[from] as Position, line[to] as Position];
  for (let at = from + 1; at < to; at++) {
    const distance = fromLine(line[at] as Position, [a, b], stretch);
    if (distance > found.distance) Object.assign(found, { at, distance });
  }
  return found;
}

function fromLine([px, py]: Position, [[ax, ay], [bx, by]]: readonly [Position, Position], stretch: number): number {
  const [dx, dy] = [(bx - ax) * stretch, by - ay];
  const [ex, ey] = [(px - ax) * stretch, py - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, (ex * dx + ey * dy) / length2));
  return Math.hypot(ex - along * dx, ey - along * dy);
}
