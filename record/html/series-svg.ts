import { escaped } from "../../charts/html-text.ts";
import { linePath, type PlotPoint } from "../../charts/plot-paths.ts";
import { plotScales } from "../../charts/plot-scales.ts";
import type { Level } from "../../domain/city/level.ts";
import { ink, limitLine, plotWidth, rangeOf, svgOf, timeAxis, valueGrid } from "./plot-parts.ts";

/** A limit that an alarm of the gauge crossed, canonical unit. */
export interface DrawnLimit {
  readonly value: number;
  readonly level: Level;
}

/** One gauge over a span. */
export interface DrawnSeries {
  readonly title: string;
  readonly points: readonly PlotPoint[];
  readonly limits: readonly DrawnLimit[];
  readonly unit: string;
  readonly span: { readonly from: number; readonly to: number };
  /** A line breaks where points are further apart, ms. */
  readonly gapMs: number;
  /** Ms east of UTC. */
  readonly zoneMs: number;
}

const height = 260;
const box = { left: 64, right: plotWidth - 96, top: 26, bottom: height - 32 } as const;

/** Points drawn at most: of more, the least and the greatest of each stretch. */
const mostPoints = 1_200;

/** The series as SVG that stands by itself: also as a file of its own. */
export function seriesSvg(series: DrawnSeries): string {
  const { title, points, limits, span, gapMs, zoneMs } = series;
  const drawn = thinned(points);
  const range = rangeOf([...drawn, ...limits].map(({ value }) => value));
  const scales = plotScales(box, span, range);
  return svgOf(height, title, [
    valueGrid(range, scales, box),
    timeAxis(span, scales, { box, zoneMs }),
    ...limits.map((limit) => limitLine(limit, scales, box)),
    `<path d="${linePath(drawn, scales, Math.max(gapMs, widestStep(drawn, points)))}" fill="none" stroke="${ink.water}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>`,
    `<text x="${box.left}" y="${box.top - 10}" fill="${ink.text}">${escaped(series.unit)}</text>`,
  ]);
}

/** The least and the greatest of each stretch, in their order, where there are too many to be seen. */
function thinned(points: readonly PlotPoint[]): readonly PlotPoint[] {
  if (points.length <= mostPoints) return points;
  const size = Math.ceil(points.length / (mostPoints / 2));
  const kept: PlotPoint[] = [];
  for (let start = 0; start < points.length; start += size) {
    const stretch = points.slice(start, start + size);
    const least = stretch.reduce((a, b) => (b.value < a.value ? b : a));
    const greatest = stretch.reduce((a, b) => (b.value > a.value ? b : a));
    kept.push(...(least === greatest ? [least] : [least, greatest].toSorted((a, b) => a.at - b.at)));
  }
  return kept;
}

/** Thinning moves points apart, which makes no gap. */
function widestStep(drawn: readonly PlotPoint[], all: readonly PlotPoint[]): number {
  if (drawn.length === all.length) return 0;
  const [first, last] = [all[0], all.at(-1)];
  return first === undefined || last === undefined ? 0 : ((last.at - first.at) / drawn.length) * 4;
}
