import { toWire } from "../../../domain/time/instants.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import type { App, RouteContext } from "../../app.ts";
import { noQuery } from "../../schemas/common.ts";
import { hubStatus } from "../../schemas/console/hub.ts";
import type { LiveStreams } from "../../streams/live-streams.ts";
import { endpointViews } from "../../views/console/endpoint-views.ts";

export function addHubRoutes(app: App, { deps }: RouteContext, streams: Pick<LiveStreams, "counts">): void {
  app.get(
    "/api/v1/hub",
    {
      config: { access: "read", scope: "filtered", answersUnderPressure: true },
      schema: {
        operationId: "getHub",
        tags: ["hub"],
        summary: "How the hub is doing: checks, how far rules are, gauges, devices, streams and endpoints",
        querystring: noQuery,
        response: { 200: hubStatus },
      },
    },
    async ({ scope }) => {
      const { commands, version } = deps;
      const { city, suppression } = scope;
      const now = deps.clock();
      const { checks } = deps.readiness();
      const { digest, ruleCount } = deps.rules().running;
      // Devices of drills have nobody to connect them.
      const devices = [...city.devices.values()].filter(
        ({ stationId }) => city.stations.get(stationId)?.isExercise !== true,
      );
      const { open, opened, refused, closed } = streams.counts();
      return {
        version,
        now: isoInstant(now),
        isReady: checks.every(({ isOk }) => isOk),
        checks: toWire([...checks]),
        mode: deps.mode().mode,
        journalSeq: deps.journalSeq(),
        rulesSeq: deps.rulesSeq(),
        rules: { digest, ruleCount },
        gauges: suppression.gaugeStates(now),
        devices: {
          all: devices.length,
          online: devices.filter(({ id, gatewayId }) => commands.isConnected(gatewayId ?? id)).length,
        },
        streams: { open, opened, refused, closed: { ...closed } },
        endpoints: scope.isWholeCity ? await endpointViews(deps) : [],
        flow: scope.isWholeCity ? deps.flow() : null,
      };
    },
  );
}
