import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import type { City } from "../../../domain/city/city.ts";
import { openStates } from "../../../domain/governance/case-state.ts";
import { toWire } from "../../../domain/time/instants.ts";
import type { CaseFilter, PageRequest } from "../../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { caseTable } from "../../csv/tables/case-table.ts";
import { onceHeaders, onceKeyOf, tagRevision } from "../../http/act-headers.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { callAnsweredBody, casePage, casePath, caseQuery, caseWithTimeline } from "../../schemas/case.ts";
import { noQuery, usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import { areasUnder } from "../../views/areas-under.ts";
import { enterAct } from "../../views/enter-act.ts";
import { requireCase } from "../../views/enter-case-act.ts";

export function addCaseRoutes(app: App, { deps }: RouteContext): void {
  addCaseList(app);
  addCase(app);
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
        summary: "Cases, newest first or in another order, without their timelines",
        querystring: caseQuery,
        response: csvOrJson("Cases", casePage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, sort, counts = false, ...asked } = request.query;
      const { city, state } = request.scope;
      if (!maySeekByName(asked.assignee, request)) throw new HttpProblem("api.forbidden");
      const filter = filterOf(asked, city);
      const list = (page: PageRequest) => state.cases(withStates(filter, asked.state, sort), page, sort);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: caseTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      const { rows, next } = await list({ limit: limit ?? usualLimit, before });
      const page = { rows: toWire(rows), next };
      return counts ? { ...page, counts: await state.caseCounts(filter) } : page;
    },
  );
}

/** Whether a caller may look for the cases of somebody: whoever may not know names must not find them out by asking. */
function maySeekByName(
  name: string | undefined,
  { caller, scope: { fields } }: Pick<FastifyRequest, "caller" | "scope">,
) {
  return name === undefined || name === caller?.name || !fields.isWithheld("person", null);
}

type AskedCases = z.infer<typeof caseQuery>;

function filterOf(
  {
    areaCode,
    overdue: isOverdue,
    acknowledged: isAcknowledged,
    state: _,
    ...asked
  }: Omit<AskedCases, "limit" | "before" | "format" | "bom" | "sort" | "counts">,
  city: City,
): CaseFilter {
  const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
  return omitUndefined({ ...asked, areaCodes, isOverdue, isAcknowledged });
}

/** What is due and how grave it is is a matter of open cases, where nobody asks for others. */
function withStates(filter: CaseFilter, states: AskedCases["state"], sort: AskedCases["sort"]): CaseFilter {
  if (states !== undefined) return { ...filter, states };
  return sort === "opened" ? filter : { ...filter, states: openStates };
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
    async (request, reply) => {
      const found = await requireCase(request.scope.state, request.params.id);
      tagRevision(reply, found.revision);
      return toWire(found);
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
        headers: onceHeaders,
        body: callAnsweredBody,
        response: { 200: caseWithTimeline },
      },
    },
    async (request) => {
      const { state } = request.scope;
      const { id: caseId } = await requireCase(state, request.params.id, 0);
      const { caller, body, headers } = request;
      const onceKey = onceKeyOf(headers, caller, `calls ${caseId}`);
      await enterAct({ kind: "call-answered", caseId, ...body }, caller, { ...deps, onceKey });
      return toWire(await requireCase(state, caseId));
    },
  );
}
