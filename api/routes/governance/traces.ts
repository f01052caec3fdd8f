import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { noQuery } from "../../schemas/common.ts";
import { traceAnswer, tracePath } from "../../schemas/governance/trace.ts";

export function addTraceRoutes(app: App, { deps: { record } }: RouteContext): void {
  app.get(
    "/api/v1/traces/:id",
    {
      config: { access: "record.export", scope: "filtered" },
      schema: {
        operationId: "getTrace",
        tags: ["governance"],
        summary: "Everything that came of the reading that opened a case, up to the receipts of its events",
        params: tracePath,
        querystring: noQuery,
        response: { 200: traceAnswer },
      },
    },
    async ({ params: { id }, scope: { state } }) => {
      const trace = (await state.caseByTrace(id)) === null ? null : await record.trace(id);
      if (trace === null) throw unknownId("path", "id", id, thingNames.trace);
      return toWire(trace);
    },
  );
}
