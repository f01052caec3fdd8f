import type { FastifyRequest } from "fastify";
import type { Silence, SilenceMatch } from "../../../domain/alarms/order.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import { draftSilence } from "../../../suppression/draft-order.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import type { OrderView } from "../../ports.ts";
import {
  orderListQuery,
  orderPath,
  preview,
  previewBody,
  silence,
  silenceBody,
  silenceList,
} from "../../schemas/alarms/order.ts";
import { noQuery } from "../../schemas/common.ts";
import type { Scope } from "../../scope/scope.ts";
import { checkDraft, draftContext, endOrder, isCurrent } from "../../views/suppression/order-requests.ts";
import { previewSilence } from "../../views/suppression/preview-silence.ts";

export function addSilenceRoutes(app: App, { deps }: RouteContext): void {
  addSilenceList(app, deps);
  addSilencePreview(app, deps);
  addSilenceCreation(app, deps);
  addSilenceEnd(app, deps);
}

function addSilenceList(app: App, { clock }: RouteDeps): void {
  app.get(
    "/api/v1/silences",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listSilences",
        tags: ["alarms"],
        summary: "Silences in force and to come, newest first",
        querystring: orderListQuery,
        response: { 200: silenceList },
      },
    },
    async (request) => {
      const isAll = request.query.all === "true";
      const rows = request.scope.suppression.silences(clock()).filter((each) => isAll || isCurrent(each));
      return { rows: rows.toReversed().map(silenceView) };
    },
  );
}

function addSilencePreview(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/silences/preview",
    {
      config: { access: "alarms.silence", scope: "filtered" },
      schema: {
        operationId: "previewSilence",
        tags: ["alarms"],
        summary: "What a silence would hide: alarms up now, and what it would have held over the last day",
        querystring: noQuery,
        body: previewBody,
        response: { 200: preview },
      },
    },
    async (request) => {
      const { match, includesRed } = request.body;
      return previewSilence(
        { match: withinReach(omitUndefined(match), request), includesRed },
        request.scope,
        deps.clock,
      );
    },
  );
}

function addSilenceCreation(app: App, deps: RouteDeps): void {
  const { entries, log } = deps;
  app.post(
    "/api/v1/silences",
    {
      config: { access: "alarms.silence", scope: "filtered" },
      schema: {
        operationId: "createSilence",
        tags: ["alarms"],
        summary:
          "Keeps alarms from opening cases for a while; red goes out all the same, marked, unless it says otherwise",
        querystring: noQuery,
        body: silenceBody,
        response: { 200: silence },
      },
    },
    async (request) => {
      const { owner = request.caller?.name ?? "", match, ...rest } = request.body;
      const draft = { ...omitUndefined(rest), owner, match: withinReach(omitUndefined(match), request) };
      const made = checkDraft(draftSilence(draft, draftContext(request.scope, deps, entries.maxSilenceMs)));
      await entries.enter({ kind: "order-given", order: { kind: "silence", silence: made } }, request.caller);
      log.info({ accountId: request.caller?.accountId, silence: made }, "silence created");
      return silenceView(
        silenceById(request.scope, deps, made.id) ?? {
          ...made,
          standing: "scheduled",
          endedAt: null,
          endedBy: null,
          holds: 0,
        },
      );
    },
  );
}

function addSilenceEnd(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/silences/:id/end",
    {
      config: { access: "alarms.silence", scope: "filtered" },
      schema: {
        operationId: "endSilence",
        tags: ["alarms"],
        summary: "Ends a silence now; what it held and is still up is notified at once",
        params: orderPath,
        querystring: noQuery,
        response: { 200: silence },
      },
    },
    async (request) => {
      const find = (id: string) => silenceById(request.scope, deps, id);
      const ending = { id: request.params.id, caller: request.caller, find, what: thingNames.silence };
      return silenceView(await endOrder(ending, deps));
    },
  );
}

function silenceById({ suppression }: Scope, { clock }: RouteDeps, id: string): OrderView<Silence> | undefined {
  return suppression.silences(clock()).find((each) => each.id === id);
}

function silenceView(view: OrderView<Silence>) {
  return toWire(view);
}

/** A silence that names no place is about all that its maker can see. */
function withinReach(match: SilenceMatch, { scope, caller }: Pick<FastifyRequest, "scope" | "caller">): SilenceMatch {
  const isPlaced = [match.stationIds, match.areaCodes, match.gaugeIds].some((each) => (each?.length ?? 0) > 0);
  return scope.isWholeCity || isPlaced || caller === null ? match : { ...match, areaCodes: caller.areaCodes };
}
