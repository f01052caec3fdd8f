import type { CaseWithTimeline } from "../../../domain/governance/case.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { PageRequest, StateQueries } from "../../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { caseTable } from "../../csv/tables/case-table.ts";
import { unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import {
  callAnsweredBody,
  caseActionBody,
  casePage,
  casePath,
  caseQuery,
  caseWithTimeline,
} from "../../schemas/case.ts";
import { noQuery, usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import { areasUnder } from "../../views/areas-under.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addCaseRoutes(app: App, { deps }: RouteContext): void {
  addCaseList(app);
  addCase(app);
  addCaseActions(app, deps);
  addAnsweredCalls(app, deps);
}

function addCaseList(app: App): void {
  app.get(
    "/api/v1/cases",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listCases",
        tags: ["cases"],
        summary: "Cases, newest first, without their timelines",
        querystring: caseQuery,
        response: csvOrJson("Cases", casePage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, areaCode, ...filter } = request.query;
      const { city, state } = request.scope;
      const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
      const list = (page: PageRequest) => state.cases(omitUndefined({ ...filter, areaCodes }), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: caseTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      const { rows, next } = await list({ limit: limit ?? usualLimit, before });
      return { rows: toWire(rows), next };
    },
  );
}

function addCase(app: App): void {
  app.get(
    "/api/v1/cases/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getCase",
        tags: ["cases"],
        summary: "One case with its timeline",
        params: casePath,
        querystring: noQuery,
        response: { 200: caseWithTimeline },
      },
    },
    async ({ scope, params }) => toWire(await requireCase(scope.state, params.id)),
  );
}

function addCaseActions(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/cases/:id/actions",
    {
      config: { access: "cases.act", scope: "filtered" },
      schema: {
        operationId: "actOnCase",
        tags: ["cases"],
        summary: "Acknowledges an open case or comments on it; answers with the case once that is in effect",
        params: casePath,
        querystring: noQuery,
        body: caseActionBody,
        response: { 200: caseWithTimeline },
      },
    },
    async (request) => {
      const { state } = request.scope;
      const { id: caseId } = await requireCase(state, request.params.id);
      const { caller, body: action } = request;
      await enterAct({ kind: "case-action", caseId, by: nameOf(caller), action }, caller, deps);
      return toWire(await requireCase(state, caseId));
    },
  );
}

function addAnsweredCalls(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/cases/:id/calls",
    {
      config: { access: "cases.act", scope: "filtered" },
      schema: {
        operationId: "addAnsweredCall",
        tags: ["cases"],
        summary: "Writes down who answered a call about an open case; answers with the case once that is in effect",
        params: casePath,
        querystring: noQuery,
        body: callAnsweredBody,
        response: { 200: caseWithTimeline },
      },
    },
    async (request) => {
      const { state } = request.scope;
      const { id: caseId } = await requireCase(state, request.params.id);
      const { caller, body } = request;
      await enterAct({ kind: "call-answered", caseId, ...body }, caller, deps);
      return toWire(await requireCase(state, caseId));
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
async function requireCase(state: StateQueries, id: string): Promise<CaseWithTimeline> {
  const found = await state.caseById(id);
  if (found === null) throw unknownId("path", "id", id, thingNames.case);
  return found;
}
