import { expect, test } from "vitest";
import { madeUpPassword } from "../../../cli/commands/people/choose-password.ts";
import { passwordFault } from "../../../people/passwords/password-rules.ts";

test("a password that is made up is one that the rules take, however short the name is", () => {
  const whose = { accountId: "an", name: "o" };
  for (let draw = 0; draw < 5_000; draw++) expect(passwordFault(madeUpPassword(whose, 12), whose, 12)).toBeNull();
});
