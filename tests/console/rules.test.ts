import { expect, it } from "vitest";
import { lineDiff, shortened } from "../../console/screens/rules/line-diff.ts";
import { ruleTitle } from "../../console/screens/rules/rule-title.ts";
import { textOfRule } from "../../console/screens/rules/text-of-rule.ts";

it("the text of a rule ends where the next of its list begins", () => {
  const text = "rules:\n  - id: a\n    unit: m\n\n    levels: {}\n  - id: b\n    unit: m\n";
  const files = [{ name: "rules/river.yaml", text }];
  expect(textOfRule(files, "rules/river.yaml:2:5")).toBe("- id: a\n  unit: m\n\n  levels: {}");
  expect(textOfRule(files, "rules/river.yaml:6:5")).toBe("- id: b\n  unit: m");
  expect(textOfRule(files, "rules/none.yaml:6:5")).toBe("");
});

it("a difference keeps what both have and leaves out what is far from a change", () => {
  const before = ["a", "b", "c", "d", "e", "f", "g", "h"].join("\n");
  const lines = lineDiff(before, before.replace("g", "G"));
  expect(lines.filter(({ kind }) => kind !== "same")).toEqual([
    { kind: "gone", text: "g" },
    { kind: "come", text: "G" },
  ]);
  expect(shortened(lines)[0]).toEqual({ kind: "left-out", count: 3 });
  expect(lineDiff(before, before).every(({ kind }) => kind === "same")).toBe(true);
});

it("the title of a rule stands without its blanks", () => {
  const title = { zh: "{station}漏电{level}报警", en: "{station}: leakage current, {level}" };
  expect(ruleTitle(title)).toEqual({ zh: "漏电报警", en: "leakage current" });
});
