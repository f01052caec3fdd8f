import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { noQuery } from "../../schemas/common.ts";
import { drillList, drillPath, drillReportAnswer, startDrillBody } from "../../schemas/governance/drill.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addDrillRoutes(app: App, { deps }: RouteContext): void {
  addDrillList(app, deps);
  addDrillStart(app, deps);
  addDrillEnd(app, deps);
  addDrillReport(app, deps);
}

function addDrillList(app: App, { record }: RouteDeps): void {
  app.get(
    "/api/v1/drills",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "listDrills",
        tags: ["governance"],
        summary: "Every drill there was, oldest first",
        querystring: noQuery,
        response: { 200: drillList },
      },
    },
    async () => toWire({ rows: record.drills() }),
  );
}

function addDrillStart(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/drills",
    {
      config: { access: "drills.run", scope: "whole-city" },
      schema: {
        operationId: "startDrill",
        tags: ["governance"],
        summary: "Starts a drill: from now on alarms of its areas' stations of drills open cases, marked as exercises",
        querystring: noQuery,
        body: startDrillBody,
        response: { 200: drillList },
      },
    },
    async ({ caller, body: { drillId, ...start } }) => {
      const action = { do: "start", ...start } as const;
      await enterAct({ kind: "drill-action", drillId, by: nameOf(caller), action }, caller, deps);
      return toWire({ rows: deps.record.drills() });
    },
  );
}

function addDrillEnd(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/drills/:id/end",
    {
      config: { access: "drills.run", scope: "whole-city" },
      schema: {
        operationId: "endDrill",
        tags: ["governance"],
        summary: "Ends a drill: what is open of it goes on until its water is gone, and nothing new opens",
        params: drillPath,
        querystring: noQuery,
        response: { 200: drillList },
      },
    },
    async ({ caller, params: { id } }) => {
      await enterAct({ kind: "drill-action", drillId: id, by: nameOf(caller), action: { do: "end" } }, caller, deps);
      return toWire({ rows: deps.record.drills() });
    },
  );
}

function addDrillReport(app: App, { record }: RouteDeps): void {
  app.get(
    "/api/v1/drills/:id/report",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "getDrillReport",
        tags: ["governance"],
        summary: "The cases of a drill, with the time of every link from the reading to the closing",
        params: drillPath,
        querystring: noQuery,
        response: { 200: drillReportAnswer },
      },
    },
    async ({ params: { id } }) => {
      const report = await record.drillReport(id);
      if (report === null) throw unknownId("path", "id", id, thingNames.drill);
      return toWire(report);
    },
  );
}
