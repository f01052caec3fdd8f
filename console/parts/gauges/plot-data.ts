import { hourMs } from "../../../domain/clock.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { levelNames } from "../../../locales/names.ts";
import type { ForecastAnswer, GaugeLimitsRow, SeriesAnswer } from "../../api/wire.ts";
import type { PlotData, PlotLimit, PlotMoment } from "../plot/plot-types.ts";
import { doubtfulMoments, gaugeLines, type LiveReading } from "./gauge-lines.ts";
import { plotUnitOf, valueText } from "./plot-units.ts";
import type { CatalogueGauge } from "./station-now.ts";

/** What is put together into one plot. */
export interface PlotSources {
  readonly gauges: readonly CatalogueGauge[];
  readonly names: readonly string[];
  readonly series: SeriesAnswer;
  readonly live: readonly (LiveReading | null)[];
  readonly limits: readonly GaugeLimitsRow[];
  readonly rain: { readonly series: SeriesAnswer; readonly stepMs: number } | null;
  /** Null where there is none, or where the picture is not of now. */
  readonly forecast: ForecastAnswer | null;
  readonly moments: readonly PlotMoment[];
  readonly span: { readonly from: number; readonly to: number };
  readonly say: (text: BilingualText) => string;
}

/** What is expected is drawn on spans up to a day: on longer ones it is thinner than a line. */
export const forecastUpToMs = 25 * hourMs;

export function plotDataOf(sources: PlotSources): PlotData | null {
  const { gauges, names, series, live, rain, moments, span, say } = sources;
  const first = gauges[0];
  if (first === undefined) return null;
  const { scale, words } = plotUnitOf(first.property);
  const drawn = gauges.flatMap((gauge, place) => {
    const row = series.rows.find(({ gaugeId }) => gaugeId === gauge.gaugeId);
    const name = names[place] ?? gauge.gaugeId;
    const { expectedIntervalMs } = gauge;
    return row === undefined ? [] : [{ row, name, expectedIntervalMs, scale, live: live[place] ?? null }];
  });
  const expected = span.to - span.from > forecastUpToMs ? [] : expectedOf(sources.forecast, scale, live[0] ?? null);
  return {
    ...gaugeLines(drawn, series.bucketMs),
    unit: say(words),
    limits: limitsOf(sources, first, scale),
    moments,
    ...rainOf(rain),
    doubtful: doubtfulMoments(series.rows),
    ...(expected.length === 0 ? {} : { expected }),
    from: span.from,
    // Room for what is to come, a third of what has been at most.
    to: expected.length === 0 ? span.to : Math.min(expected.at(-1)?.at ?? 0, span.to + (span.to - span.from) / 3),
    fromZero: first.property === "depth" || first.property === "rain",
  };
}

function limitsOf({ limits, say }: PlotSources, gauge: CatalogueGauge, scale: number): readonly PlotLimit[] {
  return limits
    .filter(({ gaugeId }) => gaugeId === gauge.gaugeId)
    .flatMap(({ levels }) => levels)
    .map(({ level, raiseAt }) => ({
      value: raiseAt * scale,
      look: lookOfLevel(level),
      words: `${say(levelNames[level])} ${say(valueText(raiseAt, gauge.property))}`,
    }));
}

function rainOf(rain: PlotSources["rain"]): Pick<PlotData, "rain"> {
  const row = rain?.series.rows[0];
  if (rain === null || row === undefined || !row.sum.some((mm) => (mm ?? 0) > 0)) return {};
  return { rain: { at: row.at, mm: row.sum, stepMs: rain.series.bucketMs } };
}

/** Nothing where a newer reading has fallen below the one that the forecast rests on: it is of a rise that is over. */
function expectedOf(
  forecast: ForecastAnswer | null,
  scale: number,
  live: LiveReading | null,
): NonNullable<PlotData["expected"]> {
  if (forecast?.issuedAt == null || forecast.value === null || forecast.spans.length === 0) return [];
  const issuedAt = Date.parse(forecast.issuedAt);
  if (live !== null && live.at > issuedAt && live.value < forecast.value) return [];
  const now = { at: issuedAt, low: forecast.value * scale, high: forecast.value * scale };
  const later = forecast.spans.map(({ withinMs, low, high }) => ({
    at: issuedAt + withinMs,
    low: low * scale,
    high: high * scale,
  }));
  return [now, ...later];
}
