import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { toWire } from "../http/wire.ts";
import { noQuery } from "../schemas/common.ts";
import { warning, warningPage, warningPath, warningQuery } from "../schemas/warning.ts";

export function addWarningRoutes(app: App, { deps: { state } }: RouteContext): void {
  app.get(
    "/api/v1/warnings",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listWarnings",
        tags: ["warnings"],
        summary: "Warnings, newest first",
        querystring: warningQuery,
        response: { 200: warningPage },
      },
    },
    async (request) => {
      const { limit, before = null, isOpen } = request.query;
      return toWire(await state.warnings(omitUndefined({ isOpen }), { limit, before }));
    },
  );

  app.get(
    "/api/v1/warnings/:id",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getWarning",
        tags: ["warnings"],
        summary: "One warning",
        params: warningPath,
        querystring: noQuery,
        response: { 200: warning },
      },
    },
    async (request) => {
      const found = await state.warningById(request.params.id);
      if (found === null) throw unknownId("path", "id", request.params.id, { zh: "预警", en: "a warning" });
      return toWire(found);
    },
  );
}
