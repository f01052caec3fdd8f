import type { Silence } from "../../../domain/alarms/order.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import { draftSilence } from "../../../suppression/draft-order.ts";
import type { ApiDeps, App, RouteContext } from "../../app.ts";
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
import { checkDraft, draftContext, endOrder, isCurrent } from "../../views/order-requests.ts";
import { previewSilence } from "../../views/preview-silence.ts";

export function addSilenceRoutes(app: App, { deps }: RouteContext): void {
  addSilenceList(app, deps);
  addSilencePreview(app, deps);
  addSilenceCreation(app, deps);
  addSilenceEnd(app, deps);
}

function addSilenceList(app: App, { suppression, clock }: ApiDeps): void {
  app.get(
    "/api/v1/silences",
    {
      config: { access: "reader" },
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
      const rows = suppression.silences(clock()).filter((each) => isAll || isCurrent(each));
      return { rows: rows.toReversed().map(silenceView) };
    },
  );
}

function addSilencePreview(app: App, deps: ApiDeps): void {
  app.post(
    "/api/v1/silences/preview",
    {
      config: { access: "operator" },
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
      return previewSilence({ match: omitUndefined(match), includesRed }, deps);
    },
  );
}

function addSilenceCreation(app: App, deps: ApiDeps): void {
  const { entries, log } = deps;
  app.post(
    "/api/v1/silences",
    {
      config: { access: "operator" },
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
      const draft = { ...omitUndefined(rest), owner, match: omitUndefined(match) };
      const made = checkDraft(draftSilence(draft, draftContext(deps, entries.maxSilenceMs)));
      await entries.enter({ kind: "order-given", order: { kind: "silence", silence: made } });
      log.info({ tokenId: request.caller?.tokenId, silence: made }, "silence created");
      return silenceView(
        silenceById(deps, made.id) ?? { ...made, standing: "scheduled", endedAt: null, endedBy: null, holds: 0 },
      );
    },
  );
}

function addSilenceEnd(app: App, deps: ApiDeps): void {
  app.post(
    "/api/v1/silences/:id/end",
    {
      config: { access: "operator" },
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
      const find = (id: string) => silenceById(deps, id);
      const ending = { id: request.params.id, caller: request.caller, find, what: thingNames.silence };
      return silenceView(await endOrder(ending, deps));
    },
  );
}

function silenceById({ suppression, clock }: ApiDeps, id: string): OrderView<Silence> | undefined {
  return suppression.silences(clock()).find((each) => each.id === id);
}

function silenceView(view: OrderView<Silence>) {
  return toWire(view);
}
