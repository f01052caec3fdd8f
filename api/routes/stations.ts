import type { City, Gauge, Station } from "../../domain/city/city.ts";
import { toWire } from "../../domain/time/instants.ts";
import { thingNames } from "../../locales/shared.ts";
import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import { stationList, stationListQuery, stationPath, stationWithGauges } from "../schemas/station.ts";
import type { Scope } from "../scope/scope.ts";
import { areasUnder } from "../views/areas-under.ts";
import { gaugeView } from "../views/gauge-view.ts";

export function addStationRoutes(app: App, { deps }: RouteContext): void {
  const { clock } = deps;

  app.get(
    "/api/v1/stations",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listStations",
        tags: ["city"],
        summary: "Stations",
        querystring: stationListQuery,
        response: { 200: stationList },
      },
    },
    async (request) => {
      const { areaCode, kind } = request.query;
      const { city } = request.scope;
      const areas = areaCode === undefined ? null : new Set(areasUnder(city, areaCode));
      const found = [...city.stations.values()].filter(
        (station) => (areas === null || areas.has(station.areaCode)) && (kind === undefined || station.kind === kind),
      );
      return { rows: found.map(stationView) };
    },
  );

  app.get(
    "/api/v1/stations/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getStation",
        tags: ["city"],
        summary: "One station with its gauges",
        params: stationPath,
        querystring: noQuery,
        response: { 200: stationWithGauges },
      },
    },
    async (request) => {
      const { scope } = request;
      const { city, suppression } = scope;
      const station = city.stations.get(request.params.id);
      if (station === undefined) throw unknownId("path", "id", request.params.id, thingNames.station);
      const gauges = [...city.gauges.values()].filter((gauge) => gauge.stationId === station.id);
      const now = clock();
      const views = gauges.map((gauge) => gaugeView(gauge, { ...deps, suppression }, now));
      const lastRefusal = await newestRefusal(gauges, scope);
      return { ...stationView(station), gauges: views, ...waterWays(city, station), lastRefusal: toWire(lastRefusal) };
    },
  );
}

function stationView(station: Station) {
  const { id, kind, name, areaCode, longitude, latitude, tags, importance, unitId, phone } = station;
  const shown = { stationId: id, kind, name, areaCode, longitude, latitude, tags: [...tags], importance, unitId };
  return phone === undefined ? shown : { ...shown, phone };
}

/** Stations in reach that water comes from to here, and those that it goes on to. */
function waterWays({ stations }: Pick<City, "stations">, { id, upstream }: Station) {
  const downstream = [...stations.values()].flatMap((each) =>
    each.upstream
      .filter(({ stationId }) => stationId === id)
      .map(({ travelTimeMs }) => ({ stationId: each.id, travelTimeMs })),
  );
  return {
    upstream: upstream.filter(({ stationId }) => stations.has(stationId)).map((link) => ({ ...link })),
    downstream,
  };
}

/** Of the devices of these gauges and the gateways they are behind; null where none was ever refused. */
async function newestRefusal(gauges: readonly Gauge[], { city, state }: Scope) {
  const speakers = new Set(
    gauges.flatMap(({ deviceId }) => [deviceId, city.devices.get(deviceId)?.gatewayId ?? deviceId]),
  );
  const devices = await Promise.all([...speakers].map((id) => state.deviceById(id)));
  const refusals = devices.flatMap((device) =>
    device?.lastRefusal === undefined ? [] : [{ deviceId: device.deviceId, ...device.lastRefusal }],
  );
  return refusals.toSorted((a, b) => b.at - a.at)[0] ?? null;
}
