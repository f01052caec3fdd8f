import type { Reject } from "../../domain/observations/reject.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { PageRequest } from "../../store/ports.ts";
import type { App, RouteContext } from "../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../csv/send-csv.ts";
import { rejectTable } from "../csv/tables/reject-table.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { usualLimit } from "../schemas/common.ts";
import { csvOrJson } from "../schemas/csv.ts";
import { rejectPage, rejectQuery } from "../schemas/reject.ts";

export function addRejectRoutes(app: App, { deps: { city, rejects } }: RouteContext): void {
  app.get(
    "/api/v1/rejects",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listRejects",
        tags: ["observations"],
        summary: "Refused readings, newest first, and how many there ever were",
        querystring: rejectQuery,
        response: csvOrJson("Rejects", rejectPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, ...filter } = request.query;
      const list = (page: PageRequest) => rejects.rejects(omitUndefined(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: rejectTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      const [page, counts] = await Promise.all([
        list({ limit: limit ?? usualLimit, before }),
        rejects.rejectCounts(),
      ]);
      return { rows: page.rows.map(rejectView), next: page.next, counts };
    },
  );
}

function rejectView({ reason, deviceId, topic, detail, head, receivedAt }: Reject) {
  const headBase64 = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("base64");
  return { reason, deviceId, topic, detail, headBase64, receivedAt: isoInstant(receivedAt) };
}
