import { createHash, randomBytes } from "node:crypto";
import { type Clock, hourMs, minuteMs } from "../../domain/clock.ts";
import type { Preferences } from "../../domain/people/account.ts";
import type { Language } from "../../domain/text.ts";
import type { AccountStore, KeptAccount, KeptSession } from "../../store/ports.ts";
import type { Caller } from "../caller.ts";
import type { PeopleSettings } from "../settings.ts";

/** A session that holds. */
export interface OpenSession {
  readonly caller: Caller;
  readonly language: Language;
  readonly preferences: Preferences;
  /** What calls that change something carry in a header, made of the session's secret. */
  readonly csrfToken: string;
  /** When it ends at the latest, our clock. */
  readonly endsAt: number;
}

/** An account as it was read by whoever judged that somebody may sign in. */
export type JudgedAccount = Pick<KeptAccount, "accountId" | "subject" | "passwordHash">;

/** Browsers that people signed in with. */
export interface Sessions {
  /**
   * Begins a session for the account as judged. A change that ends the account's sessions may have come since it was read, and
   * have found none yet.
   *
   * @returns the secret for the cookie, 256 random bits: what is kept is its hash; null where the account is now disabled, or has
   * another subject or password
   */
  begin(judged: JudgedAccount): Promise<string | null>;
  /** Null for one that is over. Asking counts as use. */
  find(secret: string): Promise<OpenSession | null>;
  end(secret: string): Promise<void>;
  readonly maxAgeS: number;
}

/** How often use of a session is written down. */
const noteUseEveryMs = minuteMs;

export function createSessions(store: AccountStore, settings: PeopleSettings, clock: Clock): Sessions {
  const maxAgeMs = settings.sessionHours * hourMs;
  const idleMs = settings.sessionIdleMinutes * minuteMs;
  /** When sessions were last in use, as far as that is not written down yet, by secret's hash. */
  const usedAt = new Map<string, number>();

  const isOver = ({ createdAt, seenAt }: KeptSession, key: string, now: number): boolean =>
    now >= createdAt + maxAgeMs || now >= Math.max(seenAt, usedAt.get(key) ?? 0) + idleMs;

  const noteUse = async (hash: Uint8Array, key: string, { seenAt }: KeptSession, now: number): Promise<void> => {
    const written = Math.max(seenAt, usedAt.get(key) ?? 0);
    if (now - written < noteUseEveryMs) return;
    if (usedAt.size >= 10_000) usedAt.clear();
    usedAt.set(key, now);
    await store.sessionSeen(hash, now);
  };

  return {
    maxAgeS: maxAgeMs / 1000,
    async begin({ accountId, subject, passwordHash }) {
      const secret = randomBytes(32).toString("base64url");
      const now = clock();
      await store.dropSessions(now - maxAgeMs);
      const hash = hashOf(secret);
      await store.addSession({ hash, accountId, createdAt: now });
      // In this order: a change that is not seen here comes after the session was added, and ends it.
      const kept = await store.byId(accountId);
      const isAsJudged = kept?.subject === subject && kept.passwordHash === passwordHash && !kept.isDisabled;
      if (isAsJudged) return secret;
      await store.endSession(hash);
      return null;
    },
    async find(secret) {
      const hash = hashOf(secret);
      const kept = await store.session(hash);
      const key = Buffer.from(hash).toString("hex");
      const now = clock();
      if (kept === null || isOver(kept, key, now)) return null;
      await noteUse(hash, key, kept, now);
      return openSession(kept, secret, maxAgeMs);
    },
    end: (secret) => store.endSession(hashOf(secret)),
  };
}

function openSession({ account, createdAt }: KeptSession, secret: string, maxAgeMs: number): OpenSession {
  const { accountId, name, roles, areaCodes, deviceIds, language, preferences } = account;
  const caller: Caller = { kind: "account", accountId, name, roles, areaCodes, deviceIds };
  return { caller, language, preferences, csrfToken: csrfTokenOf(secret), endsAt: createdAt + maxAgeMs };
}

/** Follows from the secret and does not lead back to it. */
function csrfTokenOf(secret: string): string {
  return createHash("sha256").update(`csrf ${secret}`).digest("base64url");
}

function hashOf(secret: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}
