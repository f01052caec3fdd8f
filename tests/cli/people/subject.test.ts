import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { type CommandRun, runGuanlan } from "../../support/processes/run-guanlan.ts";

let folder: string;
let settings: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "guanlan-subject-"));
  settings = join(folder, "guanlan.yaml");
  writeFileSync(settings, JSON.stringify({ store: { folder: join(folder, "data") }, people: { passwordCost: 10 } }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const account = (...args: readonly string[]): Promise<CommandRun> =>
  runGuanlan(["account", ...args, "--settings", settings]);

function kept(accountId: string) {
  const store = openCommandStore(join(folder, "data"), systemClock);
  try {
    return store.people.list().find((each) => each.accountId === accountId);
  } finally {
    store.close();
  }
}

it("guanlan account gives, moves and takes a subject; with one no password is made up", {
  timeout: 120_000,
}, async () => {
  const made = await account("create", "li", "--subject", "sub-li");
  expect([made.code, made.out]).toEqual([0, ""]);
  expect(kept("li")).toMatchObject({ subject: "sub-li", passwordHash: null });
  expect((await account("create", "zhao")).out).toMatch(/^[\w-]{16}\n$/);

  const taken = await account("subject", "zhao", "sub-li");
  expect([taken.code === 0, taken.err]).toEqual([false, expect.stringContaining("got that of account li")]);
  expect((await account("create", "wu", "--subject", "sub-li")).code).not.toBe(0);
  expect(kept("wu")).toBeUndefined();

  // Li has no password.
  const left = await account("subject", "li", "--none");
  expect([left.code === 0, left.err]).toEqual([false, expect.stringContaining("nobody could sign in")]);
  expect(kept("li")?.subject).toBe("sub-li");
  expect((await account("subject", "li", "sub-other")).code).toBe(0);
  expect((await account("subject", "zhao", "sub-li")).out).toContain("subject sub-li");
  const { out } = await account("list");
  expect(out).toMatch(/^li {2}[^\n]*subject sub-other\nzhao {2}[^\n]*subject sub-li\n$/);
  expect(kept("zhao")?.passwordHash).not.toBeNull();

  for (const wrong of [
    ["subject", "li"],
    ["subject", "li", "x", "--none"],
    ["subject", "li", ""],
  ])
    expect((await account(...wrong)).code, wrong.join(" ")).not.toBe(0);
  expect((await account("subject", "nobody", "x")).code).not.toBe(0);
  expect((await account("subject", "li", "x".repeat(256))).err).toContain("got 256");
  for (const unreadable of [" x", "x\n", "a\u202eb"])
    expect((await account("subject", "li", unreadable)).err).toContain("no blanks around it");
  expect(kept("li")?.subject).toBe("sub-other");
  expect((await account("subject", "zhao", "--none")).code).toBe(0);
  expect(kept("zhao")?.subject).toBeNull();
});
