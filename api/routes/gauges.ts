import type { App, RouteContext } from "../app.ts";
import { gaugeView } from "../gauge-view.ts";
import { gaugeList, gaugeListQuery } from "../schemas/gauge.ts";

export function addGaugeRoutes(app: App, { deps: { city } }: RouteContext): void {
  app.get(
    "/api/v1/gauges",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listGauges",
        tags: ["city"],
        summary: "Gauges with range, interval and thresholds",
        querystring: gaugeListQuery,
        response: { 200: gaugeList },
      },
    },
    async (request) => {
      const { stationId } = request.query;
      const all = [...city.gauges.values()];
      const found = stationId === undefined ? all : all.filter((gauge) => gauge.stationId === stationId);
      return { rows: found.map(gaugeView) };
    },
  );
}
