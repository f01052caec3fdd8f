import { hourMs } from "../../domain/clock.ts";
import type { BilingualText } from "../../domain/text.ts";
import { indexAtOrAfter } from "../backtest.ts";
import type { BacktestSeries } from "../backtest-series.ts";
import { bilingualMarkup, escaped } from "../report/html-text.ts";
import { axisTicks, timeTicks } from "./axis-ticks.ts";

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

/** One picture as SVG markup, drawn small enough that hundreds fit in a page. */
export function hydrographSvg(picture: Hydrograph): string {
  const { from, to, mark, lowerMark, unit, crossedAt, band, zoneMs } = picture;
  const points = pointsIn(picture);
  const values = points.map(([, value]) => value);
  const low = Math.min(mark, ...values);
  const high = Math.max(mark, ...values);
  const isLowerShown = lowerMark > low - (high - low);
  const ticks = axisTicks(isLowerShown ? Math.min(low, lowerMark) : low, high, 5);
  const bottom = ticks[0] as number;
  const top = ticks.at(-1) as number;
  const x = (at: number): number =>
    Math.round((box.left + ((at - from) / (to - from)) * (box.right - box.left)) * 10) / 10;
  const y = (value: number): number =>
    Math.round((box.bottom - ((value - bottom) / (top - bottom)) * (box.bottom - box.top)) * 10) / 10;
  const within = (at: number): number => Math.min(to, Math.max(from, at));

  const shades = picture.alerts
    .filter(({ startedAt, endedAt }) => endedAt > from && startedAt < to)
    .map(({ startedAt, endedAt }) => {
      const left = x(within(startedAt));
      const right = Math.max(left + 1, x(within(endedAt)));
      const start =
        startedAt >= from
          ? `<path class="start" d="M${left - 6} ${box.top - 11}h12l-6 10z"/><path class="startLine" d="M${left} ${box.top}V${box.bottom}"/>`
          : "";
      return `<path class="alert" d="M${left} ${box.top}H${right}V${box.bottom}H${left}z"/>${start}`;
    });
  const grid = ticks.map(
    (tick) =>
      `<path class="grid" d="M${box.left} ${y(tick)}H${box.right}"/><text x="${box.left - 6}" y="${y(tick) + 4}" class="end">${escaped(tick)}</text>`,
  );
  const hours = timeTicks(from, to, zoneMs)
    .filter(({ at }) => x(at) > box.left + 16 && x(at) < box.right - 16)
    .map(
      ({ at, text }) =>
        `<path class="grid" d="M${x(at)} ${box.bottom}v5"/><text x="${x(at)}" y="${box.bottom + 18}" class="mid">${text}</text>`,
    );
  const isCrowded = isLowerShown && y(lowerMark) - y(mark) < 20;
  const level = (value: number, name: string, isBelow: boolean): string =>
    `<path class="${name}" d="M${box.left} ${y(value)}H${box.right}"/><text x="${box.right - 4}" y="${y(value) + (isBelow ? 15 : -5)}" class="end ${name}Text">${escaped(value)} ${escaped(unit)}</text>`;
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img"><title>${bilingualMarkup(picture.title, "tspan")}</title>`,
    ...shades,
    ...grid,
    ...hours,
    band === null ? "" : bandPath(band, { x, y, within }, picture),
    isLowerShown ? level(lowerMark, "lower", isCrowded) : "",
    level(mark, "mark", false),
    `<path class="water" d="${linePath(points, picture, x, y)}"/>`,
    crossedAt === null ? "" : `<circle class="crossing" cx="${x(crossedAt)}" cy="${y(mark)}" r="5"/>`,
    ...picture.baselines
      .filter(({ at }) => at >= from && at <= to)
      .map(
        ({ at, letter }) =>
          `<path class="base" d="M${x(at)} ${box.bottom}v-${letter === "L" ? 12 : 28}"/><text x="${x(at)}" y="${box.bottom - (letter === "L" ? 15 : 31)}" class="mid">${escaped(letter)}</text>`,
      ),
    `<text x="${box.left}" y="${box.top - 10}">${escaped(unit)}</text>`,
    "</svg>",
  ].join("");
}

interface GraphScale {
  x(at: number): number;
  y(value: number): number;
  within(at: number): number;
}

function bandPath(
  band: NonNullable<Hydrograph["band"]>,
  { x, y, within }: GraphScale,
  { mark, to }: Hydrograph,
): string {
  const { at, value, lowAt, highAt } = band;
  // A band that ends beyond the picture is cut there, at the height its edge has by then.
  const edge = (end: number): string =>
    `${x(within(end))} ${y(end <= to ? mark : value + ((mark - value) * (to - at)) / (end - at))}`;
  const corner = highAt > to && lowAt <= to ? ` ${x(to)} ${y(mark)}` : "";
  return `<path class="band" d="M${x(at)} ${y(value)}L${edge(lowAt)}${corner} ${edge(highAt)}z"/>`;
}

/** Values within the picture, the one before and the one after; of crowds the lowest and the highest of each half pixel. */
function pointsIn({ series, from, to, toFileUnit }: Hydrograph): readonly (readonly [at: number, value: number])[] {
  const { times, values } = series;
  const first = Math.max(0, indexAtOrAfter(times, from) - 1);
  const last = Math.min(times.length - 1, indexAtOrAfter(times, to));
  const bucket = Math.max(1, Math.ceil((last - first + 1) / width));
  const points: [number, number][] = [];
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
      if (at >= from - hourMs * 24 && at <= to + hourMs * 24) points.push([at, toFileUnit(values[index] as number)]);
    }
  }
  return points.filter(([at]) => at >= from && at <= to);
}

/** A line that breaks where the gauge said nothing for long. */
function linePath(
  points: readonly (readonly [at: number, value: number])[],
  { series, from, to }: Hydrograph,
  x: GraphScale["x"],
  y: GraphScale["y"],
): string {
  const longest = Math.max(hourMs, 3 * series.intervalMs, ((to - from) / width) * 3);
  let before = Number.NEGATIVE_INFINITY;
  let path = "";
  for (const [at, value] of points) {
    path += `${at - before > longest ? "M" : "L"}${x(at)} ${y(value)}`;
    // A lone value would leave no mark.
    if (at - before > longest) path += "h.1";
    before = at;
  }
  return path;
}
