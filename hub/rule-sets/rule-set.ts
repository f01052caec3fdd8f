import { createHash } from "node:crypto";
import type { RuleFile, RuleSet } from "../../domain/rule-set.ts";

/** Rule files as one set; the same texts under the same names are the same set, on any machine. */
export function ruleSetOf(files: readonly RuleFile[], ruleCount: number): RuleSet {
  return { digest: digestOf(files), files, ruleCount };
}

/** 12 hex of SHA-256 over names and texts, whatever the order of the files. */
export function digestOf(files: readonly RuleFile[]): string {
  const sorted = files.map(({ name, text }) => [name, text]).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 12);
}
