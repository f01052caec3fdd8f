import type { OutgoingHttpHeaders } from "node:http";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { noQuery } from "../../schemas/common.ts";
import { reportAnswer, reportDates, reportPath, reportQuery } from "../../schemas/governance/report.ts";

/** Daily flood reports as they were written. */
export function addReportRoutes(app: App, { deps: { record } }: RouteContext): void {
  app.get(
    "/api/v1/reports/daily",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "listDailyReports",
        tags: ["governance"],
        summary: "The dates that there is a flood report of, newest first",
        querystring: noQuery,
        response: { 200: reportDates },
      },
    },
    async () => ({ dates: [...record.reportDates()] }),
  );

  app.get(
    "/api/v1/reports/daily/:date",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "getDailyReport",
        tags: ["governance"],
        summary: "The flood report of the 24 hours that ended on a date",
        params: reportPath,
        querystring: reportQuery,
        response: reportAnswer,
      },
    },
    async ({ params: { date }, query: { format } }, reply) => {
      const text = record.dailyReport(date, format);
      if (text === null) throw unknownId("path", "date", date, thingNames.report);
      const type = format === "html" ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
      reply.hijack();
      // The page's style stands in it; nothing else may be loaded or run.
      const policy = { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" };
      reply.raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...policy, "content-type": type });
      reply.raw.end(text);
    },
  );
}
