import type { z } from "zod";
import { properties } from "../../domain/city/property.ts";
import { unitsOf } from "../../domain/city/units.ts";
import { minuteMs } from "../../domain/clock.ts";
import { type Level, levels, rankOf } from "../../domain/level.ts";
import { modeNames } from "../../domain/mode.ts";
import type { Condition } from "../conditions/condition.ts";
import { makeCondition } from "../conditions/condition-kinds.ts";
import type { Limit } from "./limit.ts";
import { type Rule, ruleInMode } from "./rule-schema.ts";

type RulePath = readonly (string | number)[];

/** Tells what was wanted at a path of the rule. */
type Refuse = (path: RulePath, wanted: string, got: unknown) => void;

/**
 * What a rule's shape alone does not say: units that fit, limits in order, words for every level. Messages are what
 * was wanted; whoever prints them adds file, line and what was got.
 */
export function checkRule(rule: Rule, context: z.core.$RefinementCtx<Rule>): void {
  const refuse: Refuse = (path, wanted, got) =>
    context.addIssue({ code: "custom", path: [...path], message: wanted, input: got });
  const condition = makeCondition(rule.condition);
  checkUnit(rule, condition, refuse);
  checkAdvice(rule, refuse);
  checkSpec(rule, refuse);
  checkLimits(rule, condition, refuse);
  for (const mode of modeNames) {
    const given = rule.modes[mode];
    if (given === undefined) continue;
    // A mistake in what a mode leaves as it is has been told already.
    checkLimits(ruleInMode(rule, mode), condition, (path, wanted, got) => {
      const [key, level] = path;
      const own = key === "levels" ? given.levels?.[level as Level] : given[key as "deadband" | "onDelay" | "offDelay"];
      if (own !== undefined) refuse(["modes", mode, ...path], wanted, got);
    });
  }
}

function checkLimits(rule: Rule, condition: Condition, refuse: Refuse): void {
  checkGiven(rule, condition, refuse);
  if (condition.limitWords === "numbers") refuseNames(rule, refuse);
  if (condition.limitWords === "levels") checkLevelNames(rule, refuse);
  else if (condition.movedBy === "clock") checkClockRule(rule, refuse);
  else checkOrder(rule, condition, refuse);
}

function checkUnit(rule: Rule, condition: Condition, refuse: Refuse): void {
  const { property } = rule.applies;
  if (condition.limitConversion(property, rule.unit) !== null) return;
  const { kind } = rule.condition;
  if (condition.movedBy === "clock") refuse(["unit"], "no unit, or intervals: silence counts intervals", rule.unit);
  else if (condition.movedBy === "alarms") refuse(["unit"], `no unit, or ${condition.unit}`, rule.unit);
  else if (property === undefined) refuse(["applies", "property"], "a property, as limits have a unit", property);
  else if (kind === "accumulation" && property !== "rain")
    refuse(["applies", "property"], "rain: nothing else adds up", property);
  else if (kind === "forecast" && properties[property].unit !== "m") {
    refuse(["applies", "property"], "depth or stage: the forecast is of water", property);
  } else if (kind === "forecast") refuse(["unit"], "no unit, or chance: limits are chances from 0 to 1", rule.unit);
  else if (kind === "stuck") refuse(["unit"], "a unit of time: min, h, d", rule.unit);
  else refuse(["unit"], `a unit of ${property}: ${unitsOf(property).join(", ")}`, rule.unit);
}

/** What the condition's own shape does not say. */
function checkSpec({ condition: spec, levels: given, modes, unit }: Rule, refuse: Refuse): void {
  if (spec.kind !== "stuck" && spec.kind !== "forecast") return;
  const all = [
    { path: ["levels"], given },
    ...modeNames.map((mode) => ({ path: ["modes", mode, "levels"], given: modes[mode]?.levels ?? {} })),
  ];
  const scale = makeCondition(spec).limitConversion("stage", unit)?.scale ?? 1;
  for (const { path, given: held } of all) {
    for (const level of levels) {
      const raise = held[level]?.raise;
      if (typeof raise !== "number") continue;
      if (spec.kind === "forecast" && (raise <= 0 || raise > 1)) {
        refuse([...path, level, "raise"], "a chance above 0, 1 at most", raise);
      }
      if (spec.kind === "stuck" && (raise <= 0 || raise * scale * minuteMs > spec.window)) {
        refuse([...path, level, "raise"], "a time above 0, no longer than the window", raise);
      }
    }
  }
}

/** Only where limits are levels may a level go without one: it then means itself. */
function checkGiven(rule: Rule, { limitWords }: Condition, refuse: Refuse): void {
  if (limitWords === "levels") return;
  for (const level of levels) {
    const given = rule.levels[level];
    if (given !== undefined && given.raise === undefined) {
      refuse(["levels", level, "raise"], `a limit: ${rule.condition.kind} compares numbers`, undefined);
    }
  }
}

