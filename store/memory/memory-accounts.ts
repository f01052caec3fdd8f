import { accountExists, subjectTaken, unknownAccount } from "../errors.ts";
import type { AccountStore, KeptAccount, NewSession } from "../ports.ts";

interface MemorySession extends NewSession {
  seenAt: number;
}

/** Accounts and sessions in memory. */
export function createMemoryAccounts(): AccountStore {
  const accounts = new Map<string, KeptAccount>();
  const sessions = new Map<string, MemorySession>();
  let revision = 0;
  const endAllOf = (accountId: string): void => {
    for (const [key, session] of sessions) if (session.accountId === accountId) sessions.delete(key);
  };
  const ofSubject = (subject: string | null): KeptAccount | null =>
    subject === null ? null : ([...accounts.values()].find((each) => each.subject === subject) ?? null);
  const requireFree = ({ accountId, subject }: Pick<KeptAccount, "accountId" | "subject">): void => {
    const other = ofSubject(subject);
    if (subject !== null && other !== null && other.accountId !== accountId)
      throw subjectTaken(subject, other.accountId);
  };
  return {
    revision: async () => revision,
    byId: async (accountId) => accounts.get(accountId) ?? null,
    bySubject: async (subject) => ofSubject(subject),
    list: async () =>
      [...accounts.values()]
        .map(({ passwordHash: _, ...account }) => account)
        .sort((a, b) => (a.accountId < b.accountId ? -1 : 1)),
    async create(account) {
      if (accounts.has(account.accountId)) throw accountExists(account.accountId);
      requireFree(account);
      accounts.set(account.accountId, { ...account, isDisabled: false, preferences: {} });
      revision += 1;
    },
    async change(accountId, change) {
      const kept = accounts.get(accountId);
      if (kept === undefined) throw unknownAccount(accountId);
      const after = { ...kept, ...change };
      requireFree(after);
      accounts.set(accountId, after);
      if (after.isDisabled || change.passwordHash !== undefined || after.subject !== kept.subject) endAllOf(accountId);
      revision += 1;
      return after;
    },
    async replacePassword({ accountId, passwordHash: before }, passwordHash) {
      const kept = accounts.get(accountId);
      if (kept === undefined || kept.isDisabled || kept.passwordHash !== before) return false;
      await this.change(accountId, { passwordHash });
      return true;
    },
    addSession: async (session) => void sessions.set(keyOf(session.hash), { ...session, seenAt: session.createdAt }),
    async session(hash) {
      const session = sessions.get(keyOf(hash));
      const kept = session === undefined ? undefined : accounts.get(session.accountId);
      if (session === undefined || kept === undefined || kept.isDisabled) return null;
      const { passwordHash: _, ...account } = kept;
      return { account, createdAt: session.createdAt, seenAt: session.seenAt };
    },
    async sessionSeen(hash, at) {
      const session = sessions.get(keyOf(hash));
      if (session !== undefined) session.seenAt = Math.max(session.seenAt, at);
    },
    async endSession(hash) {
      sessions.delete(keyOf(hash));
      revision += 1;
    },
    async dropSessions(createdBefore) {
      for (const [key, session] of sessions) if (session.createdAt < createdBefore) sessions.delete(key);
    },
  };
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}
