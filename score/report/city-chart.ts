import { roundRange } from "../../charts/axis-ticks.ts";
import { areaPath, type PlotPoint } from "../../charts/plot-paths.ts";
import { plotScales, type TimeSpan } from "../../charts/plot-scales.ts";
import type { City } from "../../domain/city/city.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import { hourMs } from "../../domain/clock.ts";
import { ink, levelColours, plotWidth, svgOf, timeAxis, valueGrid } from "../../record/html/plot-parts.ts";
import type { Crossing } from "../metrics/crossings.ts";
import type { Truth } from "../truth/truth.ts";

const height = 300;
const rainBox = { left: 64, right: plotWidth - 72, top: 16, bottom: 130 } as const;
const countBox = { left: 64, right: plotWidth - 72, top: 150, bottom: height - 32 } as const;
const valuesAbout = 3;
/** Bars of rain in a chart. */
const bars = 72;

export interface CityChart {
  readonly city: City;
  readonly truth: Truth;
  readonly crossings: readonly Crossing[];
  /** Ms east of UTC. */
  readonly zoneMs: number;
  readonly title: string;
}

/** Rain over the city on average, and below it at how many stations true water stood at a level. */
export function cityChart({ city, truth, crossings, zoneMs, title }: CityChart): string {
  const span = { from: truth.scenario.startsAt, to: truth.scenario.endsAt };
  const rain = meanIntensity(truth, city, span);
  const blue = stationsAtLevel(crossings, truth.times, "blue");
  const red = stationsAtLevel(crossings, truth.times, "red");
  const rainRange = roundRange({ low: 0, high: greatest(rain) }, valuesAbout);
  const countRange = roundRange({ low: 0, high: Math.max(1, greatest(blue)) }, valuesAbout);
  const rainScales = plotScales(rainBox, span, rainRange);
  const countScales = plotScales(countBox, span, countRange);
  const barWidth = Math.max(1, (rainBox.right - rainBox.left) / bars - 2);
  return svgOf(height, title, [
    valueGrid(rainRange, rainScales, rainBox),
    ...rain.map(({ at, value }) => {
      const top = rainScales.y(value);
      return `<rect x="${rainScales.x(at)}" y="${top}" width="${barWidth.toFixed(1)}" height="${(rainBox.bottom - top).toFixed(1)}" fill="${ink.water}"/>`;
    }),
    valueGrid(countRange, countScales, countBox),
    `<path d="${areaPath(blue, countScales, countBox.bottom)}" fill="${levelColours.blue}" fill-opacity=".35"/>`,
    `<path d="${areaPath(red, countScales, countBox.bottom)}" fill="${levelColours.red}" fill-opacity=".8"/>`,
    timeAxis(span, countScales, { box: countBox, zoneMs }),
  ]);
}

/** Mean of all rain gauges, mm/h, one value a bar, at its beginning. */
export function meanIntensity({ times, water }: Truth, city: City, { from, to }: TimeSpan): readonly PlotPoint[] {
  const totals = [...water].filter(([id]) => city.gauges.get(id)?.property === "rain").map(([, values]) => values);
  if (totals.length === 0) return [];
  const barMs = (to - from) / bars;
  const meanAt = (at: number): number => {
    const index = indexUpTo(times, at);
    return totals.reduce((sum, values) => sum + (values[index] ?? 0), 0) / totals.length;
  };
  return Array.from({ length: bars }, (_, bar) => {
    const at = from + bar * barMs;
    return { at, value: Math.max(0, ((meanAt(at + barMs) - meanAt(at)) / barMs) * hourMs) };
  });
}

/** The last index whose time is not after `at`; 0 before the first. */
function indexUpTo(times: Float64Array, at: number): number {
  let index = 0;
  while (index + 1 < times.length && (times[index + 1] as number) <= at) index += 1;
  return index;
}

/** At how many stations true water stood at a level or a graver one. */
function stationsAtLevel(crossings: readonly Crossing[], times: Float64Array, level: Level): readonly PlotPoint[] {
  const grave = crossings.filter(({ mark }) => rankOf(mark.level) >= rankOf(level) && mark.hazard !== "rainstorm");
  return Array.from(times, (at) => {
    const now = grave.filter(({ crossedAt, endedAt }) => crossedAt <= at && at <= endedAt);
    return { at, value: new Set(now.map(({ mark }) => mark.stationId)).size };
  });
}

function greatest(points: readonly PlotPoint[]): number {
  return points.reduce((most, { value }) => Math.max(most, value), 0);
}
