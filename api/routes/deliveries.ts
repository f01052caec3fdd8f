import { toWire } from "../../domain/time/instants.ts";
import type { PageRequest } from "../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../csv/send-csv.ts";
import { deliveryTable } from "../csv/tables/delivery-table.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../schemas/common.ts";
import { csvOrJson } from "../schemas/csv.ts";
import {
  acknowledgeBody,
  acknowledgedCount,
  deliveryPage,
  deliveryQuery,
  replayBody,
  replayed,
} from "../schemas/delivery.ts";
import { actingOf } from "../views/enter-act.ts";

export function addDeliveryRoutes(app: App, { deps }: RouteContext): void {
  addDeliveryList(app);
  addReplay(app, deps);
  addAcknowledgement(app, deps);
}

function addDeliveryList(app: App): void {
  app.get(
    "/api/v1/deliveries",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listDeliveries",
        tags: ["deliveries"],
        summary: "Webhook deliveries, newest first",
        querystring: deliveryQuery,
        response: csvOrJson("Deliveries", deliveryPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, ...filter } = request.query;
      const { city, state } = request.scope;
      const list = (page: PageRequest) => state.deliveries(omitUndefined(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: deliveryTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      return toWire(await list({ limit: limit ?? usualLimit, before }));
    },
  );
}

function addReplay(app: App, { deliveries, log }: RouteDeps): void {
  app.post(
    "/api/v1/deliveries/replay",
    {
      config: { access: "deliveries.manage", scope: "whole-city" },
      schema: {
        operationId: "replayDeliveries",
        tags: ["deliveries"],
        summary: "Puts deliveries back in the queue, from the first attempt on",
        querystring: noQuery,
        body: replayBody,
        response: { 200: replayed },
      },
    },
    async (request) => {
      const filter = omitUndefined(request.body);
      const count = await deliveries.replay(filter, actingOf(request.caller));
      log.info({ accountId: request.caller?.accountId, filter, count }, "deliveries replayed");
      return { replayed: count };
    },
  );
}

function addAcknowledgement(app: App, { deliveries, log }: RouteDeps): void {
  app.post(
    "/api/v1/deliveries/acknowledge",
    {
      config: { access: "deliveries.manage", scope: "whole-city" },
      schema: {
        operationId: "acknowledgeDeliveries",
        tags: ["deliveries"],
        summary: "Notes that those concerned know of dead letters otherwise, such as by phone",
        querystring: noQuery,
        body: acknowledgeBody,
        response: { 200: acknowledgedCount },
      },
    },
    async (request) => {
      const filter = omitUndefined(request.body);
      const count = await deliveries.acknowledge(filter, actingOf(request.caller));
      log.info({ accountId: request.caller?.accountId, filter, count }, "dead letters acknowledged");
      return { acknowledged: count };
    },
  );
}
