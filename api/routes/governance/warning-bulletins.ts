import { bulletinIdentifier } from "../../../domain/governance/warnings/bulletin.ts";
import { isWarningOver } from "../../../domain/governance/warnings/warning-state.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import { withoutAccounts } from "../../../warnings/persons-behind.ts";
import { draftToPreview, previewWarning, type WarningPreview } from "../../../warnings/preview-warning.ts";
import { warningNotOpen } from "../../../warnings/refusals.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { HttpProblem, unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { sendXml, xmlAnswer } from "../../http/send-xml.ts";
import { noQuery } from "../../schemas/common.ts";
import {
  bulletinList,
  capQuery,
  warningPath,
  warningPreview,
  warningPreviewBody,
} from "../../schemas/governance/warning.ts";
import { nameOf } from "../../views/enter-act.ts";
import { requireWarning } from "./warnings.ts";

/** What warnings say to the public: before they are issued, and as they were. */
export function addWarningBulletinRoutes(app: App, { deps }: RouteContext): void {
  addPreview(app, deps);
  addCap(app);
  addBulletins(app);
}

function addPreview(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/warnings/preview",
    {
      config: { access: "warnings.draft", scope: "filtered" },
      schema: {
        operationId: "previewWarning",
        tags: ["warnings"],
        summary:
          "What would come of issuing a warning now: words, CAP, area, who is told, who may approve; nothing is changed",
        querystring: noQuery,
        body: warningPreviewBody,
        response: { 200: warningPreview },
      },
    },
    async ({ body, caller, scope: { city, state } }) => {
      const { outlines, map, clock } = deps;
      const context = { city, outlines, mapLabel: map?.label ?? null, mode: deps.mode().mode, at: clock() };
      const by = nameOf(caller);
      if (!("warningId" in body)) {
        const draft = draftToPreview(omitUndefined({ do: "draft" as const, ...body }), by, context);
        if (draft === null) throw unknownId("body", "areaCode", body.areaCode, thingNames.area);
        return viewOf(previewWarning(draft, by, context), deps);
      }
      const found = await requireWarning(state, body.warningId, { in: "body", field: "warningId" });
      if (isWarningOver(found)) throw new HttpProblem("api.refused", [], warningNotOpen(found.id));
      return viewOf(previewWarning(found, by, context), deps);
    },
  );
}

function viewOf({ warning, event, kind, cap, area, decides }: WarningPreview, { wantedBy, map }: RouteDeps) {
  const { cases: _, advices: __, liveLevels: ___, supports: ____, bulletins: _____, ...rest } = warning;
  const { authors: ______, changedBy: _______, askedAt: ________, ...facts } = rest;
  const { suggests } = event.data.warning;
  return {
    warning: toWire(withoutAccounts(facts)),
    message: event.data.message ?? warning.title,
    kind,
    cap,
    area: { ...toWire(area), label: area.source === "outline" ? (map?.label ?? null) : null },
    endpoints: [...wantedBy(event)],
    isPublic: warning.isExercise !== true,
    decides: decides === null ? null : toWire(decides),
    ...(suggests === undefined ? {} : { suggests }),
  };
}

function addCap(app: App): void {
  app.get(
    "/api/v1/warnings/:id/cap",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getWarningCap",
        tags: ["warnings"],
        summary:
          "A CAP 1.2 message of a warning, the very bytes that were issued; the newest where no revision is named",
        params: warningPath,
        querystring: capQuery,
        response: { 200: xmlAnswer("CAP 1.2", "application/cap+xml") },
      },
    },
    async ({ params, query, scope }, reply) => {
      const { id, bulletins = [] } = await requireWarning(scope.warnings, params.id);
      const revision = query.revision ?? bulletins.at(-1)?.revision ?? 0;
      const identifier = bulletinIdentifier(id, revision);
      const found = await scope.state.bulletinById(identifier);
      if (found === null) {
        const place = query.revision === undefined ? "path" : "query";
        throw unknownId(place, place === "path" ? "id" : "revision", identifier, thingNames.bulletin);
      }
      await sendXml(reply, found.xml, "application/cap+xml");
    },
  );
}

function addBulletins(app: App): void {
  app.get(
    "/api/v1/warnings/:id/bulletins",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listWarningBulletins",
        tags: ["warnings"],
        summary: "CAP messages of a warning, oldest first",
        params: warningPath,
        querystring: noQuery,
        response: { 200: bulletinList },
      },
    },
    async ({ params, scope }) => {
      const { id } = await requireWarning(scope.warnings, params.id);
      const rows = (await scope.state.bulletinsOf(id)).map(
        ({ identifier, revision, kind, sentAt, level, title, summary }) => ({
          ...{ identifier, revision, kind, sentAt, level, title, summary },
          link: `/api/v1/warnings/${id}/cap?revision=${revision}`,
        }),
      );
      return { rows: toWire(rows) };
    },
  );
}
