import type { DeviceId } from "../../domain/ids.ts";
import { thingNames } from "../../locales/shared.ts";
import type { PageRequest, RejectReader } from "../../store/ports.ts";
import type { App } from "../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../csv/send-csv.ts";
import { rejectTable } from "../csv/tables/reject-table.ts";
import { unknownId } from "../http/http-problem.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../schemas/common.ts";
import { csvOrJson } from "../schemas/csv.ts";
import { devicePath } from "../schemas/device.ts";
import {
  deviceRejectPage,
  deviceRejectPath,
  deviceRejectQuery,
  rejectPage,
  rejectPath,
  rejectQuery,
  rejectWithPayload,
} from "../schemas/reject.ts";
import type { Scope } from "../scope/scope.ts";
import { rejectView, rejectWithPayloadView } from "../views/reject-view.ts";

export function addRejectRoutes(app: App): void {
  app.get(
    "/api/v1/rejects",
    {
      config: { access: "read", scope: "filtered" },
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
      const { city, rejects } = request.scope;
      const list = (page: PageRequest) => rejects.rejects(omitUndefined(filter), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: rejectTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      const [page, counts] = await Promise.all([list({ limit: limit ?? usualLimit, before }), rejects.rejectCounts()]);
      return { rows: page.rows.map(rejectView), next: page.next, counts };
    },
  );

  app.get(
    "/api/v1/rejects/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getReject",
        tags: ["observations"],
        summary: "One refused reading with the whole payload it came in",
        params: rejectPath,
        querystring: noQuery,
        response: { 200: rejectWithPayload },
      },
    },
    async ({ scope, params }) => rejectWithPayloadView(await requireReject(scope.rejects, params.id, null)),
  );
}

/** What was refused of one device; the device itself may read it. */
export function addDeviceRejectRoutes(app: App): void {
  app.get(
    "/api/v1/devices/:id/rejects",
    {
      config: { access: "device", scope: "filtered" },
      schema: {
        operationId: "listDeviceRejects",
        tags: ["observations"],
        summary: "What was refused of one device, newest first; also with that device's own token",
        params: devicePath,
        querystring: deviceRejectQuery,
        response: { 200: deviceRejectPage },
      },
    },
    async (request) => {
      const { limit, before = null, ...filter } = request.query;
      const { id: deviceId } = request.params;
      requireInReach(request.scope, deviceId);
      const page = await request.scope.rejects.rejects({ deviceId, ...omitUndefined(filter) }, { limit, before });
      return { rows: page.rows.map(rejectView), next: page.next };
    },
  );

  app.get(
    "/api/v1/devices/:id/rejects/:rejectId",
    {
      config: { access: "device", scope: "filtered" },
      schema: {
        operationId: "getDeviceReject",
        tags: ["observations"],
        summary: "One of them with the whole payload it came in; also with that device's own token",
        params: deviceRejectPath,
        querystring: noQuery,
        response: { 200: rejectWithPayload },
      },
    },
    async (request) => {
      const { id, rejectId } = request.params;
      return rejectWithPayloadView(await requireReject(request.scope.rejects, rejectId, id));
    },
  );
}

/** Of a device that the city does not have what was refused is kept too. @throws {HttpProblem} `api.unknown_id` */
function requireInReach({ deviceIds }: Scope, id: DeviceId): void {
  if (deviceIds?.has(id) === false) throw unknownId("path", "id", id, thingNames.device);
}

/**
 * @param deviceId of which it has to be; null for any
 * @throws {HttpProblem} `api.unknown_id`
 */
async function requireReject(rejects: RejectReader, id: number, deviceId: DeviceId | null) {
  const found = await rejects.rejectById(id);
  if (found === null || (deviceId !== null && found.deviceId !== deviceId)) {
    throw unknownId("path", deviceId === null ? "id" : "rejectId", String(id), thingNames.reject);
  }
  return found;
}
