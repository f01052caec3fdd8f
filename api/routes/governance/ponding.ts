import type { z } from "zod";
import type { City, Station } from "../../../domain/city/city.ts";
import type { StationId } from "../../../domain/ids.ts";
import type { PondingMove } from "../../../domain/inputs/acts/ponding-action.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { actHeaders, onceKeyOf, seenRevision, tagRevision } from "../../http/act-headers.ts";
import { unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery } from "../../schemas/common.ts";
import {
  pondingActionBody,
  pondingPath,
  pondingPlaces as pondingPlacesSchema,
  pondingPlaceWithHistory,
  pondingQuery,
} from "../../schemas/governance/ponding.ts";
import { actorOf } from "../../views/actor-of.ts";
import { areasUnder } from "../../views/areas-under.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";
import { placeOf, pondingPlaces, todayIn } from "../../views/governance/ponding-places.ts";

export function addPondingRoutes(app: App, { deps }: RouteContext): void {
  addPondingList(app, deps);
  addPondingPlace(app, deps);
  addPondingActions(app, deps);
}

function addPondingList(app: App, { ponding, clock }: RouteDeps): void {
  app.get(
    "/api/v1/ponding",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listPondingPlaces",
        tags: ["ponding"],
        summary: "The city's list of ponding places, the review that is overdue the longest in front",
        querystring: pondingQuery,
        response: { 200: pondingPlacesSchema },
      },
    },
    async ({ query: { areaCode, state, overdue }, scope: { city } }) => {
      const today = todayIn(city, clock());
      const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
      const rows = pondingPlaces(city, ponding, { today, areaCodes, state, isOverdue: overdue });
      return { today, overdue: rows.filter(({ isReviewOverdue }) => isReviewOverdue).length, rows: [...rows] };
    },
  );
}

function addPondingPlace(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/ponding/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getPondingPlace",
        tags: ["ponding"],
        summary: "How a station stands to the list of ponding places, with what officers did about it, when and why",
        params: pondingPath,
        querystring: noQuery,
        response: { 200: pondingPlaceWithHistory },
      },
    },
    async ({ params, scope: { city } }, reply) => {
      const found = placeWithHistory(requireStation(city, params.id), city, deps);
      tagRevision(reply, found.revision);
      return toWire(found);
    },
  );
}

function addPondingActions(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/ponding/:id/actions",
    {
      config: { access: "ponding.manage", scope: "filtered" },
      schema: {
        operationId: "actOnPondingPlace",
        tags: ["ponding"],
        summary:
          "Puts a station on the list of ponding places, reviews it, changes what is written of it, or takes it off",
        params: pondingPath,
        querystring: noQuery,
        headers: actHeaders,
        body: pondingActionBody,
        response: { 200: pondingPlaceWithHistory },
      },
    },
    async ({ params, headers, caller, body, scope: { city } }, reply) => {
      const station = requireStation(city, params.id);
      const onceKey = onceKeyOf(headers, caller, `ponding ${station.id}`);
      const who = { by: nameOf(caller), ...actorOf(caller), ...seenRevision(headers) };
      const entry = { kind: "ponding-action", stationId: station.id, ...who, action: moveOf(body) } as const;
      await enterAct(entry, caller, { ...deps, onceKey });
      const found = placeWithHistory(station, city, deps);
      tagRevision(reply, found.revision);
      return toWire(found);
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
function requireStation(city: City, id: string): Station {
  const station = city.stations.get(id as StationId);
  if (station === undefined) throw unknownId("path", "id", id, thingNames.station);
  return station;
}

function placeWithHistory(station: Station, city: City, { ponding, clock }: Pick<RouteDeps, "ponding" | "clock">) {
  const record = ponding.recordOf(station);
  return { ...placeOf(station, record, todayIn(city, clock())), changes: record.changes };
}

function moveOf(body: z.output<typeof pondingActionBody>): PondingMove {
  switch (body.do) {
    case "list": {
      const { deepestM, cause, measures, source, ...move } = body;
      return { ...move, facts: { deepestM, cause, measures, source } };
    }
    case "review":
    case "change": {
      const { deepestM, cause, measures, source, reviewDueOn, ...move } = body;
      const facts = omitUndefined({ deepestM, cause, measures, source });
      return body.do === "review"
        ? { ...move, do: body.do, reviewDueOn: body.reviewDueOn, facts }
        : { ...move, do: body.do, ...omitUndefined({ reviewDueOn }), facts };
    }
    case "delist":
      return body;
  }
}
