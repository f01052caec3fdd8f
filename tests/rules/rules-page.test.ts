import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { conditionSchema } from "../../rules/condition-kinds.ts";
import { ruleFileSchema } from "../../rules/rule-schema.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "rules.md"), "utf8");
const [wholeRule = "", conditions = ""] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text]) => text as string,
);

it("the rule on docs/rules.md is a rule, with every key there is", () => {
  const [rule] = ruleFileSchema.parse(parse(wholeRule));
  const given = Object.keys((parse(wholeRule) as Record<string, unknown>[])[0] ?? {});
  expect(given.sort()).toEqual(Object.keys(rule ?? {}).sort());
});

it("docs/rules.md shows every kind of condition once, each as the schema takes it, and names it in the table", () => {
  const shown = (parse(conditions) as unknown[]).map((condition) => conditionSchema.parse(condition).kind);
  expect([...shown].sort()).toEqual(conditionSchema.options.map((option) => option.shape.kind.value).sort());
  for (const kind of shown) expect(page.split("The conditions alone")[0]).toContain(`\`${kind}\``);
});
