import { toWire } from "../../../domain/time/instants.ts";
import type { PageRequest } from "../../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { auditTable } from "../../csv/tables/audit-table.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import { auditOutcome, auditPage, auditQuery } from "../../schemas/governance/audit.ts";

export function addAuditRoutes(app: App, { deps }: RouteContext): void {
  addAuditList(app);
  addAuditCheck(app, deps);
}

function addAuditList(app: App): void {
  app.get(
    "/api/v1/audit",
    {
      config: { access: "audit.read", scope: "whole-city" },
      schema: {
        operationId: "listAudit",
        tags: ["governance"],
        summary: "The audit trail, newest first: each line with its place in the chain",
        querystring: auditQuery,
        response: csvOrJson("The audit trail", auditPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, who, what, kind = what, ...rest } = request.query;
      const { city, state } = request.scope;
      const filter = omitUndefined({ ...rest, kind, by: who });
      const list = (page: PageRequest) => state.audit(filter, page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: auditTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      return toWire(await list({ limit: limit ?? usualLimit, before }));
    },
  );
}

function addAuditCheck(app: App, { record }: RouteDeps): void {
  app.get(
    "/api/v1/audit/verify",
    {
      config: { access: "audit.read", scope: "whole-city" },
      schema: {
        operationId: "verifyAudit",
        tags: ["governance"],
        summary: "Reads the whole audit trail and holds it against log, events, deliveries and anchors",
        querystring: noQuery,
        response: { 200: auditOutcome },
      },
    },
    async () => {
      const { fault, ...outcome } = await record.verifyAudit();
      return toWire({ isSound: fault === null, fault, ...outcome });
    },
  );
}
