import { createHash } from "node:crypto";
import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Rule } from "./rule-schema.ts";

const versions = new WeakMap<Rule, string>();

/** Short digest of a rule as parsed: the same whatever the order of its keys, the comments and the layout. */
export function versionOf(rule: Rule): string {
  const known = versions.get(rule);
  if (known !== undefined) return known;
  const version = createHash("sha256").update(canonicalJson(rule)).digest("hex").slice(0, 12);
  versions.set(rule, version);
  return version;
}
