import { beforeEach, describe, expect, it } from "vitest";
import type { IdentityProvider, SignInChecks } from "../../people/oidc/identity-provider.ts";
import { hashPassword } from "../../people/passwords/password-hash.ts";
import { createPeople, type People } from "../../people/people.ts";
import { peopleSettings } from "../../people/settings.ts";
import { createMemoryAccounts } from "../../store/memory/memory-accounts.ts";
import type { AccountChange, AccountStore, KeptAccount } from "../../store/ports.ts";

const address = "192.0.2.1";
const state = "state";
const settings = peopleSettings.parse({ passwordCost: 10 });
const [oldHash, newHash] = await Promise.all(
  ["pumps under it", "another of hers"].map((each) => hashPassword(each, settings.passwordCost)),
);

const provider: IdentityProvider = {
  begin: async () => ({
    kind: "begun",
    url: "",
    checks: { state, nonce: "", codeVerifier: "" } satisfies SignInChecks,
  }),
  finish: async () => ({ kind: "named", subject: "sub-li" }),
};

/** What was added as sessions; a change falls just before the first. */
class ChangedBetween {
  readonly hashes: Uint8Array[] = [];
  readonly #kept = createMemoryAccounts();
  change: AccountChange = {};
  readonly store: AccountStore = {
    ...this.#kept,
    addSession: async (session) => {
      if (this.hashes.push(session.hash) === 1) await this.#kept.change("li", this.change);
      await this.#kept.addSession(session);
    },
  };
}

let of: ChangedBetween;
let people: People;
let judged: KeptAccount;
beforeEach(async () => {
  of = new ChangedBetween();
  people = createPeople({
    ...{ store: of.store, settings, clock: () => 1_000, uptime: () => 0 },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    changes: { onChanged: () => () => {}, changed() {} },
    oidc: { provider, name: null, startUrl: "" },
  });
  await of.store.create({
    ...{ accountId: "li", name: "Li Wei", language: "zh", createdAt: 0, passwordHash: oldHash ?? "" },
    ...{ roles: ["duty-officer"], areaCodes: [], deviceIds: [], subject: "sub-li" },
  });
  judged = (await of.store.byId("li"))!;
});

/** Sessions that hold, of all that were ever added; those of a disabled account once it is enabled again. */
async function openSessions(): Promise<number> {
  await of.store.change("li", { isDisabled: false });
  return (await Promise.all(of.hashes.map((hash) => of.store.session(hash)))).filter((each) => each !== null).length;
}

async function byProvider() {
  const begun = await people.oidc!.begin(address);
  if (begun.kind === "refused") throw new Error(begun.reason);
  return people.oidc!.finish(begun.browser, `state=${state}`, address);
}

const byPassword = () => people.signIn({ accountId: "li", password: "pumps under it", address });

describe("a sign-in while the account is changed", () => {
  it("through the identity provider ends with no session where the subject is no longer hers", async () => {
    of.change = { subject: null };
    expect(await byProvider()).toMatchObject({ kind: "refused", reason: "unknown-subject" });
    expect(await openSessions()).toBe(0);
  });

  it("through the identity provider, of an account that is disabled, too", async () => {
    of.change = { isDisabled: true };
    expect(await byProvider()).toMatchObject({ kind: "refused", reason: "disabled", accountId: "li" });
    expect(await openSessions()).toBe(0);
  });

  it("by a password that is no longer hers ends with no session", async () => {
    of.change = { passwordHash: newHash ?? "" };
    expect(await byPassword()).toMatchObject({ kind: "wrong", reason: "wrong-password" });
    expect(await openSessions()).toBe(0);
  });

  it("by the password of an account that is disabled, too", async () => {
    of.change = { isDisabled: true };
    expect(await byPassword()).toMatchObject({ kind: "wrong", reason: "disabled" });
    expect(await openSessions()).toBe(0);
  });

  it.each<[string, AccountChange]>([
    ["disabled", { isDisabled: true }],
    ["given another subject", { subject: "sub-zhao" }],
    ["given no subject", { subject: null }],
    ["given another password", { passwordHash: newHash ?? "" }],
  ])("begins no session for an account that is %s, as by a link", async (_, change) => {
    of.change = change;
    expect(await people.begin(judged)).toBeNull();
    expect(await openSessions()).toBe(0);
  });

  it.each<[string, AccountChange]>([
    ["roles", { roles: ["viewer"] }],
    ["language", { language: "en" }],
  ])("is what it is where only its %s are others", async (_, change) => {
    of.change = change;
    expect(await byProvider()).toMatchObject({ kind: "signed-in" });
    expect(await byPassword()).toMatchObject({ kind: "signed-in" });
    expect(await openSessions()).toBe(2);
  });

  it("by a password that is right still, is judged anew where only the subject is another", async () => {
    of.change = { subject: null };
    expect(await byPassword()).toMatchObject({ kind: "signed-in", account: { subject: null } });
    expect(await openSessions()).toBe(1);
  });
});
