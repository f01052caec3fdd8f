import type { App, RouteContext } from "../app.ts";
import { sendJsonText } from "../http/send-json-text.ts";
import { noQuery } from "../schemas/common.ts";
import { gaugePath } from "../schemas/gauge.ts";
import { latest, latestList, latestListQuery } from "../schemas/observation.ts";
import type { Scope } from "../scope/scope.ts";
import { createLatestJson } from "../views/latest-json.ts";
import { requireGauge } from "../views/require-gauge.ts";

export function addLatestRoutes(app: App, { deps }: RouteContext): void {
  const valuesFor = (scope: Scope) => createLatestJson(scope, deps.clock);

  app.get(
    "/api/v1/latest",
    {
      config: { access: "read", scope: "filtered" },
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
      const all = request.scope.city.gauges.values();
      const gauges = stationId === undefined ? all : all.filter((gauge) => gauge.stationId === stationId);
      await sendJsonText(reply, valuesFor(request.scope).many(gauges));
    },
  );

  app.get(
    "/api/v1/gauges/:id/latest",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getLatest",
        tags: ["observations"],
        summary: "Newest value of one gauge",
        params: gaugePath,
        querystring: noQuery,
        response: { 200: { description: "Newest value", content: { "application/json": { schema: latest } } } },
      },
    },
    async ({ scope, params }, reply) =>
      await sendJsonText(reply, valuesFor(scope).one(requireGauge(scope.city, params.id))),
  );
}
