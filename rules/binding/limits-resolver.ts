import { type Mode, modes } from "../../domain/city/mode.ts";
import type { Condition } from "../conditions/condition.ts";
import type { AlarmLimits } from "../engine/alarm-state.ts";
import { ruleInMode } from "../language/rule-modes.ts";
import type { Rule } from "../language/rule-schema.ts";
import type { FaultInRule, RemarkInRule } from "./binding-problem.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { type LimitPlace, resolveLimits } from "./resolve-limits.ts";

/** Limits of a rule at one place in every mode; null where a problem or an unset threshold leaves none. */
export type ResolveLimits = (
  condition: Condition,
  place: LimitPlace,
) => Pick<BoundAlarm, "limits" | "limitsByMode"> | null;

export interface LimitsResolver {
  readonly resolve: ResolveLimits;
  /** What has been found at the places resolved so far. */
  readonly problems: readonly FaultInRule[];
  readonly notes: readonly RemarkInRule[];
}

/**
 * Works out the limits of one rule, place by place. Places with the same limits share them: what every observation is
 * held against stays in the processor's cache.
 */
export function limitsResolver(rule: Rule): LimitsResolver {
  const shared = new Map<string, AlarmLimits>();
  const problems: FaultInRule[] = [];
  const notes: RemarkInRule[] = [];
  const own = modes.filter((mode) => rule.modes[mode] !== undefined);
  const variants = [{ mode: null, variant: rule }, ...own.map((mode) => ({ mode, variant: ruleInMode(rule, mode) }))];
  return { resolve, problems, notes };

  function resolve(condition: Condition, place: LimitPlace): ReturnType<ResolveLimits> {
    let limits: AlarmLimits | null = null;
    const limitsByMode: Partial<Record<Mode, AlarmLimits>> = {};
    const isNew = onceEach();
    for (const { mode, variant } of variants) {
      const found = resolveLimits(variant, condition, place);
      problems.push(...found.problems.filter(isNew).map((each) => inMode(each, mode)));
      notes.push(...found.notes.filter(isNew).map((each) => inMode(each, mode)));
      if (found.problems.length > 0) return null;
      if (found.levels.length === 0) continue;
      const known = sharedLimits({ levels: found.levels, onDelayMs: variant.onDelay, offDelayMs: variant.offDelay });
      if (mode === null) limits = known;
      else limitsByMode[mode] = known;
    }
    return limits === null ? null : { limits, limitsByMode };
  }

  function sharedLimits(limits: AlarmLimits): AlarmLimits {
    const text = JSON.stringify(limits);
    const known = shared.get(text) ?? limits;
    shared.set(text, known);
    return known;
  }
}

/** True for what was not given before: a mode that leaves a limit as it is repeats what there is to say of it. */
function onceEach(): (given: FaultInRule | RemarkInRule) => boolean {
  const known = new Set<string>();
  return (given) => {
    const text = JSON.stringify(given);
    if (known.has(text)) return false;
    known.add(text);
    return true;
  };
}

function inMode<P extends { readonly path: readonly (string | number)[] }>(given: P, mode: Mode | null): P {
  return mode === null ? given : { ...given, path: ["modes", mode, ...given.path] };
}
