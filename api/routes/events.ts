import { toWire } from "../../domain/time/instants.ts";
import type { PageRequest } from "../../store/ports.ts";
import type { App } from "../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../csv/send-csv.ts";
import { eventTable } from "../csv/tables/event-table.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { usualLimit } from "../schemas/common.ts";
import { csvOrJson } from "../schemas/csv.ts";
import { eventPage, eventQuery } from "../schemas/event.ts";

export function addEventRoutes(app: App): void {
  app.get(
    "/api/v1/events",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listEvents",
        tags: ["deliveries"],
        summary: "Events, newest first, as webhooks and the live stream have them",
        querystring: eventQuery,
        response: csvOrJson("Events", eventPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, ...filter } = request.query;
      const { city, state } = request.scope;
      const list = (page: PageRequest) => state.events(omitUndefined(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: eventTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      const { rows, next } = await list({ limit: limit ?? usualLimit, before });
      return { rows: rows.map((event) => ({ ...toWire(event), data: { ...toWire(event.data) } })), next };
    },
  );
}
