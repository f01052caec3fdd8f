import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { conditionSchema, kindOf } from "../../../rules/conditions/condition-kinds.ts";

const folder = resolve(import.meta.dirname, "..", "..", "..", "rules", "conditions");
const kinds = conditionSchema.options.map((option) => option.shape.kind.value);

it("every file of rules/conditions/ is a kind of its name and stands in the list, but for the interface and the list", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !/^condition(-kinds)?\.ts$/.test(name));
  expect(files.sort()).toEqual(kinds.map((kind) => `${kind}.ts`).sort());
});

it.each(kinds)("kindOf() finds %s by its name", (kind) => {
  expect(kindOf({ kind }).schema.shape.kind.value).toBe(kind);
});
