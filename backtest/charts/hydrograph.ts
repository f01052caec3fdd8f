import { roundRange, timeTicks, valueTicks } from "../../charts/axis-ticks.ts";
import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import { linePath, type PlotPoint } from "../../charts/plot-paths.ts";
import { type PlotScales, plotScales, type ValueRange } from "../../charts/plot-scales.ts";
import { hourMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { indexAtOrAfter } from "../backtest.ts";
import type { BacktestSeries } from "../backtest-series.ts";
import { localTimeText } from "./local-time-text.ts";

/** What one picture shows; times in ms, values as the file counts. */
export interface Hydrograph {
  readonly series: BacktestSeries;
  /** A canonical value as the file counts. */
  toFileUnit(value: number): number;
  readonly unit: string;
  readonly mark: number;
  readonly lowerMark: number;
  readonly from: number;
  readonly to: number;
  /** The alarm under test. */
  readonly alerts: readonly { readonly startedAt: number; readonly endedAt: number }[];
  /** Starts of the baselines' alerts, each with its letter. */
  readonly baselines: readonly { readonly at: number; readonly letter: string }[];
  readonly crossedAt: number | null;
  /** Where the water was expected when the alert began. */
  readonly band: {
    readonly at: number;
    readonly value: number;
    readonly lowAt: number;
    readonly highAt: number;
  } | null;
  /** Ms east of UTC. */
  readonly zoneMs: number;
  readonly title: BilingualText;
}

const width = 720;
const height = 300;
const box = { left: 52, right: width - 12, top: 26, bottom: height - 34 } as const;

/** Ticks along the axes: about so many values, so many instants at most. */
const valuesAbout = 4;
const mostInstants = 10;

/** Room that the water leaves below the top of its axis, of its span. */
const headroom = 0.05;

/** What every part of a picture is drawn with. */
interface Frame extends PlotScales {
  readonly picture: Hydrograph;
  readonly range: ValueRange;
  /** Whether the lower mark is near enough to be drawn. */
  readonly hasLowerMark: boolean;
  /** An instant, moved to the edge where it lies beyond the picture. */
  within(at: number): number;
}

/** One picture as SVG markup, drawn small enough that hundreds fit in a page. */
export function hydrographSvg(picture: Hydrograph): string {
  const points = pointsIn(picture);
  const frame = frameOf(picture, points);
  const { x, y } = frame;
  const { crossedAt, mark, unit } = picture;
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img"><title>${bilingualMarkup(picture.title, "tspan")}</title>`,
    ...alertShades(frame),
    ...valueGrid(frame),
    ...timeAxis(frame),
    picture.band === null ? "" : bandPath(picture.band, frame),
    ...markLines(frame),
    `<path class="water" d="${linePath(points, frame, longestGapMs(picture))}"/>`,
    crossedAt === null ? "" : `<circle class="crossing" cx="${x(crossedAt)}" cy="${y(mark)}" r="5"/>`,
    ...baselineStarts(frame),
    `<text x="${box.left}" y="${box.top - 10}">${escaped(unit)}</text>`,
    "</svg>",
  ].join("");
}

function frameOf(picture: Hydrograph, points: readonly PlotPoint[]): Frame {
  const { from, to, mark, lowerMark } = picture;
  const values = points.map(({ value }) => value);
  const low = Math.min(mark, ...values);
  const high = Math.max(mark, ...values);
  const hasLowerMark = lowerMark > low - (high - low);
  const foot = hasLowerMark ? Math.min(low, lowerMark) : low;
  const range = roundRange({ low: foot, high: high + (high - foot) * headroom }, valuesAbout);
  const within = (at: number): number => Math.min(to, Math.max(from, at));
  return { picture, range, hasLowerMark, within, ...plotScales(box, { from, to }, range) };
}

/** Alerts under test as shades, each with its start marked where it lies in the picture. */
function alertShades({ picture: { alerts, from, to }, x, within }: Frame): readonly string[] {
  return alerts
    .filter(({ startedAt, endedAt }) => endedAt > from && startedAt < to)
    .map(({ startedAt, endedAt }) => {
      const left = x(within(startedAt));
      const right = Math.max(left + 1, x(within(endedAt)));
      const start = `<path class="start" d="M${left - 6} ${box.top - 11}h12l-6 10z"/><path class="startLine" d="M${left} ${box.top}V${box.bottom}"/>`;
      return `<path class="alert" d="M${left} ${box.top}H${right}V${box.bottom}H${left}z"/>${startedAt >= from ? start : ""}`;
    });
}

