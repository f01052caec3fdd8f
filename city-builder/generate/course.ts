import type { Position } from "../../domain/city/area-outline.ts";
import { distanceM } from "../../domain/city/distance.ts";
import { nearestOf, squareApart } from "../plane.ts";

/** A line in order of flow, measured from its upper end. */
export interface Course {
  readonly positions: readonly Position[];
  /** Metres from the upper end to each position. */
  readonly metres: readonly number[];
  readonly length: number;
}

export function measured(positions: readonly Position[]): Course {
  const metres = [0];
  for (const [index, to] of positions.entries()) {
    const from = positions[index - 1];
    if (from !== undefined) metres.push((metres.at(-1) ?? 0) + metresBetween(from, to));
  }
  return { positions, metres, length: metres.at(-1) ?? 0 };
}

/** The place so many metres down the course. */
export function placeAt({ positions, metres }: Course, distance: number): Position {
  const after = Math.max(
    1,
    metres.findIndex((at) => at >= distance),
  );
  const [from, to] = [positions[after - 1], positions[after]] as readonly [Position, Position];
  const [start, end] = [metres[after - 1] ?? 0, metres[after] ?? 0];
  const share = end === start ? 0 : Math.min(1, Math.max(0, (distance - start) / (end - start)));
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** Metres down the course to where it comes nearest to a position. */
export function distanceDown(course: Course, position: Position, stretch: number): number {
  const steps = 400;
  const distances = Array.from({ length: steps + 1 }, (_, step) => (course.length * step) / steps);
  return nearestOf(distances, (distance) => squareApart(position, placeAt(course, distance), stretch));
}

function metresBetween(a: Position, b: Position): number {
  return distanceM({ longitude: a[0], latitude: a[1] }, { longitude: b[0], latitude: b[1] });
}
