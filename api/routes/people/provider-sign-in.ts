import type { FastifyReply, FastifyRequest } from "fastify";
import { secondMs } from "../../../domain/clock.ts";
import { unknownAccountId } from "../../../domain/inputs/acts/account-action.ts";
import type { ProviderRefusal } from "../../../domain/people/provider-refusal.ts";
import { pendingMs } from "../../../people/oidc/pending-sign-ins.ts";
import type { ProviderSignIn, ProviderSignInOutcome } from "../../../people/oidc/provider-sign-in.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { addressOf, isInClear, isSecure } from "../../http/caller-connection.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import { providerSignInPath, sessionCookie, signInCookie, signInCookieIn } from "../../http/session-cookie.ts";
import { providerAnswer, signInQuery, toElsewhere } from "../../schemas/people/provider-sign-in.ts";
import { asCaller } from "../../views/account-caller.ts";

/** Browsers come here by navigation: whatever becomes of a sign-in, they land on a page for people. */
export function addProviderSignInRoutes(app: App, { deps }: RouteContext): void {
  addBegin(app, deps);
  addCallback(app, deps);
}

function addBegin(app: App, deps: RouteDeps): void {
  app.get(
    providerSignInPath,
    {
      config: { access: "open", scope: "none" },
      schema: {
        operationId: "beginProviderSignIn",
        tags: ["people"],
        summary: "Sends a browser to the city's identity provider (OpenID Connect); 404 where none is set up",
        querystring: signInQuery,
        response: { 302: toElsewhere },
      },
    },
    async (request, reply) => {
      const oidc = requireProvider(deps);
      if (isInClear(request, deps)) return refuse(reply, "cleartext");
      const begun = await oidc.begin(addressOf(request));
      if (begun.kind === "refused") return refuse(reply, begun.reason);
      reply.header(
        "Set-Cookie",
        signInCookie(begun.browser, { isSecure: isSecure(request), maxAgeS: pendingMs / secondMs }),
      );
      return reply.redirect(begun.url);
    },
  );
}

function addCallback(app: App, deps: RouteDeps): void {
  app.get(
    `${providerSignInPath}/callback`,
    {
      config: { access: "open", scope: "none" },
      schema: {
        operationId: "endProviderSignIn",
        tags: ["people"],
        summary: "Where the identity provider sends the browser back: signs it in, and leads to the console",
        querystring: providerAnswer,
        response: { 302: toElsewhere },
      },
    },
    async (request, reply) => {
      const oidc = requireProvider(deps);
      if (isInClear(request, deps)) return refuse(reply, "cleartext");
      const address = addressOf(request);
      // Comes from another site by its nature: what binds it to this browser is the cookie, with the state.
      const outcome = await oidc.finish(signInCookieIn(request.headers.cookie), queryOf(request), address);
      await writeDown(outcome, address, deps);
      if (outcome.kind === "refused" && outcome.reason === "stale") return refuse(reply, outcome.reason);
      const secure = isSecure(request);
      reply.header("Set-Cookie", signInCookie("", { isSecure: secure, maxAgeS: 0 }));
      if (outcome.kind === "refused") return refuse(reply, outcome.reason, outcome.subject);
      const life = { isSecure: secure, maxAgeS: deps.people.sessionMaxAgeS };
      reply.header("Set-Cookie", sessionCookie(outcome.secret, life));
      // So that the page takes the account's language, as after a password.
      return reply.redirect("/#signed-in");
    },
  );
}

/** @throws {HttpProblem} `api.not_found` */
function requireProvider({ people: { oidc } }: RouteDeps): ProviderSignIn {
  if (oidc === null) throw new HttpProblem("api.not_found");
  return oidc;
}

/** As it was sent: what comes twice is to be seen. */
function queryOf({ url }: FastifyRequest): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}

/** To the console's sign-in page, which asks for the words of the code. Behind `#`: it goes to no server and in no log. */
function refuse(reply: Pick<FastifyReply, "redirect">, refused: ProviderRefusal, subject: string | null = null) {
  const named = refused === "unknown-subject" && subject !== null ? { subject } : {};
  return reply.redirect(`/#${new URLSearchParams({ refused, ...named })}`);
}

/** Puts a sign-in, or why it was refused, in the audit trail. What nobody had begun, or has to wait, is in the log alone. */
async function writeDown(outcome: ProviderSignInOutcome, address: string, { entries }: RouteDeps): Promise<void> {
  if (outcome.kind === "signed-in") {
    const { account } = outcome;
    const about = { kind: "account-action", accountId: account.accountId, by: account.accountId } as const;
    await entries.enter({ ...about, action: { do: "sign-in", way: "oidc", address } }, asCaller(account));
    return;
  }
  const { reason, subject } = outcome;
  if (reason === "stale" || reason === "wait") return;
  const accountId = outcome.accountId ?? unknownAccountId;
  const action = { do: "sign-in-refused", way: "oidc", reason, subject, address } as const;
  await entries.enter({ kind: "account-action", accountId, by: accountId, action }, null);
}
