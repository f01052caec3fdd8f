import { useMemo } from "preact/hooks";
import { type Property, waterProperties } from "../../../domain/city/property.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { Catalogue, ForecastAnswer, SeriesAnswer } from "../../api/wire.ts";
import { gaugeNow } from "../../live/columns.ts";
import { catalogue, columns, hubNow } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useEvery } from "../../live/use-every.ts";
import { type Resource, useResource } from "../../live/use-resource.ts";
import type { LiveReading } from "./gauge-lines.ts";
import type { Span } from "./spans.ts";
import { type CatalogueGauge, nearestGauge } from "./station-now.ts";

/** How often what is drawn is asked for anew: the newest reading comes by the stream meanwhile. */
const everyMs = 20_000;

/** A gauge of rain near what is drawn, farther than that says little of it. */
const rainWithinM = 5_000;

export interface RainNear {
  readonly gauge: CatalogueGauge;
  readonly metres: number;
  readonly stepMs: number;
}

/** All that a plot of gauges of one property is made of. */
export interface GaugePlotParts {
  readonly gauges: readonly CatalogueGauge[];
  readonly series: Resource<SeriesAnswer>;
  readonly rainSeries: Resource<SeriesAnswer>;
  readonly rain: RainNear | null;
  readonly forecast: Resource<ForecastAnswer>;
  /** Newest reading of each gauge, null where nothing is known of now; in the order of `gauges`. */
  readonly live: readonly (LiveReading | null)[];
}

export function useGaugePlot(gaugeIds: readonly string[], span: Span): GaugePlotParts {
  const known = useStore(catalogue, (each) => each);
  const ids = gaugeIds.join();
  const places = useMemo(() => placesOf(known, gaugeIds), [known, ids]);
  const gauges = places.flatMap((place) => known?.gauges[place] ?? []);
  const series = useResource<SeriesAnswer>(seriesPath(gaugeIds, span, 600));
  const rain = useMemo(() => rainNear(known, gauges[0], span), [known, ids, span]);
  const rainPath = useMemo(() => (rain === null ? null : rainPathOf(rain, span)), [rain, span]);
  const rainSeries = useResource<SeriesAnswer>(rainPath);
  const first = gauges[0];
  const hasForecast = first !== undefined && first.unit === "m" && span.to === null;
  const forecast = useResource<ForecastAnswer>(
    hasForecast ? `/gauges/${encodeURIComponent(first.gaugeId)}/forecast` : null,
  );
  useEvery(span.to === null ? everyMs : null, () => {
    for (const each of [series, rainSeries, forecast]) each.reload();
  });
  // Drawn anew when one of these has another reading, not with each of the city.
  useStore(columns, (each) => (each === null ? "" : places.map((place) => each.observedAt[place]).join()));
  return { gauges, series, rainSeries, rain, forecast, live: places.map((place) => liveReading(known, place, span)) };
}

function placesOf(known: Catalogue | null, gaugeIds: readonly string[]): readonly number[] {
  return gaugeIds.flatMap((id) => {
    const place = known?.gauges.findIndex(({ gaugeId }) => gaugeId === id) ?? -1;
    return place < 0 ? [] : [place];
  });
}

function liveReading(known: Catalogue | null, place: number, { to }: Span): LiveReading | null {
  if (known === null || columns.value === null || to !== null) return null;
  const { state, value, observedAt } = gaugeNow(columns.value, place, known);
  return state === "live" && value !== null && observedAt !== null ? { at: observedAt, value } : null;
}

const drawnWithRain: ReadonlySet<Property> = waterProperties;

function rainNear(known: Catalogue | null, gauge: CatalogueGauge | undefined, span: Span): RainNear | null {
  if (known === null || gauge === undefined || !drawnWithRain.has(gauge.property)) return null;
  const near = nearestGauge(known, gauge.station, { property: "rain", withinM: rainWithinM });
  if (near === null) return null;
  return { gauge: near.gauge, metres: near.metres, stepMs: stepOf((span.to ?? hubNow()) - span.from) };
}

/** Steps of rain that can be told from each other on a screen. */
function stepOf(lengthMs: number): number {
  const steps = [minuteMs, 5 * minuteMs, 10 * minuteMs, hourMs, 6 * hourMs, 24 * hourMs];
  return steps.find((step) => lengthMs / step <= 100) ?? 7 * 24 * hourMs;
}

/** From a whole number of steps back, so that the steps of the answer are those. */
function rainPathOf({ gauge, stepMs }: RainNear, { name, from, to }: Span): string | null {
  const end = to ?? hubNow();
  const points = Math.max(1, Math.ceil((end - from) / stepMs));
  return seriesPath([gauge.gaugeId], { name, from: end - points * stepMs, to }, points);
}

function seriesPath(gaugeIds: readonly string[], { from, to }: Span, points: number): string | null {
  if (gaugeIds.length === 0) return null;
  const query = new URLSearchParams({
    gauges: gaugeIds.join(),
    from: new Date(from).toISOString(),
    points: String(points),
    ...(to === null ? {} : { to: new Date(to).toISOString() }),
  });
  return `/series?${query}`;
}
