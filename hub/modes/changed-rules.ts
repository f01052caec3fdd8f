import { levels } from "../../domain/city/level.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { ChangedRule } from "../../modes/ports.ts";
import { ruleInMode } from "../../rules/language/rule-modes.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";

/** Rules that judge otherwise in one mode than in another. */
export function changedRules(rules: Iterable<Rule>, before: Mode, after: Mode): readonly ChangedRule[] {
  return [...rules].flatMap((rule) => {
    const [was, is] = [ruleInMode(rule, before), ruleInMode(rule, after)];
    const changed: ChangedRule = {
      ruleId: rule.id,
      title: rule.title,
      onDelayMs: { before: was.onDelay, after: is.onDelay },
      offDelayMs: { before: was.offDelay, after: is.offDelay },
      levels: levels.filter((level) => {
        const isSame = JSON.stringify(was.levels[level]) === JSON.stringify(is.levels[level]);
        return !isSame || was.deadband !== is.deadband;
      }),
    };
    const isSame = was.onDelay === is.onDelay && was.offDelay === is.offDelay && changed.levels.length === 0;
    return isSame ? [] : [changed];
  });
}

/** The longest delay that any rule has in a mode, ms. */
export function longestDelayMs(rules: Iterable<Rule>, mode: Mode): number {
  let longest = 0;
  for (const rule of rules) {
    const { onDelay, offDelay } = ruleInMode(rule, mode);
    longest = Math.max(longest, onDelay, offDelay);
  }
  return longest;
}
