import type { App, RouteContext } from "../app.ts";
import { gaugeList, gaugeListQuery } from "../schemas/gauge.ts";
import { gaugeView } from "../views/gauge-view.ts";

export function addGaugeRoutes(app: App, { deps }: RouteContext): void {
  const { clock } = deps;
  app.get(
    "/api/v1/gauges",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listGauges",
        tags: ["city"],
        summary: "Gauges with range, interval, thresholds and how far each can be believed",
        querystring: gaugeListQuery,
        response: { 200: gaugeList },
      },
    },
    async (request) => {
      const { stationId } = request.query;
      const { city, suppression } = request.scope;
      const all = [...city.gauges.values()];
      const found = stationId === undefined ? all : all.filter((gauge) => gauge.stationId === stationId);
      const now = clock();
      return { rows: found.map((gauge) => gaugeView(gauge, { ...deps, suppression }, now)) };
    },
  );
}
