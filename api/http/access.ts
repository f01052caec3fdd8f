import type { FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "../../domain/errors.ts";
import { roles } from "../../domain/people/role.ts";
import { apiErrorTexts, problemDetails } from "../../locales/api.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { problemTexts } from "../../locales/yaml.ts";
import type { Caller } from "../../people/caller.ts";
import { mayDo, type Right } from "../../people/rights.ts";
import { isConfidential } from "../../tls/confidential.ts";
import type { ApiDeps, App } from "../app.ts";
import { problem } from "../schemas/problem.ts";
import { createScopes, type Scope } from "../scope/scope.ts";
import { HttpProblem } from "./http-problem.ts";
import { credentialOf, type Identity, identities, isForged, isTokenOfDevice } from "./identity.ts";

/**
 * Who may call a route: `open` anyone; `optional` anyone, and more is shown to whoever is known; `signed-in` any account or
 * token; `device` whoever may read, and the device that the path names as `id` with its own token; else whoever has the right.
 */
export type Access = "open" | "optional" | "signed-in" | "device" | Right;

/**
 * How a route keeps to its caller's part of the city: `filtered` reads through `request.scope` alone; `whole-city` is for
 * those who see all of it; `none` tells of no place.
 */
export type ScopeWay = "filtered" | "whole-city" | "none";

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    scope?: ScopeWay;
  }
  interface FastifyRequest {
    /** Who calls; null without a token or session, and for a device. */
    caller: Caller | null;
    /** What the caller can see; what is public where nobody is known. */
    scope: Scope;
    /** How the caller is known, to ask again later whether that still holds; null where nobody is. */
    identity: Identity | null;
  }
}

/** Checks who calls before anything of a call is read, unknown paths included. */
export function guardAccess(app: App, deps: ApiDeps): void {
  const scopes = createScopes(deps);
  const known = identities(deps);
  app.decorateRequest("caller", null);
  app.decorateRequest("identity", null);
  app.decorateRequest("scope", { getter: () => scopes.nobody, setter: setScope });
  app.addHook("onRequest", async (request, reply) => {
    const { access = "signed-in", scope } = request.routeOptions.config;
    if (access === "open") return;
    const credential = credentialOf(request.headers);
    if (access === "optional" && credential === null) return;
    // Too late for this one, but whoever calls hears of it before there are many.
    if (credential !== null && !deps.allowCleartextTokens && !isConfidential(request.socket))
      throw new HttpProblem("api.cleartext_token");
    const device = await deviceOf(request, access, deps);
    if (device !== null) {
      request.scope = scopes.of({ roles: [], areaCodes: [], deviceIds: [device] });
      return;
    }
    const found = await known.identify(credential);
    // A browser sends the cookie of a session that is over without meaning anything by it.
    if (found === null && access === "optional" && credential?.kind === "cookie") return;
    const identity = checked(found, request, reply);
    const { caller } = identity;
    const right = rightFor(access);
    if (right !== null && !mayDo(caller.roles, right)) throw lacking(right, caller);
    request.caller = caller;
    request.identity = identity;
    request.scope = scopes.of(caller);
    if (scope === "whole-city" && !request.scope.isWholeCity) throw new HttpProblem("api.whole_city_only");
  });
}

function setScope(this: FastifyRequest, scope: Scope): void {
  Object.defineProperty(this, "scope", { value: scope, writable: true });
}

/** @throws {HttpProblem} `api.unauthorized`, `api.csrf` */
function checked(identity: Identity | null, request: FastifyRequest, reply: FastifyReply): Identity {
  if (identity === null) {
    reply.header("WWW-Authenticate", 'Bearer realm="guanlan"');
    throw new HttpProblem("api.unauthorized");
  }
  if (isForged(request, identity)) throw new HttpProblem("api.csrf");
  return identity;
}

/** The right that a route asks of an account or token; null where any will do. */
function rightFor(access: Exclude<Access, "open">): Right | null {
  if (access === "optional" || access === "signed-in") return null;
  return access === "device" ? "read" : access;
}

function lacking(right: Right, { roles: own }: Caller): HttpProblem {
  const giving = roles.filter((role) => mayDo([role], right));
  const detail = fill(problemDetails["api.forbidden"], {
    right,
    roles: enumerated(giving),
    own: own.length === 0 ? problemTexts["got.nothing"] : enumerated(own),
  });
  return new HttpProblem("api.forbidden", [], null, detail);
}

/** The device that calls with its own token; null where it is somebody else. */
async function deviceOf(request: FastifyRequest, access: Access, { deviceTokens }: Pick<ApiDeps, "deviceTokens">) {
  if (access !== "device") return null;
  return isTokenOfDevice(deviceTokens, request);
}

/** Puts who may call, how far, and the problem answers into every route's schema; refuses a route that does not say. */
export function documentAccess(app: App): void {
  app.addHook("onRoute", (route) => {
    const { access, scope } = route.config ?? {};
    if (access === undefined || scope === undefined) {
      throw new HubError("api.route_without_access", fill(apiErrorTexts["route-without-access"], { url: route.url }));
    }
    const answer = { description: "Problem", content: { "application/problem+json": { schema: problem } } };
    const refusals = access === "open" ? {} : access === "optional" ? { 401: answer } : { 401: answer, 403: answer };
    const schema = route.schema ?? {};
    route.schema = {
      ...schema,
      response: { ...(schema.response as object | undefined), ...refusals, default: answer },
      ...({ security: securityOf(access), "x-access": { right: access, scope } } as object),
    };
  });
}

function securityOf(access: Access): readonly Record<string, readonly string[]>[] {
  if (access === "open") return [];
  const known = [{ bearer: [] }, { session: [] }];
  return access === "optional" ? [{}, ...known] : known;
}
