import type { Warning } from "../../../domain/governance/warning.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { PageRequest, StateQueries } from "../../../store/ports.ts";
import type { App, RouteContext } from "../../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { warningTable } from "../../csv/tables/warning-table.ts";
import { unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import { warning, warningActionBody, warningPage, warningPath, warningQuery } from "../../schemas/warning.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addWarningRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/warnings",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listWarnings",
        tags: ["warnings"],
        summary: "Warnings, newest first",
        querystring: warningQuery,
        response: csvOrJson("Warnings", warningPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, ...filter } = request.query;
      const { city, state } = request.scope;
      const list = (page: PageRequest) => state.warnings(omitUndefined(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: warningTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      return toWire(await list({ limit: limit ?? usualLimit, before }));
    },
  );

  app.get(
    "/api/v1/warnings/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getWarning",
        tags: ["warnings"],
        summary: "One warning",
        params: warningPath,
        querystring: noQuery,
        response: { 200: warning },
      },
    },
    async ({ scope, params }) => toWire(await requireWarning(scope.state, params.id)),
  );

  app.post(
    "/api/v1/warnings/:id/actions",
    {
      config: { access: "warnings.approve", scope: "filtered" },
      schema: {
        operationId: "actOnWarning",
        tags: ["warnings"],
        summary: "Issues a drafted warning or lifts one; answers with the warning once that is in effect",
        params: warningPath,
        querystring: noQuery,
        body: warningActionBody,
        response: { 200: warning },
      },
    },
    async (request) => {
      const { state } = request.scope;
      const { id: warningId } = await requireWarning(state, request.params.id);
      const { caller, body: action } = request;
      await enterAct({ kind: "warning-action", warningId, by: nameOf(caller), action }, caller, deps);
      return toWire(await requireWarning(state, warningId));
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
async function requireWarning(state: StateQueries, id: string): Promise<Warning> {
  const found = await state.warningById(id);
  if (found === null) throw unknownId("path", "id", id, thingNames.warning);
  return found;
}
