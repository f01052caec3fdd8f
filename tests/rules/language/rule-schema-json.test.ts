import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { conditionSchema } from "../../../rules/conditions/condition-kinds.ts";
import { ruleSchemaJson } from "../../../rules/language/rule-schema-json.ts";
import { ruleText } from "../../support/worlds/rules-world.ts";

const root = resolve(import.meta.dirname, "..", "..", "..");
const cityRules = join(root, "cities", "zhengzhou", "rules");
const files = readdirSync(cityRules).map((name) => ({ name, text: readFileSync(join(cityRules, name), "utf8") }));

/** An editor knows the published schema alone. */
const editor = z.fromJSONSchema(JSON.parse(readFileSync(join(root, "docs", "rules.schema.json"), "utf8")));

function complaintsAbout(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const { error } = editor.safeParse({ rules: [{ ...ruleText(), ...changes }] });
  return error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("ruleSchemaJson()", () => {
  it("is what docs/rules.schema.json holds; `npm run docs` writes it", () => {
    expect(JSON.parse(readFileSync(join(root, "docs", "rules.schema.json"), "utf8"))).toEqual(ruleSchemaJson());
  });

  it.each(files)("takes $name of the demonstration city, which names it in its first line", ({ text }) => {
    expect(editor.safeParse(parse(text)).error).toBeUndefined();
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../../../docs/rules.schema.json");
  });

  it("refuses in the editor what the loader refuses by shape", () => {
    expect(complaintsAbout({})).toEqual([]);
    expect(complaintsAbout({ onDealy: "5min" })).not.toEqual([]);
    expect(complaintsAbout({ deadband: -0.2 })).not.toEqual([]);
    expect(complaintsAbout({ onDelay: "5 minutes" })).not.toEqual([]);
    expect(complaintsAbout({ hazard: "flood" })).not.toEqual([]);
    expect(complaintsAbout({ condition: { kind: "accumulation", windw: "1h" } })).not.toEqual([]);
    expect(complaintsAbout({ condition: { kind: "all", of: [{ nor: { rule: "a" } }] } })).not.toEqual([]);
    expect(complaintsAbout({ condition: { kind: "all", of: [{ not: { any: [{ rule: "a" }] } }] } })).toEqual([]);
  });

  it("tells every kind of condition", () => {
    const text = JSON.stringify(ruleSchemaJson());
    for (const option of conditionSchema.options) expect(text).toContain(`"const":"${option.shape.kind.value}"`);
  });
});
