import { toWire } from "../../domain/time/instants.ts";
import { thingNames } from "../../locales/shared.ts";
import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import { device, devicePath } from "../schemas/device.ts";

export function addDeviceRoutes(app: App, { deps: { city, state } }: RouteContext): void {
  app.get(
    "/api/v1/devices/:id",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getDevice",
        tags: ["city"],
        summary: "One device with its status and its newest answer to a command",
        params: devicePath,
        querystring: noQuery,
        response: { 200: device },
      },
    },
    async (request) => {
      const found = city.devices.get(request.params.id);
      if (found === undefined) throw unknownId("path", "id", request.params.id, thingNames.device);
      const { id, stationId, gatewayId = null } = found;
      const said = await state.deviceById(id);
      const { status = null, lastAnswer = null } = said ?? {};
      return toWire({ deviceId: id, stationId, gatewayId, status, lastAnswer });
    },
  );
}
