import { z } from "zod";
import type { App } from "../app.ts";
import { sendJsonText } from "../http/send-json-text.ts";
import { noQuery } from "../schemas/common.ts";

export function addDocumentRoutes(app: App): void {
  let text: string | null = null;
  app.get(
    "/api/v1/openapi.json",
    {
      config: { access: "signed-in", scope: "none" },
      schema: {
        operationId: "getOpenApi",
        tags: ["hub"],
        summary: "This document",
        querystring: noQuery,
        response: {
          200: { description: "OpenAPI 3.1", content: { "application/json": { schema: z.looseObject({}) } } },
        },
      },
    },
    async (_request, reply) => {
      text ??= JSON.stringify(app.swagger());
      await sendJsonText(reply, text);
    },
  );
}
