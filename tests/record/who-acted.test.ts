import { expect, it } from "vitest";
import { actorParts } from "../../domain/governance/actor.ts";
import { whoActed } from "../../record/pack/who-acted.ts";

const accounts = [
  { accountId: "zhao", name: "赵敏" },
  { accountId: "li", name: "李强" },
  { accountId: "li-2", name: "李强" },
  { accountId: "x", name: "<b>" },
];

it("names a person with the account, and without it where two bear the name", () => {
  expect(whoActed({ by: "赵敏" }, accounts)).toBe("赵敏 <code>zhao</code>");
  expect(whoActed({ by: "赵敏", part: "commander" }, accounts)).toBe("赵敏 <code>zhao</code>");
  expect(whoActed({ by: "李强" }, accounts)).toBe("李强");
  expect(whoActed({ by: "<b>" }, accounts)).toBe("&#60;b&#62; <code>x</code>");
});

it("names the account that acted, whoever bears the name now", () => {
  const caller = { kind: "account", id: "li-2", name: "李强" } as const;
  expect(whoActed({ by: "李强", caller }, accounts)).toBe("李强 <code>li-2</code>");
  expect(whoActed({ by: "赵敏", caller: { ...caller, name: "赵敏" } }, accounts)).toBe("赵敏 <code>li-2</code>");
  expect(whoActed({ by: "赵敏", caller: { ...caller, kind: "token" } }, accounts)).toContain("an API token");
});

it("names the part of platform, unit and standing order, never a token", () => {
  for (const part of actorParts) {
    const words = whoActed({ by: "token-7", part }, accounts);
    if (part === "duty-officer" || part === "commander") expect(words).toContain("API token");
    else expect(words).not.toContain("token-7");
  }
  expect(whoActed({ by: "token-7", part: "platform" }, accounts)).toContain("派遣平台");
});

it("says of a name that no account has that it is a token's; of nobody nothing", () => {
  expect(whoActed({ by: "token-7" }, accounts)).toContain("an API token without an account (token-7)");
  expect(whoActed({ by: "" }, accounts)).toBe("");
});
