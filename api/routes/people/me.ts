import { peopleTexts } from "../../../locales/api/people.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { HttpProblem } from "../../http/http-problem.ts";
import type { Identity } from "../../http/identity.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { sessionCookie } from "../../http/session-cookie.ts";
import { noQuery } from "../../schemas/common.ts";
import { me, ownPasswordBody, preferencesBody } from "../../schemas/people/me.ts";
import { meView } from "../../views/me-view.ts";
import { newPasswordHash } from "../../views/new-password.ts";

export function addMeRoutes(app: App, { deps }: RouteContext): void {
  addMe(app);
  addPreferences(app, deps);
  addOwnPassword(app, deps);
}

function addMe(app: App): void {
  app.get(
    "/api/v1/me",
    {
      config: { access: "signed-in", scope: "none" },
      schema: {
        operationId: "getMe",
        tags: ["people"],
        summary: "Who calls: name, roles and rights, areas, language and preferences",
        querystring: noQuery,
        response: { 200: me },
      },
    },
    async (request) => {
      const { caller, session } = requireIdentity(request);
      return meView(caller, session);
    },
  );
}

function addPreferences(app: App, { people }: RouteDeps): void {
  app.put(
    "/api/v1/me/preferences",
    {
      config: { access: "signed-in", scope: "none" },
      schema: {
        operationId: "setPreferences",
        tags: ["people"],
        summary: "Sets one's own language and what one's screens keep; what is left out stays",
        querystring: noQuery,
        body: preferencesBody,
        response: { 200: me },
      },
    },
    async (request) => {
      const { caller, session } = requireSession(request);
      const { language, preferences } = await people.accounts.change(caller.accountId, omitUndefined(request.body));
      return meView(caller, { ...session, language, preferences });
    },
  );
}

function addOwnPassword(app: App, deps: RouteDeps): void {
  const { people, entries } = deps;
  app.put(
    "/api/v1/me/password",
    {
      config: { access: "signed-in", scope: "none" },
      schema: {
        operationId: "setOwnPassword",
        tags: ["people"],
        summary: "Sets one's own password: every other session of the account ends, this one begins anew",
        querystring: noQuery,
        body: ownPasswordBody,
        response: { 200: me },
      },
    },
    async (request, reply) => {
      const { caller } = requireSession(request);
      const { accountId } = caller;
      const { currentPassword, newPassword } = request.body;
      const passwordHash = await newPasswordHash(newPassword, caller, deps);
      const address = request.socket.remoteAddress ?? "";
      const known = await people.signIn({ accountId, password: currentPassword, address });
      if (known.kind !== "signed-in") throw new HttpProblem("api.sign_in_failed");
      const isReplaced = await people.accounts.replacePassword(known.account, passwordHash);
      // Set by somebody else meanwhile: theirs is the newer word.
      if (!isReplaced) throw new HttpProblem("api.sign_in_failed");
      await entries.enter({ kind: "account-action", accountId, by: accountId, action: { do: "set-password" } }, caller);
      const secret = await people.begin({ ...known.account, passwordHash });
      if (secret === null) throw new HttpProblem("api.sign_in_failed");
      const session = await people.session(secret);
      const isSecure = request.protocol === "https";
      reply.header("Set-Cookie", sessionCookie(secret, { isSecure, maxAgeS: people.sessionMaxAgeS }));
      return meView(caller, session);
    },
  );
}

interface Called {
  readonly identity: Identity | null;
}

/** Routes for those who are signed in have an identity. */
function requireIdentity({ identity }: Called) {
  if (identity === null) throw new HttpProblem("api.unauthorized");
  return identity;
}

/** @throws {HttpProblem} `api.refused` to a token */
function requireSession(request: Called) {
  const { caller, session } = requireIdentity(request);
  if (session !== null) return { caller, session };
  const words = peopleTexts["token-has-none"];
  throw new HttpProblem("api.refused", [], { code: "people.no_account", words });
}
