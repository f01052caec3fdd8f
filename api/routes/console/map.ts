import { createHash } from "node:crypto";
import type { App, RouteContext } from "../../app.ts";
import { isKnown, sendNotModified } from "../../http/entity-tag.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { sendJsonText } from "../../http/send-json-text.ts";
import { noQuery } from "../../schemas/common.ts";
import { mapAnswer } from "../../schemas/console/map.ts";

/** The map is of the whole city and shows no station: whoever may read may see it. It changes with the next start alone. */
export function addMapRoutes(app: App, { deps }: RouteContext): void {
  const text = deps.map === null ? null : JSON.stringify(deps.map);
  const digest = text === null ? "" : createHash("sha256").update(text).digest("hex").slice(0, 32);

  app.get(
    "/api/v1/map",
    {
      config: { access: "read", scope: "none" },
      schema: {
        operationId: "getMap",
        tags: ["console"],
        summary: "The picture below the stations, with what must be said of it; 304 with If-None-Match",
        querystring: noQuery,
        response: { 200: { description: "Map", content: { "application/json": { schema: mapAnswer } } } },
      },
    },
    async (request, reply) => {
      if (text === null) throw new HttpProblem("api.no_map");
      if (isKnown(request, reply, digest)) return await sendNotModified(reply);
      await sendJsonText(reply, text);
    },
  );
}
