import { toWire } from "../../../domain/time/instants.ts";
import type { App } from "../../app.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { auditPage, auditQuery } from "../../schemas/governance/audit.ts";

export function addAuditRoutes(app: App): void {
  app.get(
    "/api/v1/audit",
    {
      config: { access: "audit.read", scope: "whole-city" },
      schema: {
        operationId: "listAudit",
        tags: ["governance"],
        summary: "The audit trail, newest first: each line with its place in the chain",
        querystring: auditQuery,
        response: { 200: auditPage },
      },
    },
    async (request) => {
      const { limit, before = null, ...filter } = request.query;
      return toWire(await request.scope.state.audit(omitUndefined(filter), { limit, before }));
    },
  );
}
