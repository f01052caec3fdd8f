import type { BilingualText } from "../domain/text.ts";
import { type Rule, ruleSchema } from "../rules/language/rule-schema.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import { checkInhibitions } from "./check-inhibitions.ts";
import { checkRules, type RulesCheckContext } from "./check-rules.ts";
import { type Declaration, type ListFiles, parseList } from "./city-files.ts";
import { byId } from "./unique-ids.ts";

/** Rule files understood and bound to a city. */
export interface ParsedRules {
  /** By id; those that could be read, also when there are problems. */
  readonly rules: ReadonlyMap<string, Declaration<Rule>>;
  readonly problems: readonly ConfigProblem[];
  readonly notes: readonly BilingualText[];
  /** How many alarms the rules come to. */
  readonly alarms: number;
}

/** What rules are bound to and checked against; null for a city that is not whole, where each rule would only name what is broken. */
export interface RulesContext extends RulesCheckContext {
  /** Those of the city, sound by themselves; with other rules they may lead in a loop. */
  readonly inhibitions: ReadonlyMap<string, Declaration<Inhibition>>;
}

/** Reads rule files from text: those on the disk, or those kept of an earlier day; the same checks for all. */
export function readRules(files: ListFiles, ground: RulesContext | null): ParsedRules {
  const list = parseList(files, "rules", ruleSchema);
  const rules = byId(list.entries, "id", (rule) => rule.id);
  const bound = ground === null ? { problems: [], notes: [], alarms: 0 } : checkRules(rules.entries, ground);
  const problems = [...list.problems, ...rules.problems, ...bound.problems];
  const isSound = ground !== null && problems.length === 0;
  const explained = isSound ? checkInhibitions(ground.inhibitions, rules.entries, ground.city) : [];
  return {
    rules: rules.entries,
    problems: [...problems, ...explained],
    notes: bound.notes,
    alarms: bound.alarms,
  };
}
