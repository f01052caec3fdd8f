import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import type { AccountStore, KeptAccount } from "../store/ports.ts";
import type { GrantChanges } from "./follow-changes.ts";
import { createProviderSignIn, type ProviderSignIn, type ProviderSignInParts } from "./oidc/provider-sign-in.ts";
import { oneAtATime } from "./passwords/one-at-a-time.ts";
import { hashPassword, isPassword } from "./passwords/password-hash.ts";
import { createAttempts } from "./sessions/attempts.ts";
import { createOneTimeLinks, type OneTimeLinks } from "./sessions/one-time-links.ts";
import { createSessions, type JudgedAccount, type OpenSession } from "./sessions/sessions.ts";
import type { PeopleSettings } from "./settings.ts";

/** What became of a sign-in. Whoever tried hears `wrong` for every reason but having to wait. */
export type SignInOutcome =
  | { readonly kind: "signed-in"; readonly account: KeptAccount; readonly secret: string }
  /** `reason` is for the audit trail; `accountId` null where there is no such account: what was typed may be a secret. */
  | {
      readonly kind: "wrong";
      readonly accountId: string | null;
      readonly reason: "wrong-password" | "unknown-account" | "disabled";
      /** The account waits from now on. */
      readonly isLocked: boolean;
    }
  | { readonly kind: "wait"; readonly seconds: number }
  /** Too many sign in at once. */
  | { readonly kind: "busy" };

export interface SignInAttempt {
  readonly accountId: string;
  readonly password: string;
  /** Where it comes from. */
  readonly address: string;
}

/** Accounts and sessions, for the API. */
export interface People {
  readonly accounts: Pick<AccountStore, "byId" | "bySubject" | "list" | "create" | "change" | "replacePassword">;
  readonly settings: PeopleSettings;
  signIn(attempt: SignInAttempt): Promise<SignInOutcome>;
  readonly links: OneTimeLinks;
  /** Null where people sign in by password alone. */
  readonly oidc: ProviderSignIn | null;
  /** Null for a session that is over. */
  session(secret: string): Promise<OpenSession | null>;
  signOut(secret: string): Promise<void>;
  /** @returns the secret for the cookie; null where the account is no longer as judged */
  begin(judged: JudgedAccount): Promise<string | null>;
  /** Tells when accounts, sessions or tokens may have changed, whichever process did it. @returns call it to stop */
  onChanged(listener: () => void): () => void;
  /** Null where too many are at it already. */
  hash(password: string): Promise<string | null>;
  readonly sessionMaxAgeS: number;
}

/** Password checks that may wait: each takes a part of a second and much memory. */
const mostWaiting = 8;

export interface PeopleParts {
  readonly store: AccountStore;
  readonly settings: PeopleSettings;
  readonly clock: Clock;
  /** Monotonic, ms: attempts are counted by it. */
  readonly uptime: Clock;
  readonly log: Log;
  readonly changes: Pick<GrantChanges, "onChanged" | "changed">;
  /** Null where no identity provider is set up. */
  readonly oidc: ProviderSignInParts | null;
}

export function createPeople({ store, settings, changes, oidc, clock, uptime, log }: PeopleParts): People {
  const attempts = createAttempts(settings, uptime);
  const sessions = createSessions(store, settings, clock);
  const queue = oneAtATime(mostWaiting);
  const { passwordCost } = settings;

  async function judge(attempt: SignInAttempt): Promise<SignInOutcome> {
    const { accountId, password, address } = attempt;
    const account = await store.byId(accountId);
    const isRight = await isPassword(password, account?.passwordHash ?? null, passwordCost);
    if (account === null || !isRight || account.isDisabled) {
      const isLocked = attempts.failed(accountId, address);
      const reason = account === null ? "unknown-account" : isRight ? "disabled" : "wrong-password";
      return { kind: "wrong", accountId: account?.accountId ?? null, reason, isLocked };
    }
    const secret = await sessions.begin(account);
    // Changed meanwhile: judged anew, as it is now.
    if (secret === null) return judge(attempt);
    attempts.succeeded(accountId, address);
    return { kind: "signed-in", account, secret };
  }

  return {
    accounts: {
      byId: (accountId) => store.byId(accountId),
      bySubject: (subject) => store.bySubject(subject),
      list: () => store.list(),
      create: (account) => store.create(account),
      async change(accountId, change) {
        const after = await store.change(accountId, change);
        changes.changed();
        return after;
      },
      async replacePassword(judged, passwordHash) {
        const isReplaced = await store.replacePassword(judged, passwordHash);
        changes.changed();
        return isReplaced;
      },
    },
    onChanged: (listener) => changes.onChanged(listener),
    settings,
    async signIn(attempt) {
      const waitMs = attempts.waitFor(attempt.accountId, attempt.address);
      if (waitMs > 0) return { kind: "wait", seconds: Math.ceil(waitMs / 1000) };
      const judged = queue.run(() => judge(attempt));
      if (judged === null) {
        log.warn({ address: attempt.address }, "too many sign in at once; refused");
        return { kind: "busy" };
      }
      return judged;
    },
    links: createOneTimeLinks(uptime),
    oidc: oidc === null ? null : createProviderSignIn(oidc, { store, sessions, attempts, uptime, log }),
    session: (secret) => sessions.find(secret),
    async signOut(secret) {
      await sessions.end(secret);
      changes.changed();
    },
    begin: (judged) => sessions.begin(judged),
    hash: async (password) => queue.run(() => hashPassword(password, passwordCost)) ?? null,
    sessionMaxAgeS: sessions.maxAgeS,
  };
}
