import { blindSpotKey } from "../../../blindspots/blind-spot-alarm.ts";
import type { Gauge } from "../../../domain/city/city.ts";
import { rankOf } from "../../../domain/city/level.ts";
import type { GaugeState } from "../../../domain/observations/gauge-state.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import type { App, RouteContext } from "../../app.ts";
import { blindSpotList, blindSpotQuery } from "../../schemas/alarms/blind-spot.ts";
import type { Scope } from "../../scope/scope.ts";
import { areasUnder } from "../../views/areas-under.ts";

export function addBlindSpotRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/blind-spots",
    {
      config: { access: "read", scope: "filtered" },
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
      const { scope } = request;
      const now = deps.clock();
      const areas = areaCode === undefined ? null : new Set(areasUnder(scope.city, areaCode));
      const found = [...scope.city.gauges.values()].flatMap((gauge) => {
        const blind = blindGauge(gauge, scope, now);
        return blind !== null && (areas === null || areas.has(blind.areaCode)) ? [blind] : [];
      });
      const rows = found.sort(compareGravity).slice(0, limit);
      return {
        asOf: isoInstant(now),
        total: found.length,
        // A proxy is looked for among all gauges, so only for the rows that are shown.
        rows: rows.map((row) => toWire({ ...row, proxy: scope.suppression.proxyFor(row.gaugeId, now) })),
      };
    },
  );
}

function blindGauge({ id, stationId, property }: Gauge, { city, suppression }: Scope, now: number) {
  const state = suppression.stateOf(id, now);
  const station = city.stations.get(stationId);
  // Nothing is simulated there but in a drill: nobody is blind.
  if (state === "live" || station === undefined || station.isExercise === true) return null;
  const alarmLevel =
    suppression.suppressionOf(blindSpotKey(stationId)) === null ? null : alarmLevelAt(stationId, suppression);
  const { areaCode, importance } = station;
  const rain = suppression.rainNear(stationId, now);
  const heardAt = suppression.heardAt(id);
  const unusable = suppression.unusableOf(id, now);
  return { gaugeId: id, stationId, areaCode, property, state, unusable, importance, heardAt, ...rain, alarmLevel };
}

type BlindGaugeRow = NonNullable<ReturnType<typeof blindGauge>>;

function alarmLevelAt(stationId: Gauge["stationId"], suppression: Scope["suppression"]) {
  const key = blindSpotKey(stationId);
  return suppression.activeAlarms().find(({ last }) => last.alarmKey === key)?.level ?? null;
}

/** What nobody hears comes before what nobody trusts; what somebody works on comes last. */
const statesByGravity: readonly GaugeState[] = ["silent", "unusable", "suspect", "stale", "maintenance", "live"];

function compareGravity(a: BlindGaugeRow, b: BlindGaugeRow): number {
  return (
    rankOf(b.alarmLevel) - rankOf(a.alarmLevel) ||
    b.importance - a.importance ||
    b.rainMm - a.rainMm ||
    statesByGravity.indexOf(a.state) - statesByGravity.indexOf(b.state) ||
    (a.gaugeId < b.gaugeId ? -1 : 1)
  );
}
