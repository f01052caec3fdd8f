import type { MissedPeak } from "../../domain/alarms/alarm.ts";
import { toWire } from "../../domain/time/instants.ts";
import { thingNames } from "../../locales/shared.ts";
import type { App } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { omitUndefined } from "../http/omit-undefined.ts";
import { timeline, timelineQuery } from "../schemas/alarms/alarm.ts";
import { stationPath } from "../schemas/station.ts";

export function addTimelineRoutes(app: App): void {
  app.get(
    "/api/v1/stations/:id/timeline",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getStationTimeline",
        tags: ["city", "alarms"],
        summary: "Alarm transitions and peaks missed while offline at one station, each newest first",
        params: stationPath,
        querystring: timelineQuery,
        response: { 200: timeline },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { city, state } = request.scope;
      if (!city.stations.has(id)) throw unknownId("path", "id", id, thingNames.station);
      const { limit, beforeTransition = null, beforeMissedPeak = null, ...span } = request.query;
      const filter = { stationId: id, ...omitUndefined(span) };
      const [transitions, missedPeaks] = await Promise.all([
        state.transitions(filter, { limit, before: beforeTransition }),
        state.missedPeaks(filter, { limit, before: beforeMissedPeak }),
      ]);
      return {
        stationId: id,
        transitions: toWire(transitions),
        missedPeaks: toWire({ ...missedPeaks, rows: missedPeaks.rows.map(peakView) }),
      };
    },
  );
}

function peakView({ opensCase: _, ...peak }: MissedPeak): Omit<MissedPeak, "opensCase"> {
  return peak;
}
