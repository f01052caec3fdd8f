import type { City } from "../../../domain/city/city.ts";
import type { Warning } from "../../../domain/governance/warning.ts";
import { isInForce, type WarningState, warningStates } from "../../../domain/governance/warnings/warning-state.ts";
import { idFrom, type WarningId } from "../../../domain/ids.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { Caller } from "../../../people/caller.ts";
import type { PageRequest, StateQueries } from "../../../store/ports.ts";
import { allowedMoves } from "../../../warnings/allowed-moves.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { warningTable } from "../../csv/tables/warning-table.ts";
import { actHeaders, onceKeyOf, seenRevision, tagRevision } from "../../http/act-headers.ts";
import { type SentAt, unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery, usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import {
  warning,
  warningActionBody,
  warningDraftBody,
  warningMoves,
  warningPage,
  warningPath,
  warningQuery,
} from "../../schemas/governance/warning.ts";
import { withheldTexts, wordsWithout } from "../../scope/withhold-fields.ts";
import { actorOf } from "../../views/actor-of.ts";
import { actingOf, enterAct } from "../../views/enter-act.ts";
import { warningView } from "../../views/governance/warning-view.ts";

export function addWarningRoutes(app: App, { deps }: RouteContext): void {
  addWarningList(app, deps);
  addWarning(app, deps);
  addWarningDrafts(app, deps);
  addWarningMoves(app, deps);
  addWarningActions(app, deps);
}

function addWarningList(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/warnings",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listWarnings",
        tags: ["warnings"],
        summary: "Warnings, newest first; drafts are among them unless isInForce is asked for",
        querystring: warningQuery,
        response: csvOrJson("Warnings", warningPage),
      },
    },
    async (request, reply) => {
      const { limit, before = null, format, bom, isInForce: inForce, state: states, ...filter } = request.query;
      const { city, warnings } = request.scope;
      const wanted = statesOf(states, inForce);
      const list = (page: PageRequest) =>
        warnings.warnings(omitUndefined({ ...filter, ...(wanted === undefined ? {} : { states: wanted }) }), page);
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: warningTable, pages: pagesOf(list, { before, limit }), city, bom });
      }
      const { rows, next } = await list({ limit: limit ?? usualLimit, before });
      return { rows: rows.map((row) => warningView(row, contextOf(city, deps))), next };
    },
  );
}

/** Undefined for all. */
function statesOf(
  states: readonly WarningState[] | undefined,
  inForce: boolean | undefined,
): readonly WarningState[] | undefined {
  if (inForce === undefined) return states;
  return (states ?? warningStates).filter((state) => isInForce({ state }) === inForce);
}

function addWarning(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/warnings/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getWarning",
        tags: ["warnings"],
        summary: "One warning",
        params: warningPath,
        querystring: noQuery,
        response: { 200: warning },
      },
    },
    async (request, reply) => {
      const { scope } = request;
      const found = await requireWarning(scope.warnings, request.params.id);
      tagRevision(reply, found.revision);
      return warningView(found, contextOf(scope.city, deps));
    },
  );
}

function addWarningDrafts(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/warnings",
    {
      config: { access: "warnings.draft", scope: "filtered" },
      schema: {
        operationId: "draftWarning",
        tags: ["warnings"],
        summary: "Drafts a warning by hand, for what no gauge sees; answers with the draft",
        querystring: noQuery,
        headers: actHeaders,
        body: warningDraftBody,
        response: { 200: warning },
      },
    },
    async (request) => {
      const { caller, body, scope } = request;
      if (!scope.city.areas.has(body.areaCode)) throw unknownId("body", "areaCode", body.areaCode, thingNames.area);
      const onceKey = onceKeyOf(request.headers, caller, "draft");
      // With a key the same call names the same draft.
      const parts = onceKey === undefined ? [crypto.randomUUID()] : [onceKey];
      const warningId: WarningId = idFrom("warning", body.hazard, body.areaCode, ...parts);
      const action = omitUndefined({ do: "draft" as const, ...body });
      const entry = { kind: "warning-action", warningId, ...whoIs(caller), action } as const;
      await enterAct(entry, caller, { ...deps, onceKey });
      return warningView(await requireWarning(scope.state, warningId), contextOf(scope.city, deps));
    },
  );
}

function addWarningMoves(app: App, { mode }: RouteDeps): void {
  app.get(
    "/api/v1/warnings/:id/moves",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getWarningMoves",
        tags: ["warnings"],
        summary: "What the caller may do about a warning now, and why not what not",
        params: warningPath,
        querystring: noQuery,
        response: { 200: warningMoves },
      },
    },
    async ({ params, caller, scope: { city, state, fields } }) => {
      const found = await requireWarning(state, params.id);
      const moves = allowedMoves(found, whoIs(caller), { city, mode: mode().mode });
      const texts = withheldTexts(warning, found, fields);
      return {
        revision: found.revision,
        moves: moves.map(({ reason, ...each }) => ({
          ...each,
          reason: reason === null ? null : wordsWithout(reason, texts),
        })),
      };
    },
  );
}

function addWarningActions(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/warnings/:id/actions",
    {
      config: { access: "warnings.draft", scope: "filtered" },
      schema: {
        operationId: "actOnWarning",
        tags: ["warnings"],
        summary:
          "Edits, approves, issues, withdraws or lifts a warning; answers with it once that is in effect. If-Match names the revision that was seen",
        params: warningPath,
        querystring: noQuery,
        headers: actHeaders,
        body: warningActionBody,
        response: { 200: warning },
      },
    },
    async (request) => {
      const { city, state } = request.scope;
      const { id: warningId } = await requireWarning(state, request.params.id);
      const { caller, body } = request;
      const action = body.do === "edit" ? omitUndefined(body) : body;
      const seen = seenRevision(request.headers);
      const onceKey = onceKeyOf(request.headers, caller, warningId);
      const entry = { kind: "warning-action", warningId, ...whoIs(caller), ...seen, action } as const;
      await enterAct(entry, caller, { ...deps, onceKey });
      return warningView(await requireWarning(state, warningId), contextOf(city, deps));
    },
  );
}

/** Who acts, and in what part. */
function whoIs(caller: Caller | null) {
  return { ...actingOf(caller), ...actorOf(caller) };
}

function contextOf(city: City, { mode, clock }: RouteDeps) {
  return { city, mode: mode().mode, at: clock() };
}

/** @throws {HttpProblem} `api.unknown_id` */
export async function requireWarning(
  state: Pick<StateQueries, "warningById">,
  id: string,
  sent: SentAt = { in: "path", field: "id" },
): Promise<Warning> {
  const found = await state.warningById(id);
  if (found === null) throw unknownId(sent.in, sent.field, id, thingNames.warning);
  return found;
}
