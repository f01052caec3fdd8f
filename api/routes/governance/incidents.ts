import type { z } from "zod";
import { areaOfKind, type City } from "../../../domain/city/city.ts";
import { kinOf } from "../../../domain/city/policies/case-policy.ts";
import { dayMs } from "../../../domain/clock.ts";
import type { Incident } from "../../../domain/governance/incident.ts";
import { sameInBoth } from "../../../domain/text.ts";
import { toWire } from "../../../domain/time/instants.ts";
import type { App, RouteContext } from "../../app.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { type incident, incidentPage, incidentQuery } from "../../schemas/governance/incident.ts";
import { areasUnder } from "../../views/areas-under.ts";

/** How far back incidents are counted up where no `from` is given. */
const usualSpanMs = 30 * dayMs;

export function addIncidentRoutes(app: App, { deps: { clock } }: RouteContext): void {
  app.get(
    "/api/v1/incidents",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listIncidents",
        tags: ["cases"],
        summary:
          "The cases of one storm in one area, counted up, newest first; of the last 30 days where no from is given",
        querystring: incidentQuery,
        response: { 200: incidentPage },
      },
    },
    async (request) => {
      const { limit, before = null, areaCode, from = clock() - usualSpanMs, to } = request.query;
      const { city, state } = request.scope;
      const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
      const { rows, next } = await state.incidents({ from, ...omitUndefined({ areaCodes, to }) }, { limit, before });
      return { rows: rows.map((row) => viewIncident(row, city)), next };
    },
  );
}

function viewIncident({ areaCodes, hazards, ...facts }: Incident, city: City): z.infer<typeof incident> {
  const [first] = areaCodes;
  const kind = city.casePolicy?.incidents?.areaKind ?? "district";
  const area = first === undefined ? null : (areaOfKind(city, first, kind) ?? city.areas.get(first) ?? null);
  const areaCode = area?.code ?? first ?? "";
  const [hazard = "waterlogging"] = hazards;
  return {
    ...toWire(facts),
    kin: kinOf(hazard),
    hazards: [...hazards],
    areaCode,
    areaName: area?.name ?? sameInBoth(areaCode),
    link: `/api/v1/cases?incidentId=${facts.id}`,
  };
}
