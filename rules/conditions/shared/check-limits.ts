import { type Level, levels } from "../../../domain/city/level.ts";
import { unitsOf } from "../../../domain/city/units.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import { levelNames } from "../../../locales/names.ts";
import { limitOrderTexts, ruleMistakeTexts } from "../../../locales/rules/mistakes.ts";
import { sharedTexts } from "../../../locales/shared.ts";
import type { Limit } from "../../language/limit.ts";
import { limitsIn, type RuleLevels } from "../../language/rule-levels.ts";
import type { Condition, Direction } from "../condition.ts";
import type { CheckedRule, ReportMistake } from "./condition-kind.ts";

type AnyRule = CheckedRule<{ readonly kind: string }, Limit>;

/** Reports a missing property, whose unit limits are in; true when there is one. */
export function hasProperty({ applies }: AnyRule, report: ReportMistake): boolean {
  const { property } = applies;
  if (property === undefined) {
    report({ path: ["applies", "property"], wanted: ruleMistakeTexts.property, got: property });
  }
  return property !== undefined;
}

/**
 * The unit must be one that `condition` has a conversion for.
 *
 * @param wanted the units that fit; those of the rule's property where left out
 */
export function checkUnit(rule: AnyRule, condition: Condition, report: ReportMistake, wanted?: BilingualText): void {
  const { property } = rule.applies;
  if (condition.limitConversion(property, rule.unit) !== null) return;
  if (wanted !== undefined) report({ path: ["unit"], wanted, got: rule.unit });
  else if (property !== undefined) {
    const units = enumerated(unitsOf(property));
    report({ path: ["unit"], wanted: fill(sharedTexts["unit-of"], { property, units }), got: rule.unit });
  }
}

/** Every level needs a limit where numbers are compared, and the limits must be in order. */
export function checkNumbers(rule: AnyRule, direction: Direction, report: ReportMistake): void {
  checkGiven(rule, report);
  checkOrder(rule, direction, report);
}

export function checkGiven({ condition, levels: given }: AnyRule, report: ReportMistake): void {
  for (const level of levels) {
    if (given[level] === undefined || given[level].raise !== undefined) continue;
    const wanted = fill(ruleMistakeTexts["limit.missing"], { kind: condition.kind });
    report({ path: ["levels", level, "raise"], wanted, got: undefined });
  }
}

/** Each raise that is a number must be one that `isFit`. */
export function checkRaises(
  { levels: given }: AnyRule,
  fit: { readonly isFit: (raise: number) => boolean; readonly wanted: BilingualText },
  report: ReportMistake,
): void {
  for (const { level, end, limit } of limitsIn(given)) {
    if (end !== "raise" || typeof limit !== "number" || fit.isFit(limit)) continue;
    report({ path: ["levels", level, end], wanted: fit.wanted, got: limit });
  }
}

/** Named thresholds differ from gauge to gauge; their order is checked where the rule is bound. */
function checkOrder({ levels: given }: AnyRule, direction: Direction, report: ReportMistake): void {
  const sign = direction === "above" ? 1 : -1;
  for (const { level, end, limit } of limitsIn(given)) {
    if (typeof limit !== "number") continue;
    const path = ["levels", level, end];
    const raise = given[level]?.raise;
    if (end === "reset" && typeof raise === "number" && sign * limit > sign * raise) {
      const wanted = fill(limitOrderTexts[`own-reset.${direction}`], { limit: raise, at: "" });
      report({ path, wanted, got: limit });
    }
    const milder = milderThan(given, level, end);
    if (milder === null) continue;
    const isWrong = end === "raise" ? sign * limit <= sign * milder.value : sign * limit < sign * milder.value;
    if (!isWrong) continue;
    const blanks = { limit: milder.value, milder: levelNames[milder.level], at: "" };
    report({ path, wanted: fill(limitOrderTexts[`${end}.${direction}`], blanks), got: limit });
  }
}

/** The number given at the nearest milder level; null when there is none. */
export function milderThan(
  given: RuleLevels<Limit>,
  level: Level,
  end: "raise" | "reset",
): { readonly level: Level; readonly value: number } | null {
  for (const milder of levels.slice(0, levels.indexOf(level)).reverse()) {
    const value = given[milder]?.[end];
    if (typeof value === "number") return { level: milder, value };
  }
  return null;
}
