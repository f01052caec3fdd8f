import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../webhooks/formats/canonical-json.ts";

test("canonicalJson() means the same as JSON.stringify and sorts every object", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test.each([
  [{ b: undefined, a: 1 }, '{"a":1}'],
  [[undefined, () => 1], "[null,null]"],
  [{ n: Number.NaN, i: Number.POSITIVE_INFINITY }, '{"i":null,"n":null}'],
  [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  [JSON.parse('{"__proto__":{"x":1},"a":2}'), '{"__proto__":{"x":1},"a":2}'],
  ["\ud800", '"\\ud800"'],
  [undefined, "null"],
])("canonicalJson(%j)", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
