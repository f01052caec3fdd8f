import { z } from "zod";
import { levels } from "../../domain/city/level.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { conditionTexts } from "../../locales/rules/conditions.ts";
import { ruleMistakeTexts } from "../../locales/rules/mistakes.ts";
import type { ClockCondition } from "./condition.ts";
import { checkGiven, checkRaises, checkUnit, milderThan } from "./shared/check-limits.ts";
import { type CheckedRule, defineCondition, type ReportMistake } from "./shared/condition-kind.ts";
import { numbers } from "./shared/limit-readers.ts";

const schema = z.strictObject({
  kind: z.literal("silence"),
});

type Spec = z.infer<typeof schema>;

/** Nothing heard from the gauge; limits are counted in its expected intervals. */
export const silenceKind = defineCondition({
  schema,
  limits: numbers,
  condition: silenceCondition,
  check(rule, report) {
    checkUnit(rule, silenceCondition(rule.condition), report, ruleMistakeTexts["unit.intervals"]);
    checkGiven(rule, report);
    checkNothingDelays(rule, report);
    checkRaises(rule, { isFit: (raise) => raise > 1, wanted: ruleMistakeTexts["raise.intervals"] }, report);
    checkOrder(rule, report);
  },
});

/**
 * Measured on our clock, from the last reception or from the hub's own start, whichever is later: time when the
 * hub was down is no gauge's silence. A reading that failed its checks still counts as heard.
 */
function silenceCondition(_spec: Spec): ClockCondition {
  return {
    movedBy: "clock",
    direction: "above",
    comparesValue: false,
    words: conditionTexts.silence,
    signalUnit: () => "intervals",
    limitConversion: (_property, unit) => (unit === undefined || unit === "intervals" ? { scale: 1, offset: 0 } : null),
    signal: (unheardMs, expectedIntervalMs) => unheardMs / expectedIntervalMs,
    dueAfterMs: (limit, expectedIntervalMs) => Math.ceil(limit * expectedIntervalMs),
  };
}

function checkNothingDelays(rule: CheckedRule<Spec, number>, report: ReportMistake): void {
  for (const key of ["deadband", "onDelay", "offDelay"] as const) {
    if (rule[key] !== 0) report({ path: [key], wanted: ruleMistakeTexts["silence.nothing-delays"], got: rule[key] });
  }
  for (const level of levels) {
    const reset = rule.levels[level]?.reset;
    const wanted = ruleMistakeTexts["silence.no-reset"];
    if (reset !== undefined) report({ path: ["levels", level, "reset"], wanted, got: reset });
  }
}

function checkOrder({ levels: given }: CheckedRule<Spec, number>, report: ReportMistake): void {
  for (const level of levels) {
    const raise = given[level]?.raise;
    const milder = milderThan(given, level, "raise");
    if (raise === undefined || milder === null || raise > milder.value) continue;
    const wanted = fill(ruleMistakeTexts["raise.more-intervals"], {
      limit: milder.value,
      milder: levelNames[milder.level],
    });
    report({ path: ["levels", level, "raise"], wanted, got: raise });
  }
}
