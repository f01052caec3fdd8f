import fc from "fast-check";
import { expect, it } from "vitest";
import { isInRing, type Ring, signedArea, turnedTo } from "../../../city-builder/coordinates/ring.ts";
import { selfCrossing } from "../../../city-builder/map-import/ring-checks.ts";
import { simplifyRings } from "../../../city-builder/map-import/simplify.ts";
import type { Position } from "../../../domain/city/area-outline.ts";

const square: Ring = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
  [0, 0],
];

const bow: Ring = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
];

/** A ring of corners at growing angles round a middle: it cannot cross itself. */
const star = fc
  .array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 4, maxLength: 60 })
  .map((radii): Ring => {
    const corners = radii.map((radius, at): Position => {
      const angle = (2 * Math.PI * at) / radii.length;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    return [...corners, corners[0] as Position];
  });

/** The same as `selfCrossing`, each side against each. */
function crossesByPairs(ring: Ring): boolean {
  for (let i = 0; i + 1 < ring.length; i++) {
    for (let j = i + 2; j + 1 < ring.length; j++) {
      if (i === 0 && j + 2 === ring.length) continue;
      const four: Ring = [ring[i], ring[i + 1], ring[j], ring[j + 1]] as Position[];
      if (segmentsMeet(four)) return true;
    }
  }
  return false;
}

function segmentsMeet([a, b, c, d]: Ring): boolean {
  const turn = (p: Position, q: Position, r: Position) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  const [p, q, r, s] = [a, b, c, d] as [Position, Position, Position, Position];
  return turn(p, q, r) * turn(p, q, s) < 0 && turn(r, s, p) * turn(r, s, q) < 0;
}

it("knows which way a ring runs, what lies in it, and turns it", () => {
  expect([signedArea(square) > 0, signedArea(square.toReversed()) > 0]).toEqual([true, false]);
  expect(turnedTo("clockwise", square)).toEqual(square.toReversed());
  expect(turnedTo("counter-clockwise", square)).toBe(square);
  expect([isInRing([1, 1], square), isInRing([3, 1], square)]).toEqual([true, false]);
});

it("finds where a ring crosses or touches itself, and nothing in one that does neither", () => {
  expect(selfCrossing(square)).toBeNull();
  expect(selfCrossing(bow)).not.toBeNull();
  const spike: Ring = [...square.slice(0, 2), [2, 1], [0, 1], [2, 1.5], ...square.slice(2)];
  expect(selfCrossing(spike)).not.toBeNull();
  fc.assert(fc.property(star, (ring) => selfCrossing(ring) === null));
});

it("finds the same crossings as looking at every pair of sides", () => {
  const whole = fc.integer({ min: 0, max: 1000 });
  const corner = fc.tuple(whole, whole);
  const ring = fc.array(corner, { minLength: 4, maxLength: 25 }).map((all): Ring => [...all, all[0] as Position]);
  fc.assert(fc.property(ring, (each) => !crossesByPairs(each) || selfCrossing(each) !== null));
});

it("simplified, no position left out lies farther from the border than the tolerance, whichever way the ring runs", () => {
  const small = star.map((ring) => ring.map(([x, y]): Position => [113.6 + x / 10, 34.7 + y / 10]));
  // On a grid several corners are equally far from another.
  const onGrid = star.map((ring) =>
    ring.map(([x, y]): Position => [113.625 + Math.round(8 * x) / 64, 34.75 + Math.round(8 * y) / 64]),
  );
  fc.assert(
    fc.property(fc.oneof(small, onGrid), fc.integer({ min: 1, max: 2000 }), (ring, tolerance) => {
      const [simple = []] = simplifyRings([ring], tolerance);
      const [turned = []] = simplifyRings([ring.toReversed()], tolerance);
      expect(new Set(turned.map(String))).toEqual(new Set(simple.map(String)));
      for (const position of ring) expect(metresFrom(simple, position)).toBeLessThanOrEqual(tolerance * 1.01);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ["winding", (at: number) => Math.sin(at) / 5000],
  // Many positions are equally far from the line: which is left depends on the end that one looks from.
  ["a zigzag", (at: number) => (at % 2 === 0 ? 1 : -1) / 4096],
])("a border that two areas share is left alike in both: %s", (_, shift) => {
  const border = Array.from({ length: 48 }, (__, at): Position => [113.75 + shift(at), 34.75 + at / 512]);
  const [south, north] = [border[0] as Position, border.at(-1) as Position];
  const west: Ring = [...border, [113.5, north[1]], [113.5, south[1]], south];
  const east: Ring = [...border.toReversed(), [114, south[1]], [114, north[1]], north];
  for (const tolerance of [10, 15, 25, 40]) {
    const [a = [], b = []] = simplifyRings([west, east], tolerance);
    const shared = (ring: Ring) => new Set(ring.filter(([x]) => x > 113.6 && x < 113.9).map(String));
    expect(shared(a)).toEqual(shared(b));
  }
  expect(simplifyRings([west, east], 40)[0]?.length).toBeLessThan(west.length);
});

function metresFrom(ring: Ring, [x, y]: Position): number {
  const stretch = Math.cos((34.7 * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1] as Position, ring[at] as Position];
    const [dx, dy] = [(bx - ax) * stretch, by - ay];
    const [ex, ey] = [(x - ax) * stretch, y - ay];
    const along = Math.max(0, Math.min(1, (ex * dx + ey * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(ex - along * dx, ey - along * dy));
  }
  return least * 111_195;
}
