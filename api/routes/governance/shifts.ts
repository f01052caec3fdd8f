import type { PostId } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { ApiDeps, App, RouteContext } from "../../app.ts";
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

function addRoster(app: App, { calls, clock }: ApiDeps): void {
  app.get(
    "/api/v1/roster",
    {
      config: { access: "reader" },
      schema: {
        operationId: "getRoster",
        tags: ["calls"],
        summary: "Who is on duty at each post",
        querystring: rosterQuery,
        response: { 200: roster },
      },
    },
    async ({ query: { at = clock() } }) => toWire({ at, rows: calls.roster(at) }),
  );
}

function addShifts(app: App, { calls, clock }: ApiDeps): void {
  app.get(
    "/api/v1/shift",
    {
      config: { access: "reader" },
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

function addHandover(app: App, { calls, ...deps }: ApiDeps): void {
  app.post(
    "/api/v1/shift/handover",
    {
      config: { access: "operator" },
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
      requirePost(postId, calls);
      const sheet = await calls.sheet(postId);
      const action = { do: "hand-over", to, notes, sheet } as const;
      await enterAct({ kind: "shift-action", postId, by: nameOf(caller), action }, caller, { ...deps, calls });
      return toWire(newestOf(postId, calls));
    },
  );
}

function addSignature(app: App, { calls, ...deps }: ApiDeps): void {
  app.post(
    "/api/v1/shift/sign",
    {
      config: { access: "operator" },
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
      requirePost(postId, calls);
      const action = { do: "sign", sheetId, digest } as const;
      await enterAct({ kind: "shift-action", postId, by: nameOf(caller), action }, caller, { ...deps, calls });
      return toWire(newestOf(postId, calls));
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id` */
function requirePost(id: PostId, calls: ApiDeps["calls"]): void {
  if (!calls.hasPost(id)) throw unknownId("body", "postId", id, thingNames.post);
}

/** The newest handover, which an act that took effect has made or signed. */
function newestOf(postId: PostId, calls: ApiDeps["calls"]) {
  const [newest] = calls.handovers(postId);
  if (newest === undefined) throw unknownId("body", "postId", postId, thingNames.post);
  return newest;
}
