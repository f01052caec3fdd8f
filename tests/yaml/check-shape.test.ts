import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Language } from "../../domain/text.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { checkShape } from "../../yaml/check-shape.ts";
import { problemText } from "../../yaml/problem.ts";

function complaints(schema: z.ZodType, value: unknown, language: Language = "en"): readonly string[] {
  const checked = checkShape(schema, value, (path, what) => `${what}@${path.map(String).join("/")}`, ["list", 2]);
  return checked.ok ? [] : checked.problems.map((problem) => problemText(problem, language));
}

describe("checkShape()", () => {
  it("gives the parsed value", () => {
    expect(checkShape(z.object({ a: z.number().default(1) }), {}, () => "")).toEqual({ ok: true, value: { a: 1 } });
  });

  it("puts the base in front of every place and path", () => {
    expect(complaints(z.strictObject({ a: z.number() }), { a: "x", b: 1 })).toEqual([
      'value@list/2/a list[2].a: wanted number, got "x"',
      "key@list/2/b list[2].b: wanted one of the keys a, got unknown key b",
    ]);
  });

  it("takes the schema's own words for what was wanted", () => {
    const schema = z.object({ a: z.string().regex(/^x$/, "wanted an x") });
    expect(complaints(schema, { a: "y" })).toEqual(['value@list/2/a list[2].a: wanted an x, got "y"']);
  });

  it("finds the Chinese of the schema's own words, and takes both of a custom issue as they are", () => {
    const schema = z.object({
      a: z.string().regex(/^x$/, schemaTexts.duration.en),
      b: z.number().superRefine((_, context) => {
        context.addIssue({ code: "custom", message: "odd", params: { wanted: { zh: "奇数", en: "odd" } } });
      }),
    });
    expect(complaints(schema, { a: "y", b: 2 }, "zh")).toEqual([
      'value@list/2/a list[2].a：应为 时长，如 30s、10min 或 2h，实为 "y"',
      "value@list/2/b list[2].b：应为 奇数，实为 2",
    ]);
  });

  it("says what a shape takes in Chinese", () => {
    const schema = z.strictObject({
      range: z.number().int().min(1).max(9),
      list: z.array(z.enum(["x", "y"])).min(2),
      open: z.number().gt(0),
      either: z.union([z.boolean(), z.literal("off")]),
    });
    const value = { range: 0, list: 5, open: "1", either: "on", extra: 1 };
    expect(complaints(schema, value, "zh")).toEqual([
      "value@list/2/range list[2].range：应为 整数（1 至 9），实为 0",
      "value@list/2/list list[2].list：应为 至少 2 项的列表，每项为x、y 之一，实为 5",
      'value@list/2/open list[2].open：应为 数值（大于 0），实为 "1"',
      'value@list/2/either list[2].either：应为 true 或 false 或 off，实为 "on"',
      "key@list/2/extra list[2].extra：应为 键 range、list、open、either 之一，实为 未知的键 extra",
    ]);
  });

  it("judges a union by the alternative that was meant", () => {
    const schema = z.object({ a: z.union([z.literal("unset"), z.strictObject({ value: z.number() })]) });
    expect(complaints(schema, { a: { value: "7" } })).toEqual([
      'value@list/2/a/value list[2].a.value: wanted number, got "7"',
    ]);
    expect(complaints(schema, { a: 7 })).toEqual(["value@list/2/a list[2].a: wanted unset or a group of keys, got 7"]);
  });

  it("names the kinds a discriminated union has", () => {
    const kinds = z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a") }),
      z.object({ kind: z.literal("b") }),
    ]);
    expect(complaints(kinds, { kind: "c" })).toEqual(['value@list/2/kind list[2].kind: wanted a or b, got "c"']);
  });

  it.each([
    ["its schema says so", z.object({ a: z.number().meta({ isSecret: true }) }), { a: "hush" }],
    ["its name says so", z.object({ apiToken: z.number() }), { apiToken: "hush" }],
    ["it is the sign-in of a URL", z.object({ a: z.number() }), { a: "https://me:hush@there" }],
  ])("hides a secret when %s", (_, schema, value) => {
    const told = complaints(schema, value);
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain("hush");
  });
});
