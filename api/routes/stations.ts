import type { Station } from "../../domain/city/city.ts";
import { thingNames } from "../../locales/shared.ts";
import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { noQuery } from "../schemas/common.ts";
import { stationList, stationListQuery, stationPath, stationWithGauges } from "../schemas/station.ts";
import { areasUnder } from "../views/areas-under.ts";
import { gaugeView } from "../views/gauge-view.ts";

export function addStationRoutes(app: App, { deps: { city, suppression, clocks, clock } }: RouteContext): void {
  app.get(
    "/api/v1/stations",
    {
      config: { access: "reader" },
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
      config: { access: "reader" },
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
      const station = city.stations.get(request.params.id);
      if (station === undefined) throw unknownId("path", "id", request.params.id, thingNames.station);
      const gauges = [...city.gauges.values()].filter((gauge) => gauge.stationId === station.id);
      const now = clock();
      const views = gauges.map((gauge) =>
        gaugeView(gauge, { state: suppression.stateOf(gauge.id, now), clock: clocks.of(gauge.deviceId) }),
      );
      return { ...stationView(station), gauges: views };
    },
  );
}

function stationView(station: Station) {
  const { id, kind, name, areaCode, longitude, latitude, tags, importance, unitId } = station;
  return { stationId: id, kind, name, areaCode, longitude, latitude, tags: [...tags], importance, unitId };
}
