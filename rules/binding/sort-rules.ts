import type { RuleId } from "../../domain/ids.ts";
import type { NamedRule } from "../conditions/condition.ts";
import { makeCondition } from "../conditions/condition-kinds.ts";
import type { Rule } from "../language/rule-schema.ts";
import type { BindingProblem } from "./binding-problem.ts";

export interface SortedRules {
  /** Every rule after all that it names; rules with a problem are left out. */
  readonly rules: readonly Rule[];
  /** Rules named that are not there, or that lead back to the one that names them. */
  readonly problems: readonly BindingProblem[];
}

/** Rules a rule's condition names; none for a condition about a gauge. */
function rulesNamedBy(rule: Rule): readonly NamedRule[] {
  const condition = makeCondition(rule.condition);
  return condition.movedBy === "alarms" ? condition.rules : [];
}

/** Puts rules behind those they are made of. */
export function sortRules(rules: readonly Rule[]): SortedRules {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const done = new Map<RuleId, "under way" | "sound" | "unsound">();
  const ordered: Rule[] = [];
  const problems: BindingProblem[] = [];

  function visit(rule: Rule, trail: readonly RuleId[]): boolean {
    const known = done.get(rule.id);
    if (known !== undefined) return known === "sound";
    done.set(rule.id, "under way");
    let isSound = true;
    for (const { rule: named, path } of rulesNamedBy(rule)) {
      const other = byId.get(named);
      const onTrail = [...trail, rule.id];
      if (other === undefined) {
        problems.push({ kind: "unknown-rule", ruleId: rule.id, path, named });
        isSound = false;
      } else if (done.get(named) === "under way") {
        const loop = [...onTrail.slice(onTrail.indexOf(named)), named];
        problems.push({ kind: "rule-loop", ruleId: rule.id, path, named, loop });
        isSound = false;
      } else if (!visit(other, onTrail)) isSound = false;
    }
    done.set(rule.id, isSound ? "sound" : "unsound");
    if (isSound) ordered.push(rule);
    return isSound;
  }

  for (const rule of rules) visit(rule, []);
  return { rules: ordered, problems };
}
