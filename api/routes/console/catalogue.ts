import type { App, RouteContext } from "../../app.ts";
import { isKnown, sendNotModified } from "../../http/entity-tag.ts";
import { sendJsonText } from "../../http/send-json-text.ts";
import { noQuery } from "../../schemas/common.ts";
import { catalogue as catalogueSchema } from "../../schemas/console/catalogue.ts";
import { catalogueOf } from "../../views/console/catalogue.ts";

export function addCatalogueRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/catalogue",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getCatalogue",
        tags: ["console"],
        summary: "Areas, units, stations, gauges, rules and their words in one answer; 304 with If-None-Match",
        querystring: noQuery,
        response: {
          200: { description: "Catalogue", content: { "application/json": { schema: catalogueSchema } } },
        },
      },
    },
    async (request, reply) => {
      const { digest, text } = catalogueOf(request.scope, deps);
      if (isKnown(request, reply, digest)) return await sendNotModified(reply);
      await sendJsonText(reply, text);
    },
  );
}
