import { createHash } from "node:crypto";
import type { City, Device } from "../../domain/city/city.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { toWire } from "../../domain/time/instants.ts";
import { hintTexts } from "../../locales/devices/payloads.ts";
import { thingNames } from "../../locales/shared.ts";
import type { App, RouteContext } from "../app.ts";
import { HttpProblem, unknownId } from "../http/http-problem.ts";
import type { DeviceAskView } from "../ports.ts";
import { noQuery } from "../schemas/common.ts";
import { commandAccepted, commandBody, device, devicePath } from "../schemas/device.ts";
import { clockView } from "../views/clock-view.ts";
import { commandPayload } from "../views/command-payload.ts";
import { nameOf } from "../views/enter-act.ts";

export function addDeviceRoutes(
  app: App,
  { deps: { commands, clocks, entries, modes, payloadHints, log } }: RouteContext,
): void {
  app.get(
    "/api/v1/devices/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getDevice",
        tags: ["city"],
        summary: "One device with its status, its clock, its newest answer to a command and why it was last refused",
        params: devicePath,
        querystring: noQuery,
        response: { 200: device },
      },
    },
    async (request) => {
      const { city, state } = request.scope;
      const { id, stationId, gatewayId = null } = requireDevice(city, request.params.id);
      const said = await state.deviceById(id);
      const { status = null, lastAnswer = null, lastRefusal = null } = said ?? {};
      const hints = payloadHints(id).map((hint) => ({ ...hint, words: hintTexts[hint.hint] }));
      const known = toWire({ deviceId: id, stationId, gatewayId, status, lastAnswer, lastRefusal, hints });
      const ask = modes.askOf(id);
      return { ...known, clock: clockView(clocks.of(id)), ...(ask === null ? {} : { reporting: reportingView(ask) }) };
    },
  );

  app.post(
    "/api/v1/devices/:id/commands",
    {
      config: { access: "devices.manage", scope: "filtered" },
      schema: {
        operationId: "sendCommand",
        tags: ["city"],
        summary: "Sends a command to a device; kept for one that is away. Its answer shows in getDevice",
        params: devicePath,
        querystring: noQuery,
        body: commandBody,
        response: { 202: commandAccepted },
      },
    },
    async (request, reply) => {
      const { id: deviceId } = requireDevice(request.scope.city, request.params.id);
      const { id: commandId = null } = request.body;
      const act = { accountId: request.caller?.accountId, deviceId, commandId };
      const payload = commandPayload(request.body, commands.maxBytes);
      const by = nameOf(request.caller);
      // In the trail before it is on its way: a command that nobody can account for must not be possible.
      const asked = { do: "command", commandId, digest: sha256(payload) } as const;
      await entries.enter({ kind: "device-action", deviceId, by, action: asked }, request.caller);
      const refusal = await commands.send(deviceId, payload);
      if (refusal !== null) {
        const refused = { do: "command-refused", commandId, code: refusal.code } as const;
        await entries.enter({ kind: "device-action", deviceId, by, action: refused }, request.caller);
        log.info({ ...act, refusal: refusal.code }, "command of a person refused");
        throw new HttpProblem("api.refused", [], refusal);
      }
      log.info(act, "command of a person sent");
      reply.code(202);
      return { deviceId, commandId, isConnected: commands.isConnected(deviceId) };
    },
  );
}

function reportingView({ deviceId: _, ...ask }: DeviceAskView) {
  return toWire(ask);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** @throws {HttpProblem} `api.unknown_id` */
function requireDevice(city: City, id: DeviceId): Device {
  const found = city.devices.get(id);
  if (found === undefined) throw unknownId("path", "id", id, thingNames.device);
  return found;
}
