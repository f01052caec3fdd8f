import type { FastifyReply, FastifyRequest } from "fastify";
import { unknownAccountId } from "../../../domain/inputs/acts/account-action.ts";
import type { ProviderRefusal } from "../../../domain/people/provider-refusal.ts";
import { type BilingualText, sameInBoth } from "../../../domain/text.ts";
import { providerName, providerRefusalTexts } from "../../../locales/api/people.ts";
import { fill } from "../../../locales/fill.ts";
import type { SignInOutcome } from "../../../people/people.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { addressOf, isInClear, isSecure } from "../../http/caller-connection.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { isFromElsewhere } from "../../http/identity.ts";
import { endedCookie, sessionCookie, sessionCookieIn } from "../../http/session-cookie.ts";
import { noQuery } from "../../schemas/common.ts";
import { linkBody, me, sessionNow, sessionQuery, signedOut, signInBody } from "../../schemas/people/me.ts";
import { asCaller } from "../../views/account-caller.ts";
import { meView } from "../../views/me-view.ts";

export function addSessionRoutes(app: App, { deps }: RouteContext): void {
  addSessionNow(app, deps);
  addSignIn(app, deps);
  addLinkSignIn(app, deps);
  addSignOut(app, deps);
}

function addSessionNow(app: App, { people: { oidc } }: RouteDeps): void {
  app.get(
    "/api/v1/session",
    {
      config: { access: "optional", scope: "none" },
      schema: {
        operationId: "getSession",
        tags: ["people"],
        summary: "Who is signed in, or that nobody is, and how one may sign in: what a page asks first",
        querystring: sessionQuery,
        response: { 200: sessionNow },
      },
    },
    async ({ identity, query: { refused, subject } }) => ({
      me: identity === null ? null : meView(identity.caller, identity.session),
      provider:
        oidc === null
          ? null
          : { name: oidc.name === null ? providerName : sameInBoth(oidc.name), startUrl: oidc.startUrl },
      refused: refused === undefined ? null : refusalWords(refused, subject),
    }),
  );
}

function refusalWords(code: ProviderRefusal, subject = ""): BilingualText {
  return fill(providerRefusalTexts[code], { subject: sameInBoth(subject) });
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
      requirePrivate(request, deps);
      const address = addressOf(request);
      const outcome = await deps.people.signIn({ ...request.body, address });
      await writeDown(outcome, address, deps);
      return await openSession(secretOf(outcome, reply), { request, reply }, deps);
    },
  );
}

function addLinkSignIn(app: App, deps: RouteDeps): void {
  app.post(
    "/api/v1/session/link",
    {
      config: { access: "open", scope: "none" },
      schema: {
        operationId: "signInByLink",
        tags: ["people"],
        summary: "Signs a browser in by the link that a demonstration prints; good once, for ten minutes",
        querystring: noQuery,
        body: linkBody,
        response: { 200: me },
      },
    },
    async (request, reply) => {
      requirePrivate(request, deps);
      const accountId = deps.people.links.take(request.body.code);
      const account = accountId === null ? null : await deps.people.accounts.byId(accountId);
      if (account === null || account.isDisabled) throw new HttpProblem("api.sign_in_failed");
      const secret = await deps.people.begin(account);
      if (secret === null) throw new HttpProblem("api.sign_in_failed");
      const action = { do: "sign-in", address: addressOf(request) } as const;
      const about = { kind: "account-action", accountId: account.accountId, by: account.accountId } as const;
      await deps.entries.enter({ ...about, action }, asCaller(account));
      return await openSession(secret, { request, reply }, deps);
    },
  );
}

/** @throws {HttpProblem} where a secret would go over the wire as plain text, or another site's page makes the call */
function requirePrivate(request: FastifyRequest, deps: RouteDeps): void {
  if (isInClear(request, deps)) throw new HttpProblem("api.cleartext_token");
  if (isFromElsewhere(request.headers)) throw new HttpProblem("api.csrf");
}

/** Puts a session's secret in the cookie. @throws {HttpProblem} `api.sign_in_failed` for one that is over already */
async function openSession(
  secret: string,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { people }: RouteDeps,
) {
  const session = await people.session(secret);
  if (session === null) throw new HttpProblem("api.sign_in_failed");
  reply.header("Set-Cookie", sessionCookie(secret, { isSecure: isSecure(request), maxAgeS: people.sessionMaxAgeS }));
  return meView(session.caller, session);
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
        await deps.entries.enter(
          { kind: "account-action", accountId, by: accountId, action: { do: "sign-out" } },
          caller,
        );
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
      const { account } = outcome;
      const { accountId } = account;
      const action = { do: "sign-in", address } as const;
      await entries.enter({ kind: "account-action", accountId, by: accountId, action }, asCaller(account));
      return;
    }
    case "wrong": {
      const accountId = outcome.accountId ?? unknownAccountId;
      const { reason, isLocked } = outcome;
      const about = { kind: "account-action", accountId, by: accountId } as const;
      log.warn({ accountId, address, reason, isLocked }, "sign-in refused");
      await entries.enter({ ...about, action: { do: "sign-in-refused", reason, address } }, null);
      if (isLocked) await entries.enter({ ...about, action: { do: "locked", address } }, null);
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
