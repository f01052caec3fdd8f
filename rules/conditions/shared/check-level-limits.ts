import { type Level, levels, rankOf } from "../../../domain/city/level.ts";
import { fill } from "../../../locales/fill.ts";
import { levelNames } from "../../../locales/names.ts";
import { ruleMistakeTexts } from "../../../locales/rules/mistakes.ts";
import type { LevelLimit } from "../../language/limit.ts";
import type { CombinedCondition } from "../condition.ts";
import { checkUnit } from "./check-limits.ts";
import type { CheckedRule, ReportMistake } from "./condition-kind.ts";

/** Levels of other rules as limits: no unit, no deadband, each graver than the one below. */
export function checkLevelLimits(
  rule: CheckedRule<{ readonly kind: string }, LevelLimit>,
  condition: CombinedCondition,
  report: ReportMistake,
): void {
  checkUnit(rule, condition, report, fill(ruleMistakeTexts["unit.none-or"], { unit: condition.unit }));
  if (rule.deadband !== 0) {
    report({ path: ["deadband"], wanted: ruleMistakeTexts["deadband.of-levels"], got: rule.deadband });
  }
  let milder: Level | null = null;
  let milderRank = 0;
  for (const level of levels) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    const raise = given.raise?.level ?? level;
    const reset = given.reset?.level ?? raise;
    if (milder !== null && rankOf(raise) <= milderRank) {
      const wanted = fill(ruleMistakeTexts["raise.above-that-of"], { milder: levelNames[milder] });
      report({ path: ["levels", level, "raise"], wanted, got: raise });
    }
    if (rankOf(reset) > rankOf(raise)) {
      report({ path: ["levels", level, "reset"], wanted: ruleMistakeTexts["reset.at-or-below"], got: reset });
    }
    milder = level;
    milderRank = rankOf(raise);
  }
}
