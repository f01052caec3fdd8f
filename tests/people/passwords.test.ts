import { describe, expect, it } from "vitest";
import { oneAtATime } from "../../people/passwords/one-at-a-time.ts";
import { hashPassword, isPassword } from "../../people/passwords/password-hash.ts";
import { passwordFault } from "../../people/passwords/password-rules.ts";

describe("hashPassword()", () => {
  it("keeps what it was made with, so that a higher cost later leaves old passwords valid", async () => {
    const old = await hashPassword("pumps under the bridge", 10);
    expect(old).toMatch(/^scrypt\$10\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPassword("pumps under the bridge", old, 12)).toBe(true);
    expect(await isPassword("pumps under the bridges", old, 12)).toBe(false);
    expect(await hashPassword("pumps under the bridge", 10)).not.toBe(old);
  });

  it("takes the same letters written in two ways of Unicode for one password", async () => {
    const kept = await hashPassword("cafe\u0301 \uff11\uff12", 10);
    expect(await isPassword("caf\u00e9 12", kept, 10)).toBe(true);
  });

  it.each([null, "", "scrypt$10$8$1$salt", "plain", "scrypt$10$8$1$c2FsdA$short"])(
    "is never fooled by %s",
    async (kept) => {
      expect(await isPassword("", kept, 10)).toBe(false);
      expect(await isPassword("plain", kept, 10)).toBe(false);
    },
  );
});

describe("passwordFault()", () => {
  const li = { accountId: "li", name: "Li Wei" };
  it.each(["pumps under the bridge", "下穿隧道的水泵今晚要有人守着", "p4$$-W0rd-l0ng-en0ugh"])(
    "lets %s be",
    (password) => {
      expect(passwordFault(password, li, 12)).toBeNull();
    },
  );
  it.each(["", "elevenchars", "abababababababab", "this is li wei here", "x".repeat(257)])("refuses %s", (password) => {
    const words = passwordFault(password, li, 12)?.words;
    expect(words).toBeDefined();
    if (password.length > 3) expect(`${words?.zh}${words?.en}`).not.toContain(password);
  });
});

describe("oneAtATime()", () => {
  it("runs one after the other, goes on after a failure, and refuses what would wait too long", async () => {
    const queue = oneAtATime(2);
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = queue.run(async () => {
      await gate.promise;
      order.push("first");
      throw new Error("first failed");
    });
    const second = queue.run(async () => void order.push("second"));
    expect(queue.run(async () => {})).toBeNull();
    gate.resolve();
    await expect(first).rejects.toThrow("first failed");
    await second;
    expect(order).toEqual(["first", "second"]);
    await queue.run(async () => void order.push("third"));
    expect(order).toEqual(["first", "second", "third"]);
  });
});
