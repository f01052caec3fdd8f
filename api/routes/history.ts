import { propertyUnits } from "../../domain/city/property.ts";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { toWire } from "../../domain/time/instants.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { wantedTexts } from "../../locales/api.ts";
import { fill } from "../../locales/fill.ts";
import type { App, RouteContext, RouteDeps } from "../app.ts";
import { observationPages } from "../csv/observation-pages.ts";
import { sendCsv, wantsCsv } from "../csv/send-csv.ts";
import { observationTable } from "../csv/tables/observation-table.ts";
import { spanOf } from "../http/history-span.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { sendJsonText } from "../http/send-json-text.ts";
import { csvOrJson } from "../schemas/csv.ts";
import { gaugePath } from "../schemas/gauge.ts";
import { observationPage, observationQuery } from "../schemas/observation.ts";
import { rollupList, rollupQuery } from "../schemas/rollup.ts";
import { observationJson as json } from "../views/observation-json.ts";
import { requireGauge } from "../views/require-gauge.ts";

const maxRollups = 10_000;

/** Rows in a page where nothing is said. */
const usualRows = 1_000;

export function addHistoryRoutes(app: App, context: RouteContext): void {
  addObservationList(app, context.deps);
  addRollupList(app, context);
}

function addObservationList(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/gauges/:id/observations",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listObservations",
        tags: ["observations"],
        summary: "Observations of one gauge, oldest first",
        params: gaugePath,
        querystring: observationQuery,
        response: csvOrJson("Observations", observationPage),
      },
    },
    async (request, reply) => {
      const { city, history } = request.scope;
      const gauge = requireGauge(city, request.params.id);
      const { limit = usualRows, format, bom } = request.query;
      const { from, to } = spanOf(request.query, deps.clock(), dayMs);
      if (wantsCsv(request, format)) {
        const pages = observationPages({
          history,
          gauge: gauge.id,
          from,
          to,
          limit: request.query.limit,
        });
        return sendCsv(request, reply, { table: observationTable(gauge), pages, city, bom });
      }
      const found = await history.range(gauge.id, from, to, limit + 1);
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      // No two observations of a gauge share an instant, so the next page begins a millisecond later.
      const next = found.length > limit && last !== undefined ? `"${isoInstant(last.observedAt + 1)}"` : "null";
      const head = json.headOf(gauge);
      const texts = rows.map((row) => `{${head}${json.tailOf(row)}}`).join(",");
      const id = JSON.stringify(gauge.id);
      await sendJsonText(
        reply,
        `{"gaugeId":${id},"from":"${isoInstant(from)}","to":"${isoInstant(to)}","rows":[${texts}],"next":${next}${breaksIn(deps, gauge.id, { from, to })}}`,
      );
    },
  );
}

/** Where the gauge was set up anew within a span, as a further field of the answer; empty for nowhere. */
function breaksIn(
  { setupBreaks }: RouteDeps,
  id: GaugeId,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const within = (setupBreaks?.get(id) ?? []).filter(({ at }) => at >= from && at < to);
  return within.length === 0 ? "" : `,"setUpAnew":${JSON.stringify(toWire(within))}`;
}

function addRollupList(app: App, { settings, deps }: RouteContext): void {
  app.get(
    "/api/v1/gauges/:id/rollups",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listRollups",
        tags: ["observations"],
        summary: "Hours or days of one gauge: count, least, most, mean, sum",
        params: gaugePath,
        querystring: rollupQuery,
        response: { 200: rollupList },
      },
    },
    async (request) => {
      const { city, history } = request.scope;
      const gauge = requireGauge(city, request.params.id);
      const { step, dayOffsetMinutes = settings.dayOffsetMinutes } = request.query;
      const stepMs = step === "hour" ? hourMs : dayMs;
      const { from, to } = spanOf(request.query, deps.clock(), step === "hour" ? dayMs : 30 * dayMs);
      if ((to - from) / stepMs > maxRollups) {
        const wanted = fill(wantedTexts["steps-at-most"], { count: maxRollups });
        throw new HttpProblem("api.bad_request", [{ in: "query", field: "from", wanted, got: isoInstant(from) }]);
      }
      const rows = await history.rollups(gauge.id, from, to, step, dayOffsetMinutes * minuteMs);
      return {
        gaugeId: gauge.id,
        unit: propertyUnits[gauge.property],
        step,
        from: isoInstant(from),
        to: isoInstant(to),
        rows: toWire(rows),
      };
    },
  );
}
