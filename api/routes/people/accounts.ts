import type { FastifyRequest } from "fastify";
import { type Grant, isOfWholeCity } from "../../../domain/people/grant.ts";
import { isReadableSubject } from "../../../domain/people/subject.ts";
import { peopleTexts } from "../../../locales/api/people.ts";
import { thingNames } from "../../../locales/shared.ts";
import type { KeptAccount } from "../../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { HttpProblem, unknownId } from "../../http/http-problem.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { noQuery } from "../../schemas/common.ts";
import {
  account,
  accountChangeBody,
  accountList,
  accountPath,
  newAccountBody,
  passwordBody,
} from "../../schemas/people/account.ts";
import type { Scope } from "../../scope/scope.ts";
import { accountView } from "../../views/account-view.ts";
import { nameOf } from "../../views/enter-act.ts";
import { newPasswordHash } from "../../views/new-password.ts";

export function addAccountRoutes(app: App, { deps }: RouteContext): void {
  addAccountList(app, deps);
  addAccount(app, deps);
  addAccountChange(app, deps);
  addPassword(app, deps);
}

function addAccountList(app: App, { people }: RouteDeps): void {
  app.get(
    "/api/v1/accounts",
    {
      config: { access: "accounts.manage", scope: "filtered" },
      schema: {
        operationId: "listAccounts",
        tags: ["people"],
        summary: "Accounts, by id",
        querystring: noQuery,
        response: { 200: accountList },
      },
    },
    async ({ scope }) => {
      const accounts = await people.accounts.list();
      return { rows: accounts.filter((each) => isWithin(each, scope)).map(accountView) };
    },
  );
}

function addAccount(app: App, deps: RouteDeps): void {
  const { people, entries, clock } = deps;
  app.post(
    "/api/v1/accounts",
    {
      config: { access: "accounts.manage", scope: "filtered" },
      schema: {
        operationId: "createAccount",
        tags: ["people"],
        summary: "Makes an account with its first password, its subject at the identity provider, or both",
        querystring: noQuery,
        body: newAccountBody,
        response: { 200: account },
      },
    },
    async ({ body, scope, caller }) => {
      const { password, ...given } = body;
      requireWithin(given, scope);
      const { accountId, roles, areaCodes, deviceIds } = given;
      if (password === undefined && given.subject === null) throw noWayIn();
      const passwordHash = password === undefined ? null : await newPasswordHash(password, given, deps);
      if ((await people.accounts.byId(accountId)) !== null) throw taken();
      await requireUsableSubject(given, deps);
      const made = { ...given, passwordHash, createdAt: clock() };
      await people.accounts.create(made);
      const action = { do: "create", roles, areaCodes, deviceIds } as const;
      const about = { kind: "account-action", accountId, by: nameOf(caller) } as const;
      await entries.enter({ ...about, action }, caller);
      const { subject } = given;
      if (subject !== null) await entries.enter({ ...about, action: { do: "set-subject", subject } }, caller);
      return accountView({ ...made, isDisabled: false });
    },
  );
}

function addAccountChange(app: App, deps: RouteDeps): void {
  const { people, entries } = deps;
  app.put(
    "/api/v1/accounts/:id",
    {
      config: { access: "accounts.manage", scope: "filtered" },
      schema: {
        operationId: "changeAccount",
        tags: ["people"],
        summary: "Changes name, roles, areas, devices, language or subject of an account, disables or enables it",
        params: accountPath,
        querystring: noQuery,
        body: accountChangeBody,
        response: { 200: account },
      },
    },
    async (request) => {
      const before = await requireAccount(request, deps);
      const change = omitUndefined(request.body);
      requireWithin({ ...before, ...change }, request.scope);
      await requireUsableSubject({ accountId: before.accountId, subject: change.subject ?? null }, deps);
      if (change.subject === null && before.subject !== null && before.passwordHash === null) throw noWayIn();
      const after = await people.accounts.change(before.accountId, change);
      const about = { kind: "account-action", accountId: before.accountId, by: nameOf(request.caller) } as const;
      const { roles, areaCodes, deviceIds } = after;
      await entries.enter({ ...about, action: { do: "change", roles, areaCodes, deviceIds } }, request.caller);
      const { subject } = after;
      if (subject !== before.subject)
        await entries.enter({ ...about, action: { do: "set-subject", subject } }, request.caller);
      if (after.isDisabled !== before.isDisabled)
        await entries.enter({ ...about, action: { do: after.isDisabled ? "disable" : "enable" } }, request.caller);
      return accountView(after);
    },
  );
}

