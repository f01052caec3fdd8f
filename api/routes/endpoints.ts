import { toWire } from "../../domain/time/instants.ts";
import type { App, RouteContext } from "../app.ts";
import { noQuery } from "../schemas/common.ts";
import { endpointList } from "../schemas/endpoint.ts";

export function addEndpointRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/endpoints",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listEndpoints",
        tags: ["deliveries"],
        summary: "Webhook endpoints and how they are doing",
        querystring: noQuery,
        response: { 200: endpointList },
      },
    },
    async () => ({ rows: toWire(await deps.endpoints()) }),
  );
}
