import { createHash, randomBytes } from "node:crypto";
import { type Clock, hourMs, minuteMs } from "../../domain/clock.ts";
import type { Preferences } from "../../domain/people/account.ts";
import type { Language } from "../../domain/text.ts";
import type { AccountStore, KeptSession } from "../../store/ports.ts";
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

/** Browsers that people signed in with. */
export interface Sessions {
  /** @returns the secret for the cookie, 256 random bits: what is kept is its hash */
  begin(accountId: string): Promise<string>;
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
    async begin(accountId) {
      const secret = randomBytes(32).toString("base64url");
      const now = clock();
      await store.dropSessions(now - maxAgeMs);
      await store.addSession({ hash: hashOf(secret), accountId, createdAt: now });
      return secret;
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
