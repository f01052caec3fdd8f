import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { toWire } from "../http/wire.ts";
import { casePage, casePath, caseQuery, caseWithTimeline } from "../schemas/case.ts";
import { noQuery } from "../schemas/common.ts";
import { areasUnder } from "../views/areas-under.ts";

export function addCaseRoutes(app: App, { deps: { city, state } }: RouteContext): void {
  app.get(
    "/api/v1/cases",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listCases",
        tags: ["cases"],
        summary: "Cases, newest first, without their timelines",
        querystring: caseQuery,
        response: { 200: casePage },
      },
    },
    async (request) => {
      const { limit, before = null, areaCode, ...filter } = request.query;
      const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
      const { rows, next } = await state.cases(omitUndefined({ ...filter, areaCodes }), { limit, before });
      return { rows: rows.map(({ timeline: _, ...summary }) => toWire(summary)), next };
    },
  );

  app.get(
    "/api/v1/cases/:id",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getCase",
        tags: ["cases"],
        summary: "One case with its timeline",
        params: casePath,
        querystring: noQuery,
        response: { 200: caseWithTimeline },
      },
    },
    async (request) => {
      const found = await state.caseById(request.params.id);
      if (found === null) throw unknownId("path", "id", request.params.id, { zh: "案件", en: "a case" });
      return toWire(found);
    },
  );
}
