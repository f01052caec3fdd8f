import { thingNames } from "../../locales/shared.ts";
import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import { endpointEnabled, endpointList, endpointPath } from "../schemas/endpoint.ts";
import { endpointViews } from "../views/console/endpoint-views.ts";
import { actingOf } from "../views/enter-act.ts";

export function addEndpointRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/endpoints",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "listEndpoints",
        tags: ["deliveries"],
        summary: "Webhook endpoints and how they are doing",
        querystring: noQuery,
        response: { 200: endpointList },
      },
    },
    async () => ({ rows: await endpointViews(deps) }),
  );

  app.post(
    "/api/v1/endpoints/:id/enable",
    {
      config: { access: "deliveries.manage", scope: "whole-city" },
      schema: {
        operationId: "enableEndpoint",
        tags: ["deliveries"],
        summary: "Lets deliveries to an endpoint that was disabled by 410 Gone start again",
        params: endpointPath,
        querystring: noQuery,
        response: { 200: endpointEnabled },
      },
    },
    async (request) => {
      const { id } = request.params;
      const isKnown = (await deps.endpoints()).some(({ endpointId }) => endpointId === id);
      if (!isKnown) throw unknownId("path", "id", id, thingNames.endpoint);
      await deps.deliveries.enable(id, actingOf(request.caller));
      deps.log.info({ accountId: request.caller?.accountId, endpointId: id }, "endpoint enabled by a person");
      return { endpointId: id, isEnabled: true as const };
    },
  );
}
