import type { z } from "zod";
import { type Level, levels } from "../domain/level.ts";
import { unitsOf } from "../domain/units.ts";
import { makeCondition } from "./condition-kinds.ts";
import type { Condition } from "./conditions/condition.ts";
import type { Rule } from "./rule-schema.ts";

type Path = readonly (string | number)[];

/** Tells what was wanted at a path of the rule. */
type Refuse = (path: Path, wanted: string, got: unknown) => void;

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
  if (condition.limitWords === "numbers") refuseNames(rule, refuse);
  if (condition.movedBy === "clock") checkClockRule(rule, refuse);
  else checkOrder(rule, condition, refuse);
}

function checkUnit(rule: Rule, condition: Condition, refuse: Refuse): void {
  const { property } = rule.applies;
  if (condition.limitConversion(property, rule.unit) !== null) return;
  if (condition.movedBy === "clock") refuse(["unit"], "no unit, or intervals: silence counts intervals", rule.unit);
  else if (property === undefined) refuse(["applies", "property"], "a property, as limits have a unit", property);
  else refuse(["unit"], `a unit of ${property}: ${unitsOf(property).join(", ")}`, rule.unit);
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
