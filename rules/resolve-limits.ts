import type { Gauge } from "../domain/city.ts";
import { type Level, levels, rankOf } from "../domain/level.ts";
import type { Conversion } from "../domain/units.ts";
import type { LevelLimits } from "./alarm-state.ts";
import type { Condition } from "./conditions/condition.ts";
import type { Limit, Rule } from "./rule-schema.ts";

/** A level that cannot be judged at one gauge. */
export interface LimitProblem {
  /** A note where a threshold is simply not set; an error where limits contradict each other. */
  readonly severity: "error" | "note";
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * Works out a rule's limits at one gauge: threshold names looked up, units converted, all signed so that higher is
 * graver. A level whose threshold nobody has set is left out: an unknown stage is never guessed.
 */
export function resolveLimits(
  rule: Rule,
  condition: Condition,
  gauge: Gauge,
): { readonly levels: readonly LevelLimits[]; readonly problems: readonly LimitProblem[] } {
  const conversion = condition.limitConversion(rule.applies.property ?? gauge.property, rule.unit);
  if (conversion === null) return { levels: [], problems: [] };
  const sign = condition.direction === "above" ? 1 : -1;
  const found: LevelLimits[] = [];
  const problems: LimitProblem[] = [];
  for (const level of levels) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    const unset = [given.raise, given.reset].find((limit) => isUnset(limit, gauge));
    if (typeof unset === "object") {
      problems.push({
        severity: "note",
        path: ["levels", level, unset === given.raise ? "raise" : "reset"],
        message: `gauge ${gauge.id} has no threshold ${unset.threshold}, so ${rule.id} never reaches ${level} there`,
      });
      continue;
    }
    const raise = canonical(given.raise, gauge, conversion);
    const reset =
      given.reset === undefined
        ? belowRaise(given.raise, sign * rule.deadband, gauge, conversion)
        : canonical(given.reset, gauge, conversion);
    found.push({ rank: rankOf(level), raise: sign * raise, reset: sign * reset });
  }
  problems.push(...contradictions(found, sign, gauge));
  return { levels: found, problems };
}

function contradictions(found: readonly LevelLimits[], sign: 1 | -1, gauge: Gauge): readonly LimitProblem[] {
  return found.flatMap((limits, index) => {
    const level = levels[limits.rank - 1] as Level;
    const milder = found[index - 1];
    const error = (end: string, message: string): LimitProblem => ({
      severity: "error",
      path: ["levels", level, end],
      message: `${message} at gauge ${gauge.id}: raise ${sign * limits.raise}, reset ${sign * limits.reset}`,
    });
    if (limits.reset > limits.raise) return [error("reset", "the reset is on the wrong side of the raise")];
    if (milder === undefined) return [];
    if (limits.raise <= milder.raise) return [error("raise", "the raise is no graver than the level below")];
    return limits.reset < milder.reset ? [error("reset", "the reset is milder than that of the level below")] : [];
  });
}

function isUnset(limit: Limit | undefined, gauge: Gauge): boolean {
  return typeof limit === "object" && !Object.hasOwn(gauge.thresholds, limit.threshold);
}

function canonical(limit: Limit, gauge: Gauge, conversion: Conversion): number {
  if (typeof limit === "number") return tidy(limit * conversion.scale + conversion.offset);
  return tidy((gauge.thresholds[limit.threshold]?.value ?? Number.NaN) + limit.offset * conversion.scale);
}

function belowRaise(raise: Limit, deadband: number, gauge: Gauge, conversion: Conversion): number {
  if (typeof raise === "number") return canonical(tidy(raise - deadband), gauge, conversion);
  return canonical({ ...raise, offset: tidy(raise.offset - deadband) }, gauge, conversion);
}

/** 0.27 - 0.05 is 0.22, as the author meant. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
