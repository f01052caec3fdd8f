import type { Call } from "../../../domain/governance/call.ts";
import type { CallId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { callRefusals } from "../../../locales/duty/calls.ts";
import { fill } from "../../../locales/fill.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { ApiDeps, App, RouteContext } from "../../app.ts";
import { HttpProblem, unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery } from "../../schemas/common.ts";
import { answerBody, call, callPage, callPath, callQuery } from "../../schemas/governance/call.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addCallRoutes(app: App, { deps }: RouteContext): void {
  const { calls } = deps;
  app.get(
    "/api/v1/calls",
    {
      config: { access: "reader" },
      schema: {
        operationId: "listCalls",
        tags: ["calls"],
        summary: "Who was called about cases that are open or have not been over for two days, the newest first",
        querystring: callQuery,
        response: { 200: callPage },
      },
    },
    async ({ query: { limit, before, ...filter } }) => {
      const all = calls.calls(omitUndefined(filter));
      const from = before === undefined ? 0 : all.findIndex(({ callId }) => callId === before) + 1;
      const rows = all.slice(from, from + limit);
      return { rows: toWire(rows), next: from + limit < all.length ? (rows.at(-1)?.callId ?? null) : null };
    },
  );

  app.get(
    "/api/v1/calls/:id",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getCall",
        tags: ["calls"],
        summary: "One call",
        params: callPath,
        querystring: noQuery,
        response: { 200: call },
      },
    },
    async ({ params }) => toWire(requireCall(params.id, deps)),
  );

  app.post(
    "/api/v1/calls/:id/answer",
    {
      config: { access: "operator" },
      schema: {
        operationId: "answerCall",
        tags: ["calls"],
        summary: "Somebody who was called has answered: nobody else is called about the case; a late answer counts",
        params: callPath,
        querystring: noQuery,
        body: answerBody,
        response: { 200: call },
      },
    },
    async ({ params, body, caller }) => {
      const { callId, caseId, channel } = requireCall(params.id, deps);
      if (!calls.isUnanswered(caseId)) throw answered(callId);
      const by = body.by ?? nameOf(caller);
      await enterAct({ kind: "call-answered", caseId, callId, by, channel: channel ?? "-" }, caller, deps);
      return toWire(requireCall(callId, deps));
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
function requireCall(id: CallId, { calls }: ApiDeps): Call {
  const found = calls.callById(id);
  if (found === null) throw unknownId("path", "id", id, thingNames.call);
  return found;
}

function answered(id: CallId): HttpProblem {
  const words = fill(callRefusals["not-waiting"], { id });
  return new HttpProblem("api.refused", [], { code: "calls.not_waiting", words });
}
