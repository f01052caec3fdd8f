import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkShape } from "../../yaml/check-shape.ts";
import { problemText } from "../../yaml/problem.ts";

function complaints(schema: z.ZodType, value: unknown): readonly string[] {
  const checked = checkShape(schema, value, (path, what) => `${what}@${path.map(String).join("/")}`, ["list", 2]);
  return checked.ok ? [] : checked.problems.map((problem) => problemText(problem, "en"));
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
