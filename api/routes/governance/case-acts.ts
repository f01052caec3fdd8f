import type { CaseId } from "../../../domain/ids.ts";
import type { CaseAction, CaseMove } from "../../../domain/inputs/acts/case-action.ts";
import { toWire } from "../../../domain/time/instants.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { type ActHeaders, actHeaders, seenRevision, tagRevision } from "../../http/act-headers.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { casePath, caseWithTimeline } from "../../schemas/case.ts";
import { noQuery } from "../../schemas/common.ts";
import { caseActionBody, caseMoves, caseStepBody } from "../../schemas/governance/case-acts.ts";
import { moveOfStep, viewMoves } from "../../views/case-moves.ts";
import { nameOf } from "../../views/enter-act.ts";
import { enterCaseAct, requireCase } from "../../views/enter-case-act.ts";

export function addCaseActRoutes(app: App, { deps }: RouteContext): void {
  addCaseActions(app, deps);
  addCaseSteps(app, deps);
  addCaseMoves(app, deps);
}

function addCaseActions(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/cases/:id/actions",
    {
      config: { access: "cases.act", scope: "filtered" },
      schema: {
        operationId: "actOnCase",
        tags: ["cases"],
        summary:
          "Moves a case, or comments on it; answers with the case once that is in effect, with the first line of its timeline and the newest five",
        params: casePath,
        querystring: noQuery,
        headers: actHeaders,
        body: caseActionBody,
        response: { 200: caseWithTimeline },
      },
    },
    async (request, reply) => {
      const { id } = await requireCase(request.scope.state, request.params.id, 0);
      const move: CaseMove = omitUndefined(request.body);
      const entry = { ...actOf(id, move, request.headers), by: nameOf(request.caller) };
      const acted = await enterCaseAct(entry, request, deps);
      tagRevision(reply, acted.revision);
      return toWire(acted);
    },
  );
}

function addCaseSteps(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/cases/:id/steps",
    {
      config: { access: "platform.step", scope: "filtered" },
      schema: {
        operationId: "addCaseStep",
        tags: ["cases"],
        summary: "The dispatch platform tells of a step; in any order and as often as it comes does no harm",
        params: casePath,
        querystring: noQuery,
        headers: actHeaders,
        body: caseStepBody,
        response: { 200: caseWithTimeline },
      },
    },
    async (request, reply) => {
      const { id } = await requireCase(request.scope.state, request.params.id, 0);
      const { caller } = request;
      const actor = { part: "platform", ...(caller === null ? {} : { accountId: caller.accountId }) } as const;
      const entry = { ...actOf(id, moveOfStep(request.body), request.headers), by: nameOf(caller), actor };
      const acted = await enterCaseAct(entry, request, deps);
      tagRevision(reply, acted.revision);
      return toWire(acted);
    },
  );
}

function addCaseMoves(app: App, { clock }: RouteDeps): void {
  app.get(
    "/api/v1/cases/:id/moves",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listCaseMoves",
        tags: ["cases"],
        summary: "Every move of a case, with the reason where it may not be made now",
        params: casePath,
        querystring: noQuery,
        response: { 200: caseMoves },
      },
    },
    async (request, reply) => {
      const { scope } = request;
      const found = await requireCase(scope.state, request.params.id, 0);
      tagRevision(reply, found.revision);
      return await viewMoves(found, { city: scope.city, at: clock() }, scope);
    },
  );
}

/** The entry of a move but for who makes it. */
function actOf(caseId: CaseId, action: CaseMove, headers: ActHeaders): Omit<CaseAction, "by"> {
  const onceKey = headers["idempotency-key"];
  return { kind: "case-action", caseId, action, ...seenRevision(headers), ...omitUndefined({ onceKey }) };
}