function addPassword(app: App, deps: RouteDeps): void {
  const { people, entries } = deps;
  app.put(
    "/api/v1/accounts/:id/password",
    {
      config: { access: "accounts.manage", scope: "filtered" },
      schema: {
        operationId: "setPassword",
        tags: ["people"],
        summary: "Sets the password of an account; its sessions end",
        params: accountPath,
        querystring: noQuery,
        body: passwordBody,
        response: { 200: account },
      },
    },
    async (request) => {
      const before = await requireAccount(request, deps);
      const passwordHash = await newPasswordHash(request.body.password, before, deps);
      const after = await people.accounts.change(before.accountId, { passwordHash });
      const about = { kind: "account-action", accountId: before.accountId, by: nameOf(request.caller) } as const;
      await entries.enter({ ...about, action: { do: "set-password" } }, request.caller);
      return accountView(after);
    },
  );
}

/** @throws {HttpProblem} `api.unknown_id`; `api.refused` for the caller's own */
async function requireAccount(
  { params, scope, caller }: Pick<FastifyRequest, "scope" | "caller"> & { readonly params: { readonly id: string } },
  { people }: RouteDeps,
): Promise<KeptAccount> {
  const found = await people.accounts.byId(params.id);
  if (found === null || !isWithin(found, scope)) throw unknownId("path", "id", params.id, thingNames.account);
  if (found.accountId !== caller?.accountId) return found;
  throw new HttpProblem("api.refused", [], { code: "people.own_account", words: peopleTexts["own-account"] });
}

/** Whether a grant gives no more of the city than the scope shows. */
function isWithin(grant: Pick<Grant, "areaCodes" | "deviceIds">, { isWholeCity, city }: Scope): boolean {
  if (isWholeCity) return true;
  const isNamed = [
    ...grant.areaCodes.map((code) => city.areas.has(code)),
    ...grant.deviceIds.map((id) => city.devices.has(id)),
  ];
  return !isOfWholeCity(grant) && isNamed.every((isThere) => isThere);
}

/** @throws {HttpProblem} `api.unknown_id` for an area or device out of the caller's own reach */
function requireWithin(grant: Pick<Grant, "areaCodes" | "deviceIds">, scope: Scope): void {
  const { city } = scope;
  for (const code of grant.areaCodes)
    if (!city.areas.has(code)) throw unknownId("body", "areaCodes", code, thingNames.area);
  for (const id of grant.deviceIds)
    if (!city.devices.has(id)) throw unknownId("body", "deviceIds", id, thingNames.device);
  if (!isWithin(grant, scope)) throw new HttpProblem("api.whole_city_only");
}

function taken(): HttpProblem {
  return new HttpProblem("api.refused", [], { code: "store.account_exists", words: peopleTexts["account-taken"] });
}

function noWayIn(): HttpProblem {
  return new HttpProblem("api.refused", [], { code: "people.no_way_in", words: peopleTexts["no-way-in"] });
}

/**
 * @throws {HttpProblem} `api.refused` for a subject that nobody can read, and for one that another account has; which is not said,
 * it may be out of reach
 */
async function requireUsableSubject(
  { accountId, subject }: Pick<KeptAccount, "accountId" | "subject">,
  { people }: RouteDeps,
): Promise<void> {
  if (subject === null) return;
  if (!isReadableSubject(subject))
    throw new HttpProblem("api.refused", [], { code: "people.bad_subject", words: peopleTexts["unreadable-subject"] });
  const other = await people.accounts.bySubject(subject);
  if (other === null || other.accountId === accountId) return;
  throw new HttpProblem("api.refused", [], { code: "store.subject_taken", words: peopleTexts["subject-taken"] });
}
