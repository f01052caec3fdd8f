import type { Position } from "../../domain/city/area-outline.ts";
import type { Ring } from "../coordinates/ring.ts";

/** Where two sides of a ring meet that are not neighbours; null for a ring that is simple. */
export function selfCrossing(ring: Ring): Position | null {
  const sides = sidesOf(ring);
  const open: Side[] = [];
  for (const side of sides) {
    for (let at = open.length - 1; at >= 0; at--) {
      const other = open[at] as Side;
      // Behind us: no later side, which begins farther east, can meet it.
      if (other.east < side.west) open.splice(at, 1);
      else if (areApart(side, other, ring.length - 1) && doCross(side, other)) return side.from;
    }
    open.push(side);
  }
  return null;
}

interface Side {
  readonly index: number;
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
}

/** Sides from west to east. */
function sidesOf(ring: Ring): readonly Side[] {
  const sides: Side[] = [];
  for (let index = 0; index + 1 < ring.length; index++) {
    const [from, to] = [ring[index] as Position, ring[index + 1] as Position];
    sides.push({ index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) });
  }
  return sides.sort((a, b) => a.west - b.west);
}

/** Neighbours share an end, and that is no crossing. @param count of sides */
function areApart(a: Side, b: Side, count: number): boolean {
  const apart = Math.abs(a.index - b.index);
  return apart > 1 && apart < count - 1;
}

function doCross(a: Side, b: Side): boolean {
  const [d1, d2] = [sideOf(a.from, a.to, b.from), sideOf(a.from, a.to, b.to)];
  const [d3, d4] = [sideOf(b.from, b.to, a.from), sideOf(b.from, b.to, a.to)];
  if (d1 * d2 < 0 && d3 * d4 < 0) return true;
  return (
    (d1 === 0 && isOn(a, b.from)) ||
    (d2 === 0 && isOn(a, b.to)) ||
    (d3 === 0 && isOn(b, a.from)) ||
    (d4 === 0 && isOn(b, a.to))
  );
}

/** Positive where `c` lies left of the way from `a` to `b`. */
function sideOf([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** For a position on the line of a side: whether it is between its ends. */
function isOn({ from, to, west, east }: Side, [x, y]: Position): boolean {
  return x >= west && x <= east && y >= Math.min(from[1], to[1]) && y <= Math.max(from[1], to[1]);
}
