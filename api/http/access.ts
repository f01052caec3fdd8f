import type { FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "../../domain/errors.ts";
import { apiErrorTexts } from "../../locales/api.ts";
import { fill } from "../../locales/fill.ts";
import type { ApiToken, Credentials } from "../../store/ports.ts";
import { isConfidential } from "../../tls/confidential.ts";
import type { ApiDeps, App } from "../app.ts";
import { problem } from "../schemas/problem.ts";
import { HttpProblem } from "./http-problem.ts";

/**
 * Who may call a route: `open` anyone; `optional` anyone, and more is shown with a token; `reader` any token;
 * `operator` a token of that role; `device` any token, and the token of the device that the path names as `id`.
 */
export type Access = "open" | "optional" | "reader" | "operator" | "device";

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Who calls; null without a token. */
    caller: ApiToken | null;
    /** The token as sent, to ask again later whether it still holds; never logged. */
    bearer: string | null;
  }
}

/** Checks the token of every call before anything of it is read, unknown paths included. */
export function guardAccess(
  app: App,
  { tokens, deviceTokens, allowCleartextTokens }: Pick<ApiDeps, "tokens" | "deviceTokens" | "allowCleartextTokens">,
): void {
  app.decorateRequest("caller", null);
  app.decorateRequest("bearer", null);
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    const access = request.routeOptions.config.access ?? "reader";
    if (access === "open") return;
    const { authorization } = request.headers;
    if (access === "optional" && authorization === undefined) return;
    // Too late for this token, but whoever calls hears of it before there are many.
    if (authorization !== undefined && !allowCleartextTokens && !isConfidential(request.socket))
      throw new HttpProblem("api.cleartext_token");
    const bearer = bearerIn(authorization);
    const caller = bearer === null ? null : await tokens.verify(bearer);
    if (bearer !== null && caller === null && access === "device") {
      if (await isTokenOfDevice(deviceTokens, request.params, bearer)) return;
    }
    if (bearer === null || caller === null) {
      reply.header("WWW-Authenticate", 'Bearer realm="guanlan"');
      throw new HttpProblem("api.unauthorized");
    }
    if (access === "operator" && caller.role !== "operator") throw new HttpProblem("api.forbidden");
    request.caller = caller;
    request.bearer = bearer;
  });
}

/** Whether a token is that of the device named in the path. */
async function isTokenOfDevice(tokens: Pick<Credentials, "verify">, params: unknown, bearer: string): Promise<boolean> {
  const id = typeof params === "object" && params !== null && "id" in params ? params.id : null;
  if (typeof id !== "string") return false;
  return (await tokens.verify(id, new TextEncoder().encode(bearer))) === "accepted";
}

/** Puts security and the problem answers into every route's schema, and refuses a route that says no access level. */
export function documentAccess(app: App): void {
  app.addHook("onRoute", (route) => {
    const access = route.config?.access;
    if (access === undefined) {
      throw new HubError("api.route_without_access", fill(apiErrorTexts["route-without-access"], { url: route.url }));
    }
    const answer = { description: "Problem", content: { "application/problem+json": { schema: problem } } };
    const refusals = access === "open" ? {} : access === "operator" ? { 401: answer, 403: answer } : { 401: answer };
    const schema = route.schema ?? {};
    route.schema = {
      ...schema,
      response: { ...(schema.response as object | undefined), ...refusals, default: answer },
      ...({ security: securityOf(access), "x-access": access } as object),
    };
  });
}

function securityOf(access: Access): readonly Record<string, readonly string[]>[] {
  switch (access) {
    case "open":
      return [];
    case "optional":
      return [{}, { bearer: [] }];
    case "reader":
    case "operator":
    case "device":
      return [{ bearer: [] }];
  }
}

const longestToken = 512;

function bearerIn(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.length > longestToken) return null;
  const found = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization);
  return found?.[1] ?? null;
}
