import type { Call } from "../../../domain/duty/call.ts";
import type { CallId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { callRefusals } from "../../../locales/duty/calls.ts";
import { fill } from "../../../locales/fill.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { onceHeaders, onceKeyOf } from "../../http/act-headers.ts";
import { HttpProblem, unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery } from "../../schemas/common.ts";
import { answerBody, call, callPage, callPath, callQuery } from "../../schemas/governance/call.ts";
import type { Scope } from "../../scope/scope.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addCallRoutes(app: App, { deps }: RouteContext): void {
  const { calls } = deps;
  app.get(
    "/api/v1/calls",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listCalls",
        tags: ["calls"],
        summary: "Who was called about cases that are open or have not been over for two days, the newest first",
        querystring: callQuery,
        response: { 200: callPage },
      },
    },
    async ({ query: { limit, before, ...filter }, scope }) => {
      const all = await callsWithin(calls.calls(omitUndefined(filter)), scope);
      const from = before === undefined ? 0 : all.findIndex(({ callId }) => callId === before) + 1;
      const rows = all.slice(from, from + limit);
      return { rows: toWire(rows), next: from + limit < all.length ? (rows.at(-1)?.callId ?? null) : null };
    },
  );

  app.get(
    "/api/v1/calls/:id",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getCall",
        tags: ["calls"],
        summary: "One call",
        params: callPath,
        querystring: noQuery,
        response: { 200: call },
      },
    },
    async ({ params, scope }) => toWire(await requireCall(params.id, deps, scope)),
  );

  app.post(
    "/api/v1/calls/:id/answer",
    {
      config: { access: "cases.act", scope: "filtered" },
      schema: {
        operationId: "answerCall",
        tags: ["calls"],
        summary: "Somebody who was called has answered: nobody else is called about the case; a late answer counts",
        params: callPath,
        querystring: noQuery,
        headers: onceHeaders,
        body: answerBody,
        response: { 200: call },
      },
    },
    async ({ params, body, headers, caller, scope }) => {
      const { callId, caseId, channel } = await requireCall(params.id, deps, scope);
      const onceKey = onceKeyOf(headers, caller, callId);
      // With a key the log knows whether this is the answer that ended the waiting.
      if (onceKey === undefined && !calls.isUnanswered(caseId)) throw answered(callId);
      const by = body.by ?? nameOf(caller);
      const entry = { kind: "call-answered", caseId, callId, by, channel: channel ?? "-" } as const;
      await enterAct(entry, caller, { ...deps, onceKey });
      return toWire(await requireCall(callId, deps, scope));
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
async function requireCall(id: CallId, { calls }: RouteDeps, scope: Scope): Promise<Call> {
  const found = calls.callById(id);
  if (found === null || (await callsWithin([found], scope)).length === 0)
    throw unknownId("path", "id", id, thingNames.call);
  return found;
}

/** The calls about cases that the caller can see. */
async function callsWithin(all: readonly Call[], { isWholeCity, state }: Scope): Promise<readonly Call[]> {
  if (isWholeCity) return all;
  const ids = [...new Set(all.map(({ caseId }) => caseId))];
  const cases = await Promise.all(ids.map((id) => state.caseById(id, 0)));
  const seen = new Set(cases.flatMap((found) => (found === null ? [] : [found.id])));
  return all.filter(({ caseId }) => seen.has(caseId));
}

function answered(id: CallId): HttpProblem {
  const words = fill(callRefusals["not-waiting"], { id });
  return new HttpProblem("api.refused", [], { code: "calls.not_waiting", words });
}
