import { roundRange, timeTicks, valueTicks } from "../../charts/axis-ticks.ts";
import { escaped } from "../../charts/html-text.ts";
import { linePath, type PlotPoint } from "../../charts/plot-paths.ts";
import { type PlotScales, plotScales, type ValueRange } from "../../charts/plot-scales.ts";
import type { Level } from "../../domain/city/level.ts";

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

const width = 960;
const height = 260;
const box = { left: 64, right: width - 96, top: 26, bottom: height - 32 } as const;
const valuesAbout = 4;
const mostInstants = 10;

/** Points drawn at most: of more, the least and the greatest of each stretch. */
const mostPoints = 1_200;

const limitColours: Readonly<Record<Level, string>> = {
  blue: "#1f5fbf",
  yellow: "#8a6d00",
  orange: "#b85400",
  red: "#c0271c",
};

const ink = { text: "#55646f", grid: "#d7dee4", water: "#1668b8" } as const;

/** The series as SVG that stands by itself: also as a file of its own. */
export function seriesSvg(series: DrawnSeries): string {
  const { points, limits, span, gapMs } = series;
  const drawn = thinned(points);
  const range = rangeOf(drawn, limits);
  const scales = plotScales(box, span, range);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif" font-size="13">`,
    `<title>${escaped(series.title)}</title>`,
    ...valueGrid(range, scales),
    ...timeAxis(series, scales),
    ...limits.map((limit) => limitLine(limit, scales)),
    `<path d="${linePath(drawn, scales, Math.max(gapMs, widestStep(drawn, points)))}" fill="none" stroke="${ink.water}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>`,
    `<text x="${box.left}" y="${box.top - 10}" fill="${ink.text}">${escaped(series.unit)}</text>`,
    "</svg>",
  ].join("");
}

function rangeOf(points: readonly PlotPoint[], limits: readonly DrawnLimit[]): ValueRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { value } of [...points, ...limits]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return Number.isFinite(low) ? roundRange({ low: Math.min(low, high), high }, valuesAbout) : { low: 0, high: 1 };
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

function valueGrid(range: ValueRange, { y }: PlotScales): readonly string[] {
  return valueTicks(range, valuesAbout).map(
    (tick) =>
      `<path d="M${box.left} ${y(tick)}H${box.right}" stroke="${ink.grid}"/><text x="${box.left - 6}" y="${y(tick) + 4}" text-anchor="end" fill="${ink.text}">${escaped(tick)}</text>`,
  );
}

/** Hours as `16:00`, midnights as `07-20`. */
function timeAxis({ span, zoneMs }: DrawnSeries, { x }: PlotScales): readonly string[] {
  return timeTicks(span, { zoneMs, most: mostInstants })
    .filter(({ at }) => x(at) > box.left + 16 && x(at) < box.right - 16)
    .map(({ at, isMidnight }) => {
      const full = new Date(at + zoneMs).toISOString();
      const text = isMidnight ? full.slice(5, 10) : full.slice(11, 16);
      return `<path d="M${x(at)} ${box.bottom}v5" stroke="${ink.grid}"/><text x="${x(at)}" y="${box.bottom + 20}" text-anchor="middle" fill="${ink.text}">${text}</text>`;
    });
}

function limitLine({ value, level }: DrawnLimit, { y }: PlotScales): string {
  const colour = limitColours[level];
  return `<path d="M${box.left} ${y(value)}H${box.right}" stroke="${colour}" stroke-width="1.5" stroke-dasharray="6 4"/><text x="${box.right + 6}" y="${y(value) + 4}" fill="${colour}">${escaped(Math.round(value * 1_000) / 1_000)}</text>`;
}
