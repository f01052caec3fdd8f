import type { AccountStore, KeptSession } from "../../../ports.ts";
import { createTokenCache } from "../../../token-cache.ts";
import type { ReaderOffers } from "../../reader-offers.ts";
import type { Thread } from "../../thread.ts";
import type { StateOffers } from "../state-offers.ts";
import {
  accountRevisionSql,
  accountSql,
  accountsSql,
  sessionsSql,
  subjectSql,
  toAccount,
  toSession,
} from "./account-rows.ts";

/** Accounts and sessions of `state.db`: read by a reading thread with a copy in memory, written by the state's own. */
export function createAccountStore(reader: Thread<ReaderOffers>, writer: Thread<StateOffers>): AccountStore {
  const rows = (sql: string, ...params: string[]) => reader.call("rows", "state", sql, params);
  const revision = async (): Promise<number> => Number((await rows(accountRevisionSql))[0]!.revision);
  const sessions = createTokenCache<KeptSession>(
    {
      revision,
      fetch: async (hashes) =>
        new Map(
          (await rows(sessionsSql, JSON.stringify(hashes))).map((row) => [
            Buffer.from(row.hash as Uint8Array).toString("hex"),
            toSession(row),
          ]),
        ),
    },
    () => performance.now(),
  );
  let seen = 0;
  return {
    async revision() {
      const found = await revision();
      // Whoever hears of a change asks again at once who may do what.
      if (found !== seen) sessions.recheck();
      seen = found;
      return found;
    },
    async byId(accountId) {
      const [row] = await rows(accountSql, accountId);
      return row === undefined ? null : toAccount(row);
    },
    async bySubject(subject) {
      const [row] = await rows(subjectSql, subject);
      return row === undefined ? null : toAccount(row);
    },
    list: async () => (await rows(accountsSql)).map(toAccount).map(({ passwordHash: _, ...account }) => account),
    create: (account) => writer.call("createAccount", account),
    async change(accountId, change) {
      const after = await writer.call("changeAccount", accountId, change);
      sessions.recheck();
      return after;
    },
    async replacePassword(judged, passwordHash) {
      const { accountId, passwordHash: before } = judged;
      const isReplaced = await writer.call("replacePassword", { accountId, passwordHash: before }, passwordHash);
      sessions.recheck();
      return isReplaced;
    },
    addSession: (session) => writer.call("addSession", session),
    session: async (hash) => (await sessions.find(Buffer.from(hash).toString("hex"), () => true)) ?? null,
    sessionSeen: (hash, at) => writer.call("sessionSeen", hash, at),
    async endSession(hash) {
      await writer.call("endSession", hash);
      sessions.recheck();
    },
    dropSessions: (createdBefore) => writer.call("dropSessions", createdBefore),
  };
}
