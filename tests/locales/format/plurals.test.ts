import { expect, it } from "vitest";
import { fill } from "../../../locales/fill.ts";

const text = { zh: "试 {count} 次", en: "{count} {count|attempt|attempts}" } as const;

it("a counted word stands in the form of its count, whether that is a number or written already", () => {
  const written = [0, 1, 2, 21, "1", "1,001", { zh: "1", en: "1" }].map((count) => fill(text, { count }).en);
  expect(written).toEqual([
    "0 attempts",
    "1 attempt",
    "2 attempts",
    "21 attempts",
    "1 attempt",
    "1,001 attempts",
    "1 attempt",
  ]);
  expect(fill(text, { count: 1 }).zh).toBe("试 1 次");
});
