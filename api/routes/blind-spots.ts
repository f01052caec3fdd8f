import { blindSpotKey } from "../../blindspots/blind-spot-alarm.ts";
import type { Gauge } from "../../domain/city/city.ts";
import type { GaugeState } from "../../domain/gauge-state.ts";
import { rankOf } from "../../domain/level.ts";
import type { ApiDeps, App, RouteContext } from "../app.ts";
import { isoInstant } from "../http/iso-instant.ts";
import { toWire } from "../http/wire.ts";
import { blindSpotList, blindSpotQuery } from "../schemas/blind-spot.ts";
import { areasUnder } from "../views/areas-under.ts";

export function addBlindSpotRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/blind-spots",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listBlindSpots",
        tags: ["alarms"],
        summary: "Gauges that cannot be believed now, gravest first, each with the nearest reading that stands in",
        querystring: blindSpotQuery,
        response: { 200: blindSpotList },
      },
    },
    async (request) => {
      const { areaCode, limit } = request.query;
      const now = deps.clock();
      const areas = areaCode === undefined ? null : new Set(areasUnder(deps.city, areaCode));
      const found = [...deps.city.gauges.values()].flatMap((gauge) => {
        const blind = blindGauge(gauge, deps, now);
        return blind !== null && (areas === null || areas.has(blind.areaCode)) ? [blind] : [];
      });
      const rows = found.sort(graver).slice(0, limit);
      return {
        asOf: isoInstant(now),
        total: found.length,
        // A proxy is looked for among all gauges, so only for the rows that are shown.
        rows: rows.map((row) => toWire({ ...row, proxy: deps.oversight.proxyFor(row.gaugeId, now) })),
      };
    },
  );
}

function blindGauge({ id, stationId, property }: Gauge, { city, oversight }: ApiDeps, now: number) {
  const state = oversight.stateOf(id, now);
  const station = city.stations.get(stationId);
  if (state === "live" || station === undefined) return null;
  const alarmLevel =
    oversight.suppressionOf(blindSpotKey(stationId)) === null ? null : alarmLevelAt(stationId, oversight);
  const { areaCode, importance } = station;
  const rain = oversight.rainNear(stationId, now);
  const heardAt = oversight.heardAt(id);
  return { gaugeId: id, stationId, areaCode, property, state, importance, heardAt, ...rain, alarmLevel };
}

type Blind = NonNullable<ReturnType<typeof blindGauge>>;

function alarmLevelAt(stationId: Gauge["stationId"], oversight: ApiDeps["oversight"]) {
  const key = blindSpotKey(stationId);
  return oversight.activeAlarms().find(({ alarmKey }) => alarmKey === key)?.to ?? null;
}

/** What nobody hears comes before what nobody trusts; what somebody works on comes last. */
const stateOrder: readonly GaugeState[] = ["silent", "suspect", "stale", "maintenance", "live"];

function graver(a: Blind, b: Blind): number {
  return (
    rankOf(b.alarmLevel) - rankOf(a.alarmLevel) ||
    b.importance - a.importance ||
    b.rainMm - a.rainMm ||
    stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
    (a.gaugeId < b.gaugeId ? -1 : 1)
  );
}
