import type { App, RouteContext } from "../app.ts";
import { sendJsonText } from "../http/send-json-text.ts";
import { noQuery } from "../schemas/common.ts";
import { gaugePath } from "../schemas/gauge.ts";
import { latest, latestList, latestListQuery } from "../schemas/observation.ts";
import { createLatestJson } from "../views/latest-json.ts";
import { requireGauge } from "../views/require-gauge.ts";

export function addLatestRoutes(app: App, { deps }: RouteContext): void {
  const values = createLatestJson(deps);

  app.get(
    "/api/v1/latest",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listLatest",
        tags: ["observations"],
        summary: "Newest value of every gauge, in one answer",
        querystring: latestListQuery,
        response: {
          200: { description: "Newest values", content: { "application/json": { schema: latestList } } },
        },
      },
    },
    async (request, reply) => {
      const { stationId } = request.query;
      const all = deps.city.gauges.values();
      const gauges = stationId === undefined ? all : all.filter((gauge) => gauge.stationId === stationId);
      await sendJsonText(reply, values.many(gauges));
    },
  );

  app.get(
    "/api/v1/gauges/:id/latest",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getLatest",
        tags: ["observations"],
        summary: "Newest value of one gauge",
        params: gaugePath,
        querystring: noQuery,
        response: { 200: { description: "Newest value", content: { "application/json": { schema: latest } } } },
      },
    },
    async (request, reply) => await sendJsonText(reply, values.one(requireGauge(deps.city, request.params.id))),
  );
}
