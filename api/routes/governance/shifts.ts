import type { PostId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { unknownId } from "../../http/http-problem.ts";
import { noQuery } from "../../schemas/common.ts";
import { handover, handoverBody, roster, rosterQuery, shifts, signBody } from "../../schemas/governance/shift.ts";
import { enterAct, nameOf } from "../../views/enter-act.ts";

export function addShiftRoutes(app: App, { deps }: RouteContext): void {
  addRoster(app, deps);
  addShifts(app, deps);
  addHandover(app, deps);
  addSignature(app, deps);
}

function addRoster(app: App, { calls, clock }: RouteDeps): void {
  app.get(
    "/api/v1/roster",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getRoster",
        tags: ["calls"],
        summary: "Who is on duty at each post",
        querystring: rosterQuery,
        response: { 200: roster },
      },
    },
    async ({ query: { at = clock() }, scope: { city } }) => {
      const rows = calls.roster(at).filter(({ areaCode }) => city.areas.has(areaCode));
      return toWire({ at, rows });
    },
  );
}

function addShifts(app: App, { calls, clock }: RouteDeps): void {
  app.get(
    "/api/v1/shift",
    {
      config: { access: "read", scope: "whole-city" },
      schema: {
        operationId: "getShifts",
        tags: ["calls"],
        summary: "Each post, who is on duty, and its handovers with their sheets; one that is not signed is marked",
        querystring: noQuery,
        response: { 200: shifts },
      },
    },
    async () => {
      const rows = calls.roster(clock()).map((post) => {
        const handovers = calls.handovers(post.postId);
        const isUnsigned = handovers[0] !== undefined && handovers[0].signed === null;
        return { ...post, isUnsigned, handovers };
      });
      return toWire({ rows });
    },
  );
}

function addHandover(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/shift/handover",
    {
      config: { access: "cases.act", scope: "whole-city" },
      schema: {
        operationId: "handOverShift",
        tags: ["calls"],
        summary: "Hands a post over; answers with the sheet that the one who takes over has to sign",
        querystring: noQuery,
        body: handoverBody,
        response: { 200: handover },
      },
    },
    async ({ caller, body: { postId, to, notes } }) => {
      const { calls } = deps;
      requirePost(postId, calls);
      const sheet = await calls.sheet(postId);
      const action = { do: "hand-over", to, notes, sheet } as const;
      await enterAct({ kind: "shift-action", postId, by: nameOf(caller), action }, caller, deps);
      return toWire(newestOf(postId, calls));
    },
  );
}

function addSignature(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/shift/sign",
    {
      config: { access: "cases.act", scope: "whole-city" },
      schema: {
        operationId: "signShift",
        tags: ["calls"],
        summary: "The one who takes over has read the sheet; nobody else may sign, and only this sheet",
        querystring: noQuery,
        body: signBody,
        response: { 200: handover },
      },
    },
    async ({ caller, body: { postId, sheetId, digest } }) => {
      const { calls } = deps;
      requirePost(postId, calls);
      const action = { do: "sign", sheetId, digest } as const;
      await enterAct({ kind: "shift-action", postId, by: nameOf(caller), action }, caller, deps);
      return toWire(newestOf(postId, calls));
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
function requirePost(id: PostId, calls: RouteDeps["calls"]): void {
  if (!calls.hasPost(id)) throw unknownId("body", "postId", id, thingNames.post);
}

/** The newest handover, which an act that took effect has made or signed. */
function newestOf(postId: PostId, calls: RouteDeps["calls"]) {
  const [newest] = calls.handovers(postId);
  if (newest === undefined) throw unknownId("body", "postId", postId, thingNames.post);
  return newest;
}
