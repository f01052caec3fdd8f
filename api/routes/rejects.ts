import type { Reject } from "../../domain/observations/reject.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { App, RouteContext } from "../app.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { rejectPage, rejectQuery } from "../schemas/reject.ts";

export function addRejectRoutes(app: App, { deps: { rejects } }: RouteContext): void {
  app.get(
    "/api/v1/rejects",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listRejects",
        tags: ["observations"],
        summary: "Refused readings, newest first, and how many there ever were",
        querystring: rejectQuery,
        response: { 200: rejectPage },
      },
    },
    async (request) => {
      const { limit, before = null, ...filter } = request.query;
      const [page, counts] = await Promise.all([
        rejects.rejects(omitUndefined(filter), { limit, before }),
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
