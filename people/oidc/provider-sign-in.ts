import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { ProviderRefusal } from "../../domain/people/provider-refusal.ts";
import type { AccountStore, KeptAccount } from "../../store/ports.ts";
import type { Attempts } from "../sessions/attempts.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { createPendingSignIns } from "./pending-sign-ins.ts";

/** Somebody was not signed in. */
export interface ProviderSignInRefused {
  readonly kind: "refused";
  readonly reason: ProviderRefusal;
  /** The account whose subject it is; null where none has it, or nobody was named. */
  readonly accountId: string | null;
  /** Whom the provider named; null where it named nobody, or not so that it can be believed. */
  readonly subject: string | null;
}

export type ProviderSignInOutcome =
  | { readonly kind: "signed-in"; readonly account: KeptAccount; readonly secret: string }
  | ProviderSignInRefused;

/** Signing in through the identity provider: it says who, the account of that subject says what they may do. */
export interface ProviderSignIn {
  /** What people know the provider by; null where the settings name none. */
  readonly name: string | null;
  /** Where a browser begins: under the address that it comes back to, so that its cookie is there. */
  readonly startUrl: string;
  /** @returns where the browser goes, and the secret for its cookie */
  begin(
    address: string,
  ): Promise<{ readonly kind: "begun"; readonly url: string; readonly browser: string } | ProviderSignInRefused>;
  /**
   * @param browser what its cookie holds; null for none
   * @param answer the query that it came back with
   */
  finish(browser: string | null, answer: string, address: string): Promise<ProviderSignInOutcome>;
}

export interface ProviderSignInParts {
  readonly provider: IdentityProvider;
  readonly name: string | null;
  readonly startUrl: string;
}

interface Around {
  readonly store: Pick<AccountStore, "bySubject">;
  readonly sessions: Pick<Sessions, "begin">;
  readonly attempts: Attempts;
  /** Monotonic, ms. */
  readonly uptime: Clock;
  readonly log: Log;
}

/**
 * Refusals that count for no address: one that has to wait was told of before, a provider that is away is nobody's doing, and
 * any page that somebody opens can have their browser call the callback, but none with a state that this browser began.
 */
const nobodysAttempts: readonly ProviderRefusal[] = ["wait", "provider-away", "stale"];

export function createProviderSignIn(
  { provider, name, startUrl }: ProviderSignInParts,
  { store, sessions, attempts, uptime, log }: Around,
): ProviderSignIn {
  const pending = createPendingSignIns(uptime);

  const refused = (
    reason: ProviderRefusal,
    address: string,
    {
      detail,
      ...who
    }: Partial<Pick<ProviderSignInRefused, "accountId" | "subject">> & { readonly detail?: string } = {},
  ): ProviderSignInRefused => {
    const { accountId = null, subject = null } = who;
    if (!nobodysAttempts.includes(reason)) attempts.failed(null, address);
    if (reason !== "wait") log.warn({ accountId, address, reason, detail }, "sign-in by identity provider refused");
    return { kind: "refused", reason, accountId, subject };
  };

  const signInAs = async (subject: string, address: string): Promise<ProviderSignInOutcome> => {
    const account = await store.bySubject(subject);
    if (account === null) return refused("unknown-subject", address, { subject });
    const { accountId } = account;
    if (account.isDisabled) return refused("disabled", address, { accountId, subject });
    const secret = await sessions.begin(account);
    // Changed meanwhile: judged anew, as it is now.
    if (secret === null) return signInAs(subject, address);
    attempts.succeeded(accountId, address);
    return { kind: "signed-in", account, secret };
  };

  return {
    name,
    startUrl,
    async begin(address) {
      if (attempts.waitFor(null, address) > 0) return refused("wait", address);
      const begun = await provider.begin();
      if (begun.kind === "failed") return refused(begun.why, address, begun);
      return { kind: "begun", url: begun.url, browser: pending.add(begun.checks, address) };
    },
    async finish(browser, answer, address) {
      if (attempts.waitFor(null, address) > 0) return refused("wait", address);
      const state = new URLSearchParams(answer).get("state");
      const checks = browser === null || state === null ? null : pending.take(browser, state);
      if (checks === null) return refused("stale", address);
      const named = await provider.finish(answer, checks);
      if (named.kind === "failed") return refused(named.why, address, named);
      return signInAs(named.subject, address);
    },
  };
}
