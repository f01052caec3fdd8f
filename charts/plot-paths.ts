import {
  area,
  line,
  type SymbolType,
  symbol,
  symbolCircle,
  symbolSquare,
  symbolStar,
  symbolTimes,
  symbolTriangle,
} from "d3-shape";
import type { PlotScales } from "./plot-scales.ts";

export interface PlotPoint {
  /** Ms since 1970. */
  readonly at: number;
  readonly value: number;
}

/**
 * Line through points in order, as the `d` of an SVG path; empty without points. It breaks where two points are further apart
 * than `gapMs`; a point alone is a path of no length, which a round line cap shows as a dot.
 */
export function linePath(points: readonly PlotPoint[], { x, y }: PlotScales, gapMs: number): string {
  const broken = points.flatMap((point, index) => {
    const before = points[index - 1];
    const isApart = before !== undefined && point.at - before.at > gapMs;
    return isApart ? [{ at: point.at, value: Number.NaN }, point] : [point];
  });
  const draw = line<PlotPoint>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  ).defined(({ value }) => !Number.isNaN(value));
  return draw.digits(1)(broken) ?? "";
}

/** Area between points in order and a foot, px. */
export function areaPath(points: readonly PlotPoint[], { x, y }: PlotScales, foot: number): string {
  const draw = area<PlotPoint>(
    ({ at }) => x(at),
    foot,
    ({ value }) => y(value),
  );
  return draw.digits(1)(points) ?? "";
}

/** Each with its area where it reaches as far as a circle of radius 1. */
const marks = {
  circle: [symbolCircle, Math.PI],
  square: [symbolSquare, 2],
  triangle: [symbolTriangle, 1.3],
  star: [symbolStar, 1.12],
  cross: [symbolTimes, 1.4],
} as const satisfies Readonly<Record<string, readonly [SymbolType, number]>>;

export type MarkShape = keyof typeof marks;

/** A mark around 0 0 that reaches `radius` px far; a cross is drawn by its stroke alone. */
export function markPath(shape: MarkShape, radius: number): string {
  const [type, unitArea] = marks[shape];
  return symbol(type, unitArea * radius * radius).digits(1)() ?? "";
}
