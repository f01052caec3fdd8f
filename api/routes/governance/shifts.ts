import { isNextOn } from "../../../domain/duty/next-on.ts";
import type { ShiftSheet } from "../../../domain/duty/shift.ts";
import type { PostId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { onceHeaders, onceKeyOf } from "../../http/act-headers.ts";
import { unknownId } from "../../http/http-problem.ts";
import { noQuery } from "../../schemas/common.ts";
import { handover, handoverBody, roster, rosterQuery, shifts, signBody } from "../../schemas/governance/shift.ts";
import type { Scope } from "../../scope/scope.ts";
import { actingOf, enterAct, nameOf } from "../../views/enter-act.ts";

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
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "getShifts",
        tags: ["calls"],
        summary: "Each post, who is on duty, and its handovers with their sheets; one that is not signed is marked",
        querystring: noQuery,
        response: { 200: shifts },
      },
    },
    async ({ scope, caller }) => {
      const people = [...(scope.city.duty?.people.values() ?? [])];
      const posts = calls.roster(clock()).filter(({ areaCode }) => scope.city.areas.has(areaCode));
      const rows = posts.map((post) => {
        const [newest] = calls.handovers(post.postId);
        const isUnsigned = newest !== undefined && newest.signed === null;
        const handovers = calls.handovers(post.postId).filter(({ sheet }) => isInReach(sheet, scope));
        const maySign = isUnsigned && isNextOn(newest, actingOf(caller), people);
        return { ...post, isUnsigned, maySign, handovers };
      });
      return toWire({ rows });
    },
  );
}

function addHandover(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/shift/handover",
    {
      config: { access: "cases.act", scope: "filtered" },
      schema: {
        operationId: "handOverShift",
        tags: ["calls"],
        summary: "Hands a post over; answers with the sheet that the one who takes over has to sign",
        querystring: noQuery,
        headers: onceHeaders,
        body: handoverBody,
        response: { 200: handover },
      },
    },
    async ({ caller, scope, headers, body: { postId, to, notes } }) => {
      const { calls } = deps;
      requirePost(postId, scope, deps);
      const sheet = await calls.sheet(postId);
      if (sheet === null) throw unknownPost(postId);
      const action = { do: "hand-over", to, notes, sheet } as const;
      await enterAct({ kind: "shift-action", postId, by: nameOf(caller), action }, caller, {
        ...deps,
        onceKey: onceKeyOf(headers, caller, "shift"),
      });
      return toWire(newestOf(postId, calls));
    },
  );
}

function addSignature(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/shift/sign",
    {
      config: { access: "cases.act", scope: "filtered" },
      schema: {
        operationId: "signShift",
        tags: ["calls"],
        summary: "The one who takes over has read the sheet; nobody else may sign, and only this sheet",
        querystring: noQuery,
        headers: onceHeaders,
        body: signBody,
        response: { 200: handover },
      },
    },
    async ({ caller, scope, headers, body: { postId, sheetId, digest } }) => {
      const { calls } = deps;
      requirePost(postId, scope, deps);
      const action = { do: "sign", sheetId, digest } as const;
      await enterAct({ kind: "shift-action", postId, by: nameOf(caller), action }, caller, {
        ...deps,
        onceKey: onceKeyOf(headers, caller, "shift"),
      });
      return toWire(newestOf(postId, calls));
    },
  );
}

/** Sheets of earlier releases are about the whole city, and for those who see it. */
function isInReach({ areaCode }: ShiftSheet, { isWholeCity, city }: Scope): boolean {
  return isWholeCity || (areaCode !== undefined && city.areas.has(areaCode));
}

/** @throws {HttpProblem} `api.unknown_id` for a post that the city does not have, or that is of an area out of reach */
function requirePost(id: PostId, { city }: Scope, { calls, clock }: RouteDeps): void {
  const post = calls.roster(clock()).find(({ postId }) => postId === id);
  if (post === undefined || !city.areas.has(post.areaCode)) throw unknownPost(id);
}

function unknownPost(id: PostId) {
  return unknownId("body", "postId", id, thingNames.post);
}

/** The newest handover, which an act that took effect has made or signed. */
function newestOf(postId: PostId, calls: RouteDeps["calls"]) {
  const [newest] = calls.handovers(postId);
  if (newest === undefined) throw unknownPost(postId);
  return newest;
}
