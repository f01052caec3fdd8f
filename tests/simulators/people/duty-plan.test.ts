import { expect, it } from "vitest";
import { plannedActs } from "../../../simulators/people/duty-plan.ts";

const title = { zh: "积水预警", en: "waterlogging warning" };

const actsOf = (type: string, proposal?: object) => {
  const warning = { title, ...(proposal === undefined ? {} : { proposal }) };
  const event = { id: "event-1", type: `cn.guanlan.warning.${type}.v1`, subject: "warning-1", data: { warning } };
  return plannedActs(event, { units: [], language: "en" }).map(({ as, what, key }) => `${as} ${what} ${key}`);
};

it("plannedActs() has the commander approve a draft, and the duty officer issue it", () => {
  expect(actsOf("drafted")).toEqual([
    "commander approve warning-1:draft:approve",
    "duty-officer issue warning-1:draft:issue",
  ]);
});

it("plannedActs() has a proposed level approved by two persons, each once however often it is told of", () => {
  const at = "2026-07-20T13:05:00.000Z";
  expect(actsOf("updated", { at })).toEqual([`commander approve warning-1:${at}:approve`]);
  const approved = { at, by: "commander" };
  for (let told = 0; told < 2; told += 1)
    expect(actsOf("updated", { at, approved })).toEqual([`duty-officer approve warning-1:${at}:second`]);
  expect(actsOf("updated")).toEqual([]);
});
