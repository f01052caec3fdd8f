import { expect, it } from "vitest";
import { warningTable } from "../../record/pack/warnings-html.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { aWarning } from "../support/effects.ts";

it("warningTable() marks each warning of a drill, and none that is real", () => {
  const warnings = [aWarning({ state: "issued", isExercise: true }), aWarning({ state: "issued" })];
  const times = { shown: String } as never;
  const contents = { warnings, events: [], accounts: [] };
  const rows = warningTable({ contents, city: smallCity(), times }).split("<tr>").slice(-2);
  expect(rows.map((row) => [row.includes("【演练】"), row.includes("EXERCISE")])).toEqual([
    [true, true],
    [false, false],
  ]);
});
