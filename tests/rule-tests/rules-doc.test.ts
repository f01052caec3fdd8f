import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCity } from "../../city/read-city.ts";
import { readRules } from "../../city/read-rules.ts";
import { dayMs } from "../../domain/clock.ts";
import { readRuleTests } from "../../rule-tests/read-rule-tests.ts";
import { runRuleTests } from "../../rule-tests/run-rule-tests.ts";
import { conditionSchema } from "../../rules/conditions/condition-kinds.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { problemText } from "../../yaml/problem.ts";

const root = resolve(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "docs", "rules.md"), "utf8");
const { city, declared } = readCity(join(root, "cities", "zhengzhou"));
const folder = mkdtempSync(join(tmpdir(), "guanlan-rules-doc-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sections that hold an example: heading, rules, rule test. */
const examples = text.split(/^## /m).flatMap((section) => {
  const heading = section.split("\n", 1)[0] ?? "";
  const block = (info: string): string | undefined =>
    new RegExp(`^\`\`\`yaml ${info}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section)?.[1];
  const rules = block("example");
  return rules === undefined ? [] : [{ heading, rules, ruleTest: block("story") ?? "" }];
});

function problemsOf(rulesText: string, ruleTestText: string): readonly string[] {
  if (city === null || declared === null) throw new Error("The demonstration city is not sound");
  const ground = { city, gauges: declared.gauges, inhibitions: new Map(), keepObservationsMs: 400 * dayMs };
  const read = readRules({ files: [{ name: "rules.yaml", text: rulesText }], problems: [] }, ground);
  const file = join(folder, "rule-test.yaml");
  writeFileSync(file, ruleTestText);
  const { ruleTests, problems } = readRuleTests([file]);
  const rules = [...read.rules.values()].map(({ value }) => value);
  const run = runRuleTests(ruleTests, { city, rules, settings: rulesSettings.parse({}) });
  const failures = run.results.flatMap(({ outcome }) => outcome.failures.map((failure) => JSON.stringify(failure)));
  return [
    ...[...read.problems, ...problems, ...run.problems].map((problem) => problemText(problem, "en")),
    ...failures,
  ];
}

describe("docs/rules.md", () => {
  it("has an example of every kind of condition, and one of the whole rule", () => {
    const kinds = conditionSchema.options.map((option) => option.shape.kind.value);
    const headings = examples.flatMap(({ heading }) => heading.split(", "));
    expect(headings.slice(1).sort()).toEqual(kinds.sort());
  });

  it.each(examples)("runs the example of $heading", ({ rules, ruleTest }) => {
    expect(problemsOf(rules, ruleTest)).toEqual([]);
  });

  it("would find out an example that is wrong", () => {
    const [first] = examples;
    expect(problemsOf(first?.rules ?? "", (first?.ruleTest ?? "").replace("00:31", "00:32"))).not.toEqual([]);
  });
});
