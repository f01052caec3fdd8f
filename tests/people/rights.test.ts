import { expect, it } from "vitest";
import { roles, rolesOfKind } from "../../domain/people/role.ts";
import { rights, rightsOf, rightsOfRole } from "../../people/rights.ts";

it("every right is somebody's, and nobody has them all", () => {
  expect([...rightsOf(roles)].sort()).toEqual([...rights].sort());
  for (const role of roles) expect(rightsOfRole[role].length, role).toBeLessThan(rights.length / 1.2);
});

it("who writes rules does not approve them, and who acts gives out no accounts", () => {
  for (const role of roles) {
    const of = rightsOf([role]);
    expect(of.has("rules.draft") && of.has("rules.approve"), role).toBe(false);
    expect(of.has("accounts.manage") && of.size > 1, role).toBe(false);
  }
});

it("old tokens keep what they could do: a reader reads, an operator acts and gives out no accounts", () => {
  expect([...rightsOf(rolesOfKind.reader)]).toEqual(["read"]);
  const operator = rightsOf(rolesOfKind.operator);
  expect(rights.filter((right) => !operator.has(right))).toEqual(["accounts.manage"]);
});
