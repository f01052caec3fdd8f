import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { wantedTexts } from "../../../locales/api.ts";
import type { App, RouteContext } from "../../app.ts";
import { spanOf } from "../../http/history-span.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { areaRain, areaRainQuery } from "../../schemas/console/area-rain.ts";
import { rainByArea } from "../../views/console/area-rain.ts";

const stepMs = 15 * minuteMs;
const usualMs = 24 * hourMs;
/** A chart of a day; a longer one is asked for in parts. */
const longestMs = 3 * usualMs;

export function addAreaRainRoutes(app: App, { deps }: RouteContext): void {
  app.get(
    "/api/v1/areas/rain",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getAreaRain",
        tags: ["console"],
        summary: "Rain by area and quarter of an hour, of the last 24 hours or of a span of three days at most",
        querystring: areaRainQuery,
        response: { 200: areaRain },
      },
    },
    async ({ query, scope }) => {
      const now = deps.clock();
      const { from, to } = wholeSteps(spanOf(query, now, usualMs));
      const { mm, areas } = await rainByArea(scope, { from, to, stepMs }, now);
      return { from: isoInstant(from), to: isoInstant(to), stepMs, mm, areas };
    },
  );
}

/** The span in whole steps, so that each is the same however often it is asked for. */
function wholeSteps({ from, to }: { readonly from: number; readonly to: number }) {
  const whole = { from: Math.floor(from / stepMs) * stepMs, to: Math.ceil(to / stepMs) * stepMs };
  if (whole.to - whole.from <= longestMs + stepMs) return whole;
  throw new HttpProblem("api.bad_request", [
    { in: "query", field: "from", wanted: wantedTexts["rain-span"], got: isoInstant(from) },
  ]);
}