function valueGrid({ range, y }: Frame): readonly string[] {
  return valueTicks(range, valuesAbout).map(
    (tick) =>
      `<path class="grid" d="M${box.left} ${y(tick)}H${box.right}"/><text x="${box.left - 6}" y="${y(tick) + 4}" class="end">${escaped(tick)}</text>`,
  );
}

/** Hours as `16:00`, midnights as `07-20`. */
function timeAxis({ picture: { from, to, zoneMs }, x }: Frame): readonly string[] {
  return timeTicks({ from, to }, { zoneMs, most: mostInstants })
    .filter(({ at }) => x(at) > box.left + 16 && x(at) < box.right - 16)
    .map(({ at, isMidnight }) => {
      const full = localTimeText(at, zoneMs);
      const text = isMidnight ? full.slice(5, 10) : full.slice(11);
      return `<path class="grid" d="M${x(at)} ${box.bottom}v5"/><text x="${x(at)}" y="${box.bottom + 18}" class="mid">${text}</text>`;
    });
}

function markLines({ picture: { mark, lowerMark, unit }, y, hasLowerMark }: Frame): readonly string[] {
  const isCrowded = hasLowerMark && y(lowerMark) - y(mark) < 20;
  const level = (value: number, name: string, isBelow: boolean): string =>
    `<path class="${name}" d="M${box.left} ${y(value)}H${box.right}"/><text x="${box.right - 4}" y="${y(value) + (isBelow ? 15 : -5)}" class="end ${name}Text">${escaped(value)} ${escaped(unit)}</text>`;
  return [hasLowerMark ? level(lowerMark, "lower", isCrowded) : "", level(mark, "mark", false)];
}

/** Where the baselines' alerts start; those of the lower mark stand lower, so that both can be read. */
function baselineStarts({ picture: { baselines, from, to }, x }: Frame): readonly string[] {
  return baselines
    .filter(({ at }) => at >= from && at <= to)
    .map(({ at, letter }) => {
      const rise = letter === "L" ? 12 : 28;
      return `<path class="base" d="M${x(at)} ${box.bottom}v-${rise}"/><text x="${x(at)}" y="${box.bottom - rise - 3}" class="mid">${escaped(letter)}</text>`;
    });
}

function bandPath(band: NonNullable<Hydrograph["band"]>, { picture: { mark, to }, x, y, within }: Frame): string {
  const { at, value, lowAt, highAt } = band;
  // A band that ends beyond the picture is cut there, at the height its edge has by then.
  const edge = (end: number): string =>
    `${x(within(end))} ${y(end <= to ? mark : value + ((mark - value) * (to - at)) / (end - at))}`;
  const corner = highAt > to && lowAt <= to ? ` ${x(to)} ${y(mark)}` : "";
  return `<path class="band" d="M${x(at)} ${y(value)}L${edge(lowAt)}${corner} ${edge(highAt)}z"/>`;
}

/** Values within the picture; of crowds the lowest and the highest of each half pixel. */
function pointsIn({ series, from, to, toFileUnit }: Hydrograph): readonly PlotPoint[] {
  const { times, values } = series;
  const first = Math.max(0, indexAtOrAfter(times, from) - 1);
  const last = Math.min(times.length - 1, indexAtOrAfter(times, to));
  const bucket = Math.max(1, Math.ceil((last - first + 1) / width));
  const points: PlotPoint[] = [];
  for (let start = first; start <= last; start += bucket) {
    const end = Math.min(last, start + bucket - 1);
    let lowest = start;
    let highest = start;
    for (let index = start; index <= end; index++) {
      if ((values[index] as number) < (values[lowest] as number)) lowest = index;
      if ((values[index] as number) > (values[highest] as number)) highest = index;
    }
    for (const index of lowest === highest ? [lowest] : [lowest, highest].sort((a, b) => a - b)) {
      const at = times[index] as number;
      if (at >= from && at <= to) points.push({ at, value: toFileUnit(values[index] as number) });
    }
  }
  return points;
}

/** The line breaks where the gauge said nothing for longer. */
function longestGapMs({ series, from, to }: Hydrograph): number {
  return Math.max(hourMs, 3 * series.intervalMs, ((to - from) / width) * 3);
}
