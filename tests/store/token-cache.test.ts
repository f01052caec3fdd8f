import { expect, test } from "vitest";
import { createTokenCache } from "../../store/token-cache.ts";

/** Tokens that somebody else changes; remembers what it was asked. */
function source(kept: Record<string, string>) {
  const asked: (readonly string[])[] = [];
  const revision = { now: 1, asked: 0 };
  return {
    kept,
    asked,
    revision,
    port: {
      async revision() {
        revision.asked += 1;
        return revision.now;
      },
      async fetch(ids: readonly string[]) {
        asked.push(ids);
        return new Map(ids.flatMap((id) => (kept[id] === undefined ? [] : [[id, kept[id]] as const])));
      },
    },
  };
}

test("ids asked for in one turn are fetched together, and answered from memory afterwards", async () => {
  const { port, asked, revision } = source({ a: "1", b: "2" });
  const clock = { now: 0 };
  const cache = createTokenCache(port, () => clock.now);
  const find = (ids: readonly string[]) => Promise.all(ids.map((id) => cache.find(id, () => true)));
  expect(await find(["a", "b", "a", "stranger"])).toEqual(["1", "2", "1", undefined]);
  expect(asked).toEqual([["a", "b", "stranger"]]);
  clock.now = 499;
  expect(await find(["a", "b"])).toEqual(["1", "2"]);
  expect([asked.length, revision.asked]).toEqual([1, 1]);
  // Strangers fill nothing: each is asked for again.
  await find(["stranger"]);
  expect(asked.at(-1)).toEqual(["stranger"]);
});

test("what another process changed is noticed after 500 ms, and at once where memory says no", async () => {
  const { port, kept, revision } = source({ a: "old" });
  const clock = { now: 0 };
  const cache = createTokenCache(port, () => clock.now);
  expect(await cache.find("a", () => true)).toBe("old");
  kept.a = "new";
  revision.now = 2;
  expect(await cache.find("a", (token) => token === "new")).toBe("new");
  kept.a = "newest";
  expect(await cache.find("a", () => true)).toBe("new");
  clock.now = 500;
  expect(await cache.find("a", () => true)).toBe("newest");
});

test("an answer that was read before a change is given out once and not kept", async () => {
  const { port, kept, revision } = source({ a: "valid", b: "1" });
  const clock = { now: 0 };
  const slow = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  let isFirst = true;
  const cache = createTokenCache(
    {
      revision: port.revision,
      async fetch(ids: readonly string[]) {
        const read = await port.fetch(ids);
        if (isFirst) {
          isFirst = false;
          asked.resolve();
          await slow.promise;
        }
        return read;
      },
    },
    () => clock.now,
  );
  const early = cache.find("a", () => true);
  await asked.promise;
  kept.a = "revoked";
  revision.now = 2;
  clock.now = 500;
  await cache.find("b", () => true);
  slow.resolve();
  expect(await early).toBe("valid");
  expect(await cache.find("a", () => true)).toBe("revoked");
});

test("a store that cannot answer refuses nobody for good", async () => {
  const { port } = source({ a: "1" });
  let fails = true;
  const failing = { ...port, revision: () => (fails ? Promise.reject(new Error("busy")) : port.revision()) };
  const cache = createTokenCache(failing, () => 0);
  await expect(cache.find("a", () => true)).rejects.toThrow("busy");
  fails = false;
  expect(await cache.find("a", () => true)).toBe("1");
});
