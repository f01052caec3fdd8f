import { createHash } from "node:crypto";
import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Limit } from "./limit.ts";
import { mapLimits, type RuleLevels } from "./rule-levels.ts";
import type { Rule } from "./rule-schema.ts";

const versions = new WeakMap<Rule, string>();

/** Short digest of a rule as parsed: the same whatever the order of its keys, the comments and the layout of its file. */
export function versionOf(rule: Rule): string {
  const known = versions.get(rule);
  if (known !== undefined) return known;
  const version = createHash("sha256")
    .update(canonicalJson(digestedForm(rule)))
    .digest("hex")
    .slice(0, 12);
  versions.set(rule, version);
  return version;
}

/**
 * What is digested. A level stands there as a threshold of its name: so it did when the first versions were written into
 * alarms and cases, and the version of a rule may not change while its file does not.
 */
function digestedForm(rule: Rule): unknown {
  const modes = Object.entries(rule.modes).map(([mode, given]) => [
    mode,
    given?.levels === undefined ? given : { ...given, levels: digestedLevels(given.levels) },
  ]);
  return { ...rule, levels: digestedLevels(rule.levels), modes: Object.fromEntries(modes) };
}

function digestedLevels(given: RuleLevels<Limit>): unknown {
  return mapLimits(given, ({ limit }) =>
    typeof limit === "object" && "level" in limit ? { threshold: limit.level, offset: 0 } : limit,
  );
}
