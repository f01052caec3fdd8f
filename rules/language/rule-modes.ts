import type { Mode } from "../../domain/city/mode.ts";
import type { RuleLevels } from "./rule-levels.ts";

/** What a rule has otherwise in one mode; a level given here stands in for the rule's own. */
export interface ModeChanges<L> {
  readonly levels?: RuleLevels<L> | undefined;
  /** In the rule's unit. */
  readonly deadband?: number | undefined;
  /** Milliseconds. */
  readonly onDelay?: number | undefined;
  readonly offDelay?: number | undefined;
}

interface RuleWithModes<L> {
  readonly levels: RuleLevels<L>;
  readonly deadband: number;
  readonly onDelay: number;
  readonly offDelay: number;
  readonly modes: { readonly [mode in Mode]?: ModeChanges<L> | undefined };
}

/** The rule as it stands in a mode. */
export function ruleInMode<R extends RuleWithModes<unknown>>(rule: R, mode: Mode): R {
  const given = rule.modes[mode];
  if (given === undefined) return rule;
  return {
    ...rule,
    levels: { ...rule.levels, ...given.levels },
    deadband: given.deadband ?? rule.deadband,
    onDelay: given.onDelay ?? rule.onDelay,
    offDelay: given.offDelay ?? rule.offDelay,
  };
}
