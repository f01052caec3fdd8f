import { describe, expect, test } from "vitest";
import type { AreaCode } from "../../domain/ids.ts";
import type { AccountStore, NewAccount } from "../../store/ports.ts";
import { noon } from "../support/observations.ts";
import { until } from "../support/until.ts";

const li: NewAccount = {
  accountId: "li",
  name: "Li Wei",
  roles: ["duty-officer"],
  areaCodes: ["410105" as AreaCode],
  deviceIds: [],
  language: "zh",
  createdAt: noon,
  subject: null,
  passwordHash: "scrypt$10$8$1$c2FsdA$a2V5",
};

const hash = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** A store of accounts, and what another process may do to it meanwhile. */
export interface OpenAccounts {
  readonly people: AccountStore;
  /** As `AccountStore.change`, made beside the store that is open. */
  changeElsewhere(accountId: string, change: Parameters<AccountStore["change"]>[1]): Promise<unknown>;
}

/** What every store of accounts must do. */
export function accountsContract(name: string, open: () => Promise<OpenAccounts>): void {
  describe(`accounts contract: ${name}`, () => {
    test("an account is kept as it was made, once, and listed without its password", async () => {
      const { people } = await open();
      expect(await people.byId("li")).toBeNull();
      await people.create(li);
      expect(await people.byId("li")).toEqual({ ...li, isDisabled: false, preferences: {} });
      await expect(people.create(li)).rejects.toMatchObject({ code: "store.account_exists" });
      await people.create({ ...li, accountId: "an", passwordHash: null });
      const listed = await people.list();
      expect(listed.map(({ accountId }) => accountId)).toEqual(["an", "li"]);
      expect(JSON.stringify(listed)).not.toContain("scrypt");
    });

    test("change() changes what is named and nothing else", async () => {
      const { people } = await open();
      await people.create(li);
      const change = { roles: ["viewer"], areaCodes: [], language: "en", preferences: { theme: "dark" } } as const;
      const wanted = { ...li, ...change, isDisabled: false };
      expect(await people.change("li", change)).toEqual(wanted);
      expect(await people.byId("li")).toEqual(wanted);
      await expect(people.change("nobody", {})).rejects.toMatchObject({ code: "store.not_found" });
    });

    test("a session gives its account as it is now, until it ends", async () => {
      const { people } = await open();
      await people.create(li);
      expect(await people.session(hash(1))).toBeNull();
      await people.addSession({ hash: hash(1), accountId: "li", createdAt: noon });
      expect(await people.session(hash(1))).toMatchObject({
        createdAt: noon,
        seenAt: noon,
        account: { name: "Li Wei" },
      });
      await people.change("li", { name: "Li" });
      expect((await people.session(hash(1)))?.account.name).toBe("Li");
      await people.endSession(hash(1));
      expect(await people.session(hash(1))).toBeNull();
    });

    test("use of a session is written down, never backwards; old sessions are dropped", async () => {
      const { people } = await open();
      await people.create(li);
      await people.addSession({ hash: hash(1), accountId: "li", createdAt: noon });
      await people.addSession({ hash: hash(2), accountId: "li", createdAt: noon + 10 });
      await people.sessionSeen(hash(2), noon + 500);
      await people.sessionSeen(hash(2), noon + 100);
      expect((await people.session(hash(2)))?.seenAt).toBe(noon + 500);
      await people.dropSessions(noon + 5);
      expect(await people.session(hash(1))).toBeNull();
      expect(await people.session(hash(2))).not.toBeNull();
    });

    test.each([
      ["being disabled", { isDisabled: true }],
      ["another subject", { subject: "sub-2" }],
      ["a subject that is taken away", { subject: null }],
      ["a new password", { passwordHash: "scrypt$10$8$1$c2FsdA$bmV3" }],
    ])("%s ends every session of the account at once, and no other", async (_, change) => {
      const { people } = await open();
      await people.create({ ...li, subject: "sub-1" });
      await people.create({ ...li, accountId: "an" });
      for (const [byte, accountId] of [
        [1, "li"],
        [2, "li"],
        [3, "an"],
      ] as const)
        await people.addSession({ hash: hash(byte), accountId, createdAt: noon });
      for (const byte of [1, 2, 3]) expect(await people.session(hash(byte))).not.toBeNull();
      await people.change("li", change);
      expect([await people.session(hash(1)), await people.session(hash(2))]).toEqual([null, null]);
      expect(await people.session(hash(3))).not.toBeNull();
    });

    test("a password is replaced while it is the one that was judged by, and not where it is another or nobody may sign in", async () => {
      const { people, changeElsewhere } = await open();
      await people.create(li);
      const judged = { accountId: "li", passwordHash: li.passwordHash };
      await people.addSession({ hash: hash(1), accountId: "li", createdAt: noon });
      expect(await people.replacePassword(judged, "scrypt$second")).toBe(true);
      expect((await people.byId("li"))?.passwordHash).toBe("scrypt$second");
      expect(await people.session(hash(1))).toBeNull();
      await people.addSession({ hash: hash(2), accountId: "li", createdAt: noon });
      expect(await people.replacePassword(judged, "scrypt$third")).toBe(false);
      expect((await people.byId("li"))?.passwordHash).toBe("scrypt$second");
      expect(await people.session(hash(2))).not.toBeNull();
      await changeElsewhere("li", { isDisabled: true });
      const second = { accountId: "li", passwordHash: "scrypt$second" };
      expect(await people.replacePassword(second, "scrypt$third")).toBe(false);
      expect(await people.replacePassword({ accountId: "nobody", passwordHash: null }, "scrypt$third")).toBe(false);
    });

    test("a subject finds its account, exactly so written, and is of one account alone", async () => {
      const { people } = await open();
      await people.create({ ...li, subject: "Sub-1" });
      await people.create({ ...li, accountId: "an" });
      await people.create({ ...li, accountId: "bo" });
      expect((await people.bySubject("Sub-1"))?.accountId).toBe("li");
      for (const other of ["sub-1", "Sub-1 ", "", "null", "li"]) expect(await people.bySubject(other)).toBeNull();
      const taken = { code: "store.subject_taken" };
      await expect(people.create({ ...li, accountId: "wu", subject: "Sub-1" })).rejects.toMatchObject(taken);
      expect(await people.byId("wu")).toBeNull();
      await expect(people.change("an", { subject: "Sub-1" })).rejects.toMatchObject(taken);
      expect((await people.byId("an"))?.subject).toBeNull();
      await people.change("li", { subject: null });
      expect((await people.change("an", { subject: "Sub-1" })).subject).toBe("Sub-1");
      expect((await people.bySubject("Sub-1"))?.accountId).toBe("an");
    });

    test("a subject that stays, named or not, ends no session", async () => {
      const { people } = await open();
      await people.create({ ...li, subject: "sub-1" });
      await people.addSession({ hash: hash(1), accountId: "li", createdAt: noon });
      await people.change("li", { subject: "sub-1", name: "Li" });
      expect(await people.session(hash(1))).not.toBeNull();
    });

    test("what another process changes counts within a second, and revision() says that it is worth asking", async () => {
      const { people, changeElsewhere } = await open();
      await people.create(li);
      await people.addSession({ hash: hash(1), accountId: "li", createdAt: noon });
      expect(await people.session(hash(1))).not.toBeNull();
      const before = await people.revision();
      await changeElsewhere("li", { isDisabled: true });
      expect(await people.revision()).not.toBe(before);
      await until("the session to be over", async () => (await people.session(hash(1))) === null);
    });
  });
}
