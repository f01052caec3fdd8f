import type { Gauge } from "../../domain/city/city.ts";
import type { Conversion } from "../../domain/city/conversions.ts";
import type { Property } from "../../domain/city/property.ts";
import { type Level, levels, rankOf } from "../../domain/level.ts";
import type { Condition } from "../conditions/condition.ts";
import type { LevelLimits } from "../engine/alarm-state.ts";
import type { Limit } from "../language/limit.ts";
import type { Rule } from "../language/rule-schema.ts";

/** A level that cannot be judged at one gauge. */
export interface LimitProblem {
  /** A note where a threshold is simply not set; an error where limits contradict each other. */
  readonly severity: "error" | "note";
  readonly path: readonly string[];
  readonly message: string;
}

/** Where a rule is bound: names that its limits may use stand for numbers there. */
export interface LimitPlace {
  /** `gauge x` or `station y`, for problems. */
  readonly words: string;
  readonly property: Property | undefined;
  readonly names: Readonly<Record<string, { readonly value: number }>>;
}

export function gaugePlace({ id, property, thresholds }: Gauge): LimitPlace {
  return { words: `gauge ${id}`, property, names: thresholds };
}

/** Where limits are names of levels. */
export function alarmPlace(words: string): LimitPlace {
  return {
    words,
    property: undefined,
    names: Object.fromEntries(levels.map((level) => [level, { value: rankOf(level) }])),
  };
}

/**
 * Works out a rule's limits at one place: threshold names looked up, units converted, all signed so that higher is
 * graver. A level whose threshold nobody has set is left out: an unknown stage is never guessed.
 */
export function resolveLimits(
  rule: Rule,
  condition: Condition,
  place: LimitPlace,
): { readonly levels: readonly LevelLimits[]; readonly problems: readonly LimitProblem[] } {
  const conversion = condition.limitConversion(rule.applies.property ?? place.property, rule.unit);
  if (conversion === null) return { levels: [], problems: [] };
  const sign = condition.direction === "above" ? 1 : -1;
  const found: LevelLimits[] = [];
  const problems: LimitProblem[] = [];
  for (const level of levels) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    const raiseAt = given.raise ?? { threshold: level, offset: 0 };
    const unset = [raiseAt, given.reset].find((limit) => isUnset(limit, place));
    if (typeof unset === "object") {
      problems.push({
        severity: "note",
        path: ["levels", level, unset === raiseAt ? "raise" : "reset"],
        message: `${place.words} has no threshold ${unset.threshold}, so ${rule.id} never reaches ${level} there`,
      });
      continue;
    }
    const raise = canonical(raiseAt, place, conversion);
    const reset =
      given.reset === undefined
        ? belowRaise(raiseAt, sign * rule.deadband, place, conversion)
        : canonical(given.reset, place, conversion);
    found.push({ rank: rankOf(level), raise: sign * raise, reset: sign * reset });
  }
  problems.push(...contradictions(found, sign, place));
  return { levels: found, problems };
}

function contradictions(found: readonly LevelLimits[], sign: 1 | -1, place: LimitPlace): readonly LimitProblem[] {
  return found.flatMap((limits, index) => {
    const level = levels[limits.rank - 1] as Level;
    const milder = found[index - 1];
    const error = (end: string, message: string): LimitProblem => ({
      severity: "error",
      path: ["levels", level, end],
      message: `${message} at ${place.words}: raise ${sign * limits.raise}, reset ${sign * limits.reset}`,
    });
    if (limits.reset > limits.raise) return [error("reset", "the reset is on the wrong side of the raise")];
    if (milder === undefined) return [];
    if (limits.raise <= milder.raise) return [error("raise", "the raise is no graver than the level below")];
    return limits.reset < milder.reset ? [error("reset", "the reset is milder than that of the level below")] : [];
  });
}

function isUnset(limit: Limit | undefined, { names }: LimitPlace): boolean {
  return typeof limit === "object" && !Object.hasOwn(names, limit.threshold);
}

function canonical(limit: Limit, place: LimitPlace, conversion: Conversion): number {
  if (typeof limit === "number") return tidy(limit * conversion.scale + conversion.offset);
  return tidy((place.names[limit.threshold]?.value ?? Number.NaN) + limit.offset * conversion.scale);
}

function belowRaise(raise: Limit, deadband: number, place: LimitPlace, conversion: Conversion): number {
  if (typeof raise === "number") return canonical(tidy(raise - deadband), place, conversion);
  return canonical({ ...raise, offset: tidy(raise.offset - deadband) }, place, conversion);
}

/** 0.27 - 0.05 is 0.22, as the author meant. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
