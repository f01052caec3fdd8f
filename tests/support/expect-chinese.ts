import { expect } from "vitest";
import type { HubError } from "../../domain/errors.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";

const chinese = /[\u4e00-\u9fff]/;

/** What people are told of the mistakes behind an error is in Chinese too; names of keys and formats stay as they are. */
export function expectChinese({ words, cause }: HubError): void {
  for (const { wanted, got, fix } of cause as readonly ConfigProblem[]) {
    for (const text of [wanted, got, fix]) {
      if (text === null || typeof text === "string") continue;
      if (text.zh !== text.en) expect(text.zh).toMatch(chinese);
      else expect(text.en).not.toContain(" ");
    }
  }
  expect(words.zh.split("\n")).toHaveLength(words.en.split("\n").length);
}
