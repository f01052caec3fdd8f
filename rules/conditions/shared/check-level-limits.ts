import { type Level, levels, rankOf } from "../../../domain/city/level.ts";
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
  checkUnit(rule, condition, report, `no unit, or ${condition.unit}`);
  if (rule.deadband !== 0) {
    report({ path: ["deadband"], wanted: "nothing here: levels have their own deadbands", got: rule.deadband });
  }
  let milder: Level | null = null;
  let milderRank = 0;
  for (const level of levels) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    const raise = given.raise?.level ?? level;
    const reset = given.reset?.level ?? raise;
    if (milder !== null && rankOf(raise) <= milderRank) {
      report({ path: ["levels", level, "raise"], wanted: `a raise above that of ${milder}`, got: raise });
    }
    if (rankOf(reset) > rankOf(raise)) {
      report({ path: ["levels", level, "reset"], wanted: "a reset at or below its raise", got: reset });
    }
    milder = level;
    milderRank = rankOf(raise);
  }
}
