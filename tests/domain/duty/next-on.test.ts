import { expect, it } from "vitest";
import { isNextOn } from "../../../domain/duty/next-on.ts";
import { sameInBoth } from "../../../domain/text.ts";
import { person } from "../../calls/duty-plans.ts";

const li = { ...person("li"), name: sameInBoth("Li Wei"), account: "li.wei" };
const wang = person("wang");
const people = [li, wang];
const account = (id: string, name: string) => ({ by: name, caller: { kind: "account", id, name } as const });
const token = (name: string) => ({ by: name, caller: { kind: "token", id: "t1", name } as const });

it("is the account that the city names, whatever it is called, and none that bears the same name", () => {
  expect(isNextOn({ to: "li" }, account("li.wei", "Li Wei"), people)).toBe(true);
  expect(isNextOn({ to: "Li Wei" }, account("li.wei", "duty desk"), people)).toBe(true);
  expect(isNextOn({ to: "Li Wei" }, account("li.wei.2", "Li Wei"), people)).toBe(false);
  expect(isNextOn({ to: "wang" }, account("li.wei", "Li Wei"), people)).toBe(false);
});

it("goes by the name of a token, of an account where the city names none, and of whoever has left the roster", () => {
  expect(isNextOn({ to: "li" }, token("li.wei"), people)).toBe(true);
  expect(isNextOn({ to: "li" }, { by: "Li Wei" }, people)).toBe(true);
  expect(isNextOn({ to: "wang" }, account("w", "wang"), people)).toBe(true);
  expect(isNextOn({ to: "zhou" }, token("zhou"), people)).toBe(true);
  expect(isNextOn({ to: "zhou" }, token("wang"), people)).toBe(false);
});
