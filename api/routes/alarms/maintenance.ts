import type { Maintenance } from "../../../domain/alarms/order.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import { draftMaintenance } from "../../../suppression/draft-order.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import type { OrderView } from "../../ports.ts";
import {
  maintenance,
  maintenanceBody,
  maintenanceList,
  orderListQuery,
  orderPath,
} from "../../schemas/alarms/order.ts";
import { noQuery } from "../../schemas/common.ts";
import type { Scope } from "../../scope/scope.ts";
import { checkDraft, draftContext, endOrder, isCurrent } from "../../views/suppression/order-requests.ts";

export function addMaintenanceRoutes(app: App, { deps }: RouteContext): void {
  addMaintenanceList(app, deps);
  addMaintenanceStart(app, deps);
  addMaintenanceEnd(app, deps);
}

function addMaintenanceList(app: App, { clock }: RouteDeps): void {
  app.get(
    "/api/v1/maintenance",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listMaintenance",
        tags: ["alarms"],
        summary: "Devices under maintenance and those to come, newest first",
        querystring: orderListQuery,
        response: { 200: maintenanceList },
      },
    },
    async (request) => {
      const isAll = request.query.all === "true";
      const rows = request.scope.suppression.maintenances(clock()).filter((each) => isAll || isCurrent(each));
      return { rows: rows.toReversed().map((each) => toWire(each)) };
    },
  );
}

function addMaintenanceStart(app: App, deps: RouteDeps): void {
  const { entries, log } = deps;
  app.post(
    "/api/v1/maintenance",
    {
      config: { access: "devices.manage", scope: "filtered" },
      schema: {
        operationId: "beginMaintenance",
        tags: ["alarms"],
        summary: "Puts a device or gateway under maintenance: readings are kept, its alarms move no case until it ends",
        querystring: noQuery,
        body: maintenanceBody,
        response: { 200: maintenance },
      },
    },
    async (request) => {
      const { owner = request.caller?.name ?? "", ...rest } = request.body;
      const draft = { ...omitUndefined(rest), owner };
      const made = checkDraft(draftMaintenance(draft, draftContext(request.scope, deps, entries.maxMaintenanceMs)));
      await entries.enter({ kind: "order-given", order: { kind: "maintenance", maintenance: made } }, request.caller);
      log.info({ accountId: request.caller?.accountId, maintenance: made }, "maintenance begun");
      return toWire(
        maintenanceById(request.scope, deps, made.id) ?? {
          ...made,
          standing: "scheduled" as const,
          endedAt: null,
          endedBy: null,
          holds: 0,
        },
      );
    },
  );
}

function addMaintenanceEnd(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/maintenance/:id/end",
    {
      config: { access: "devices.manage", scope: "filtered" },
      schema: {
        operationId: "endMaintenance",
        tags: ["alarms"],
        summary: "Ends a maintenance now; alarms of the device that are still up act at once",
        params: orderPath,
        querystring: noQuery,
        response: { 200: maintenance },
      },
    },
    async (request) => {
      const find = (id: string) => maintenanceById(request.scope, deps, id);
      const ending = { id: request.params.id, caller: request.caller, find, what: thingNames.maintenance };
      return toWire(await endOrder(ending, deps));
    },
  );
}

function maintenanceById({ suppression }: Scope, { clock }: RouteDeps, id: string): OrderView<Maintenance> | undefined {
  return suppression.maintenances(clock()).find((each) => each.id === id);
}
