import type { Gauge } from "../../domain/city/city.ts";
import type { Observation } from "../../domain/observations/observation.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import { thingNames } from "../../locales/shared.ts";
import type { History } from "../../store/ports.ts";
import type { App, RouteContext } from "../app.ts";
import { unknownId } from "../http/http-problem.ts";
import { sendJsonText } from "../http/send-json-text.ts";
import { noQuery } from "../schemas/common.ts";
import { flagBody, observation } from "../schemas/observation.ts";
import { enterAct, nameOf } from "../views/enter-act.ts";
import { observationJson as json } from "../views/observation-json.ts";

export function addFlagRoutes(app: App, { deps }: RouteContext): void {
  app.post(
    "/api/v1/observations/flags",
    {
      config: { access: "observations.flag", scope: "filtered" },
      schema: {
        operationId: "setFlag",
        tags: ["observations"],
        summary: "Sets the quality flag of one observation; answers with the observation once that is in effect",
        querystring: noQuery,
        body: flagBody,
        response: { 200: { description: "Observation", content: { "application/json": { schema: observation } } } },
      },
    },
    async (request, reply) => {
      const { caller, body, scope } = request;
      const { city, history } = scope;
      const gauge = city.gauges.get(body.gaugeId);
      if (gauge === undefined) throw unknownId("body", "gaugeId", body.gaugeId, thingNames.gauge);
      await requireObservation(history, gauge, body.observedAt);
      await enterAct({ kind: "flag-set", ...body, by: nameOf(caller) }, caller, deps);
      const flagged = await requireObservation(history, gauge, body.observedAt);
      await sendJsonText(reply, `{${json.headOf(gauge)}${json.tailOf(flagged)}}`);
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
async function requireObservation(history: History, gauge: Gauge, at: number): Promise<Observation> {
  const [found] = await history.range(gauge.id, at, at + 1, 1);
  if (found !== undefined) return found;
  throw unknownId("body", "observedAt", isoInstant(at), thingNames.observation);
}