function checkLevelNames(rule: Rule, refuse: Refuse): void {
  if (rule.deadband !== 0) refuse(["deadband"], "nothing here: levels have their own deadbands", rule.deadband);
  let milder: { readonly level: Level; readonly rank: number } | null = null;
  for (const level of levels) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    for (const end of ["raise", "reset"] as const) {
      const named = given[end];
      if (named === undefined || isLevelName(named)) continue;
      refuse(
        ["levels", level, end],
        `the name of a level: ${levels.join(", ")}`,
        typeof named === "number" ? named : named.threshold,
      );
      return;
    }
    const rank = rankOf(levelNamed(given.raise) ?? level);
    const resetRank = rankOf(levelNamed(given.reset) ?? levelNamed(given.raise) ?? level);
    if (milder !== null && rank <= milder.rank) {
      refuse(["levels", level, "raise"], `a raise above that of ${milder.level}`, levelNamed(given.raise) ?? level);
    }
    if (resetRank > rank) refuse(["levels", level, "reset"], "a reset at or below its raise", levelNamed(given.reset));
    milder = { level, rank };
  }
}

function levelNamed(limit: Limit | undefined): Level | null {
  return typeof limit === "object" ? (limit.threshold as Level) : null;
}

function isLevelName(limit: Limit): boolean {
  return typeof limit === "object" && limit.offset === 0 && (levels as readonly string[]).includes(limit.threshold);
}

function checkAdvice({ advice, levels: given }: Rule, refuse: Refuse): void {
  for (const language of ["zh", "en"] as const) {
    const lacking = levels.find((level) => given[level] !== undefined && advice[level] === undefined);
    if (lacking === undefined || advice[language] !== undefined) continue;
    refuse(["advice", language], `advice for everybody, or for ${lacking} too`, undefined);
  }
}

function refuseNames(rule: Rule, refuse: Refuse): void {
  for (const level of levels) {
    for (const end of ["raise", "reset"] as const) {
      const limit = rule.levels[level]?.[end];
      if (typeof limit !== "object") continue;
      refuse(["levels", level, end], `a number: ${rule.condition.kind} takes no threshold names`, limit.threshold);
    }
  }
}

function checkClockRule(rule: Rule, refuse: Refuse): void {
  for (const key of ["deadband", "onDelay", "offDelay"] as const) {
    if (rule[key] !== 0) refuse([key], "nothing here: the first word from a silent gauge clears it", rule[key]);
  }
  for (const [index, level] of levels.entries()) {
    const given = rule.levels[level];
    if (given?.reset !== undefined) {
      refuse(["levels", level, "reset"], "no reset: the first word from a silent gauge clears it", given.reset);
    }
    if (typeof given?.raise !== "number") continue;
    if (given.raise <= 1) refuse(["levels", level, "raise"], "more than 1 expected interval", given.raise);
    const milder = milderThan(rule, index, "raise");
    if (milder === null || given.raise > milder.value) continue;
    refuse(["levels", level, "raise"], `more than the ${milder.value} of ${milder.level}`, given.raise);
  }
}

/** Named thresholds differ from gauge to gauge; their order is checked where the rule is bound. */
function checkOrder(rule: Rule, { direction }: Condition, refuse: Refuse): void {
  const sign = direction === "above" ? 1 : -1;
  const [higher, lower] = direction === "above" ? ["above", "below"] : ["below", "above"];
  for (const [index, level] of levels.entries()) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    const { raise, reset } = given;
    if (typeof raise === "number") {
      const milder = milderThan(rule, index, "raise");
      if (milder !== null && sign * raise <= sign * milder.value) {
        refuse(["levels", level, "raise"], `a raise ${higher} the ${milder.value} of ${milder.level}`, raise);
      }
    }
    if (typeof reset !== "number") continue;
    if (typeof raise === "number" && sign * reset > sign * raise) {
      refuse(["levels", level, "reset"], `a reset at or ${lower} its raise of ${raise}`, reset);
    }
    const milder = milderThan(rule, index, "reset");
    if (milder !== null && sign * reset < sign * milder.value) {
      refuse(["levels", level, "reset"], `a reset not ${lower} the ${milder.value} of ${milder.level}`, reset);
    }
  }
}

/** The number given at the nearest milder level. */
function milderThan(rule: Rule, index: number, end: "raise" | "reset"): { level: Level; value: number } | null {
  for (let milder = index - 1; milder >= 0; milder--) {
    const level = levels[milder] as Level;
    const value = rule.levels[level]?.[end];
    if (typeof value === "number") return { level, value };
  }
  return null;
}
