import type { FastifyReply, FastifyRequest } from "fastify";
import { unknownAccountId } from "../../../domain/inputs/acts/account-action.ts";
import type { SignInOutcome } from "../../../people/people.ts";
import { isConfidential } from "../../../tls/confidential.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { isFromElsewhere } from "../../http/identity.ts";
import { endedCookie, sessionCookie, sessionCookieIn } from "../../http/session-cookie.ts";
import { noQuery } from "../../schemas/common.ts";
import { me, signedOut, signInBody } from "../../schemas/people/me.ts";
import { meView } from "../../views/me-view.ts";

export function addSessionRoutes(app: App, { deps }: RouteContext): void {
  addSignIn(app, deps);
  addSignOut(app, deps);
}

function addSignIn(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/session",
    {
      config: { access: "open", scope: "none" },
      schema: {
        operationId: "signIn",
        tags: ["people"],
        summary: "Signs a browser in with account and password; the session is in a cookie that no script reads",
        querystring: noQuery,
        body: signInBody,
        response: { 200: me },
      },
    },
    async (request, reply) => {
      if (!deps.allowCleartextTokens && !isConfidential(request.socket)) throw new HttpProblem("api.cleartext_token");
      if (isFromElsewhere(request.headers)) throw new HttpProblem("api.csrf");
      const address = addressOf(request);
      const outcome = await deps.people.signIn({ ...request.body, address });
      await writeDown(outcome, address, deps);
      const secret = secretOf(outcome, reply);
      const session = await deps.people.session(secret);
      if (session === null) throw new HttpProblem("api.sign_in_failed");
      reply.header(
        "Set-Cookie",
        sessionCookie(secret, { isSecure: isSecure(request), maxAgeS: deps.people.sessionMaxAgeS }),
      );
      return meView(session.caller, session);
    },
  );
}

function addSignOut(app: App, deps: RouteDeps): void {
  app.delete(
    "/api/v1/session",
    {
      config: { access: "signed-in", scope: "none" },
      schema: {
        operationId: "signOut",
        tags: ["people"],
        summary: "Ends the session and its live streams; a token stays as it is",
        querystring: noQuery,
        response: { 200: signedOut },
      },
    },
    async (request, reply) => {
      const { identity, caller } = request;
      const secret = sessionCookieIn(request.headers.cookie);
      if (identity?.session !== undefined && identity.session !== null && secret !== null && caller !== null) {
        await deps.people.signOut(secret);
        const { accountId } = caller;
        await deps.entries.enter({ kind: "account-action", accountId, by: accountId, action: { do: "sign-out" } });
      }
      reply.header("Set-Cookie", endedCookie(isSecure(request)));
      return { signedOut: true as const };
    },
  );
}

/** Puts a sign-in, or why it was refused, in the audit trail; one that has to wait has been told of before. */
async function writeDown(outcome: SignInOutcome, address: string, { entries, log }: RouteDeps): Promise<void> {
  switch (outcome.kind) {
    case "signed-in": {
      const { accountId } = outcome.account;
      await entries.enter({ kind: "account-action", accountId, by: accountId, action: { do: "sign-in", address } });
      return;
    }
    case "wrong": {
      const accountId = outcome.accountId ?? unknownAccountId;
      const { reason, isLocked } = outcome;
      const about = { kind: "account-action", accountId, by: accountId } as const;
      log.warn({ accountId, address, reason, isLocked }, "sign-in refused");
      await entries.enter({ ...about, action: { do: "sign-in-refused", reason, address } });
      if (isLocked) await entries.enter({ ...about, action: { do: "locked", address } });
      return;
    }
    case "wait":
    case "busy":
      return;
  }
}

/** @throws {HttpProblem} for every outcome but a sign-in */
function secretOf(outcome: SignInOutcome, reply: Pick<FastifyReply, "header">): string {
  switch (outcome.kind) {
    case "signed-in":
      return outcome.secret;
    case "wrong":
      throw new HttpProblem("api.sign_in_failed");
    case "wait":
      reply.header("Retry-After", String(outcome.seconds));
      throw new HttpProblem("api.too_many_attempts");
    case "busy":
      throw new HttpProblem("api.unavailable");
  }
}

function addressOf({ socket }: Pick<FastifyRequest, "socket">): string {
  return socket.remoteAddress ?? "";
}

function isSecure({ protocol }: Pick<FastifyRequest, "protocol">): boolean {
  return protocol === "https";
}
