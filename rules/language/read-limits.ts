import type { z } from "zod";
import { type Level, levels } from "../../domain/city/level.ts";
import { type Mode, modes } from "../../domain/city/mode.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { ruleMistakeTexts } from "../../locales/rules/mistakes.ts";
import { type ConditionSpec, kindOf } from "../conditions/condition-kinds.ts";
import type { CheckedRule, ReportMistake, RuleMistake } from "../conditions/shared/condition-kind.ts";
import type { Limit, WrittenLimit } from "./limit.ts";
import type { RuleLevels } from "./rule-levels.ts";
import { type ModeChanges, ruleInMode } from "./rule-modes.ts";

/** What is checked of a rule besides its shape, as the file says it. */
interface WrittenRule extends CheckedRule<ConditionSpec, WrittenLimit> {
  readonly advice: { readonly [words in "zh" | "en" | Level]?: unknown };
  readonly modes: { readonly [mode in Mode]?: ModeChanges<WrittenLimit> | undefined };
}

/** What its kind of condition makes of the limits of a rule. */
export interface RuleLimits {
  readonly levels: RuleLevels<Limit>;
  readonly modes: { readonly [mode in Mode]?: ModeChanges<Limit> | undefined };
}

/**
 * Reads the limits of a rule as its kind of condition understands them, and checks what the shape alone does not say:
 * units that fit, limits in order, words for every level. All mistakes become issues of `context`: what was wanted is the
 * message and, in both languages, `params.wanted`; what was got is the input.
 */
export function readLimits(rule: WrittenRule, context: z.core.$RefinementCtx): RuleLimits {
  const report = reportOnce(({ path, wanted, got }) => {
    context.addIssue({ code: "custom", path: [...path], message: wanted.en, params: { wanted }, input: got });
  });
  checkAdvice(rule, report);
  const kind = kindOf(rule.condition);
  const levels = kind.readLevels(rule, report);
  const inModes: { [mode in Mode]?: ModeChanges<Limit> } = {};
  for (const mode of modes) {
    const given = rule.modes[mode];
    if (given === undefined) continue;
    const inMode = kind.readLevels(ruleInMode(rule, mode), reportOf(mode, given, report));
    inModes[mode] = { ...given, levels: given.levels === undefined ? undefined : ownOf(inMode, given.levels) };
  }
  return { levels, modes: inModes };
}

/** Reports one mistake a place: another at the same place follows from the first. */
function reportOnce(report: ReportMistake): ReportMistake {
  const reported = new Set<string>();
  return (mistake) => {
    const place = JSON.stringify(mistake.path);
    if (reported.has(place)) return;
    reported.add(place);
    report(mistake);
  };
}

/** Reports at the mode what the mode itself gives: a mistake in what it leaves as it is has been reported of the rule. */
function reportOf(mode: Mode, given: ModeChanges<WrittenLimit>, report: ReportMistake): ReportMistake {
  return (mistake) => {
    if (isOwn(mistake, given)) report({ ...mistake, path: ["modes", mode, ...mistake.path] });
  };
}

function isOwn({ path: [key, part] }: RuleMistake, given: ModeChanges<WrittenLimit>): boolean {
  if (key === "levels") return levels.some((level) => level === part && given.levels?.[level] !== undefined);
  return (key === "deadband" || key === "onDelay" || key === "offDelay") && given[key] !== undefined;
}

/** Of the levels that hold in a mode, those that the mode gives. */
function ownOf(inMode: RuleLevels<Limit>, given: RuleLevels<WrittenLimit>): RuleLevels<Limit> {
  return Object.fromEntries(
    levels.filter((level) => given[level] !== undefined).map((level) => [level, inMode[level]]),
  );
}

function checkAdvice({ advice, levels: given }: WrittenRule, report: ReportMistake): void {
  for (const language of ["zh", "en"] as const) {
    const lacking = levels.find((level) => given[level] !== undefined && advice[level] === undefined);
    if (lacking === undefined || advice[language] !== undefined) continue;
    const wanted = fill(ruleMistakeTexts.advice, { level: levelNames[lacking] });
    report({ path: ["advice", language], wanted, got: undefined });
  }
}
