import type { EmergencyResponse } from "../../../domain/governance/warnings/response.ts";
import type { AreaCode, WarningId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { StateQueries } from "../../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { actHeaders, onceKeyOf, seenRevision, tagRevision } from "../../http/act-headers.ts";
import { unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../../schemas/common.ts";
import {
  response,
  responseActionBody,
  responsePage,
  responsePath,
  responseQuery,
} from "../../schemas/governance/response.ts";
import { actorOf } from "../../views/actor-of.ts";
import { areasUnder } from "../../views/areas-under.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addResponseRoutes(app: App, { deps }: RouteContext): void {
  addResponseList(app);
  addResponse(app);
  addResponseActions(app, deps);
}

function addResponseList(app: App): void {
  app.get(
    "/api/v1/responses",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listResponses",
        tags: ["responses"],
        summary: "Emergency responses, newest first",
        querystring: responseQuery,
        response: { 200: responsePage },
      },
    },
    async ({ query, scope: { city, state } }) => {
      const { limit, before = null, areaCode, ...filter } = query;
      const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
      return toWire(
        await state.responses(omitUndefined({ ...filter, areaCodes }), { limit: limit ?? usualLimit, before }),
      );
    },
  );
}

function addResponse(app: App): void {
  app.get(
    "/api/v1/responses/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getResponse",
        tags: ["responses"],
        summary: "One emergency response with every word of the headquarters",
        params: responsePath,
        querystring: noQuery,
        response: { 200: response },
      },
    },
    async ({ params, scope: { state } }, reply) => {
      const found = await state.responseById(params.id);
      if (found === null) throw unknownId("path", "id", params.id, thingNames.response);
      tagRevision(reply, found.revision);
      return toWire(found);
    },
  );
}

function addResponseActions(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/responses",
    {
      config: { access: "warnings.approve", scope: "filtered" },
      schema: {
        operationId: "actOnResponse",
        tags: ["responses"],
        summary:
          "Writes down that the headquarters started, adjusted or terminated the emergency response of an area; answers with it",
        querystring: noQuery,
        headers: actHeaders,
        body: responseActionBody,
        response: { 200: response },
      },
    },
    async (request) => {
      const { caller, body, scope } = request;
      const { city, state } = scope;
      const { areaCode, ...action } = body;
      if (!city.areas.has(areaCode)) throw unknownId("body", "areaCode", areaCode, thingNames.area);
      if ("warningIds" in body) await requireWarnings(state, body.warningIds);
      const seen = seenRevision(request.headers);
      const onceKey = onceKeyOf(request.headers, caller, "response");
      const by = nameOf(caller);
      const entry = { kind: "response-action", areaCode, by, ...actorOf(caller), ...seen, action } as const;
      await enterAct(entry, caller, { ...deps, onceKey });
      return toWire(await newestOf(state, areaCode));
    },
  );
}

async function requireWarnings(state: StateQueries, ids: readonly WarningId[]): Promise<void> {
  for (const id of ids) {
    if ((await state.warningById(id)) === null) throw unknownId("body", "warningIds", id, thingNames.warning);
  }
}

/** The one that is active, else the one that ended last. */
async function newestOf(state: StateQueries, areaCode: AreaCode): Promise<EmergencyResponse> {
  const { rows } = await state.responses({ areaCodes: [areaCode] }, { limit: 1, before: null });
  const [newest] = rows;
  if (newest === undefined) throw unknownId("body", "areaCode", areaCode, thingNames.response);
  return newest;
}
