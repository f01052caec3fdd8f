import { propertyUnits } from "../../../domain/city/property.ts";
import { dayMs } from "../../../domain/clock.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import type { App, RouteContext } from "../../app.ts";
import { spanOf } from "../../http/history-span.ts";
import { noQuery } from "../../schemas/common.ts";
import { forecastAnswer, seriesAnswer, seriesQuery } from "../../schemas/console/series.ts";
import { gaugePath } from "../../schemas/gauge.ts";
import { forecastView } from "../../views/console/forecast-view.ts";
import { type SeriesBucket, seriesOf } from "../../views/console/series-buckets.ts";
import { requireGauge } from "../../views/require-gauge.ts";

export function addSeriesRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/series",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getSeries",
        tags: ["console"],
        summary:
          "Several gauges over a span, for a chart of so many points: least, greatest, last and worst flag of each",
        querystring: seriesQuery,
        response: { 200: seriesAnswer },
      },
    },
    async ({ query, scope }) => {
      const { city, history } = scope;
      const gauges = query.gauges.map((id) => requireGauge(city, id, { in: "query", field: "gauges" }));
      const { from, to } = spanOf(query, deps.clock(), dayMs);
      const bucketMs = Math.max(1, Math.ceil((to - from) / query.points));
      const rows = [];
      for (const gauge of gauges) {
        const { source, buckets } = await seriesOf(history, gauge, { from, to, bucketMs });
        rows.push({ gaugeId: gauge.id, unit: propertyUnits[gauge.property], source, ...columnsOf(buckets) });
      }
      return { from: isoInstant(from), to: isoInstant(to), bucketMs, rows };
    },
  );

  app.get(
    "/api/v1/gauges/:id/forecast",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getForecast",
        tags: ["observations"],
        summary: "Chances that one gauge reaches its marks, and in how many minutes: what is expected, never what is",
        params: gaugePath,
        querystring: noQuery,
        response: { 200: forecastAnswer },
      },
    },
    async ({ params, scope }) =>
      await forecastView(requireGauge(scope.city, params.id), { history: scope.history, clock: deps.clock }),
  );
}

function columnsOf(buckets: readonly SeriesBucket[]) {
  const sorted = buckets.toSorted((a, b) => a.at - b.at);
  return {
    at: sorted.map(({ at }) => at),
    count: sorted.map(({ count }) => count),
    min: sorted.map(({ min }) => min),
    max: sorted.map(({ max }) => max),
    sum: sorted.map(({ sum }) => sum),
    last: sorted.map(({ last }) => last),
    flag: sorted.map(({ flag }) => flag),
  };
}
