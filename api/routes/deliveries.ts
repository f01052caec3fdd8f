import { toWire } from "../../domain/time/instants.ts";
import type { PageRequest } from "../../store/ports.ts";
import type { App, RouteContext } from "../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../csv/send-csv.ts";
import { deliveryTable } from "../csv/tables/delivery-table.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../schemas/common.ts";
import { csvOrJson } from "../schemas/csv.ts";
import { deliveryPage, deliveryQuery, replayBody, replayed } from "../schemas/delivery.ts";

export function addDeliveryRoutes(app: App, { deps: { city, state, replayer, log } }: RouteContext): void {
  app.get(
    "/api/v1/deliveries",
    {
      config: { access: "reader" },
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
      const list = (page: PageRequest) => state.deliveries(omitUndefined(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: deliveryTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      return toWire(await list({ limit: limit ?? usualLimit, before }));
    },
  );

  app.post(
    "/api/v1/deliveries/replay",
    {
      config: { access: "operator" },
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
      const count = await replayer.replay(filter);
      log.info({ tokenId: request.caller?.tokenId, filter, count }, "deliveries replayed");
      return { replayed: count };
    },
  );
}
