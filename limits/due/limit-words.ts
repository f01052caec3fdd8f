import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import { type CaseDue, isOverTime, type StageOutcome, type TimeLimit } from "../../domain/governance/time-limit.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill, joined } from "../../locales/fill.ts";
import { durationText, localTime } from "../../locales/format/times.ts";
import { dueTexts, limitTexts, stageNames } from "../../locales/limits/due.ts";
import { marks } from "../../locales/shared.ts";

/** Later than this after it fell due, a line says why it comes so late. */
const lateMs = minuteMs;

function limitWords({ clock, amount }: TimeLimit): BilingualText {
  return fill(limitTexts[clock], { n: amount });
}

export function wordsForDueSoon(due: CaseDue, timeZone: string): BilingualText {
  return withYear(fill(dueTexts["due-soon"], blanksOf(due, timeZone)), due);
}

/** Why something is found overdue long after it was due: nobody counted then, or it was not due so soon then. */
export type LateBecause = "hub-stopped" | "moved";

/** When a limit was found to be over. */
export interface FoundOverdue {
  /** Our clock, ms since 1970. */
  readonly at: number;
  readonly because: LateBecause;
}

export function wordsForOverdue(due: CaseDue, { at, because }: FoundOverdue, timeZone: string): BilingualText {
  const late = at - due.dueAt;
  const blanks = blanksOf(due, timeZone);
  if (late < lateMs) return withYear(fill(dueTexts.overdue, blanks), due);
  const text = dueTexts[because === "moved" ? "overdue-moved" : "overdue-late"];
  return withYear(fill(text, { ...blanks, late: durationText(late) }), due);
}

/** @param why what moved it */
export function wordsForMoved(due: CaseDue, why: BilingualText, timeZone: string): BilingualText {
  return withYear(fill(dueTexts.moved, { ...blanksOf(due, timeZone), why }), due);
}

export function reasonToSupervise({ stage }: CaseDue): BilingualText {
  return fill(dueTexts["supervise-reason"], { stage: stageNames[stage] });
}

/** How a closed case kept its limits. */
export function wordsForEvaluation(stages: readonly StageOutcome[]): BilingualText {
  const isInTime = !stages.some(isOverTime);
  const each = stages.map((outcome) => {
    const named = { stage: stageNames[outcome.stage], limit: limitWords(outcome) };
    if (!isOverTime(outcome)) return fill(dueTexts["stage-in-time"], named);
    if (outcome.endedAt <= outcome.dueAt) return fill(dueTexts["stage-over-later-end"], named);
    return fill(dueTexts["stage-over"], { ...named, over: overWords(outcome) });
  });
  return fill(dueTexts[isInTime ? "in-time" : "over-time"], { stages: joined(each, marks.semicolon) });
}

/** How much longer than its limit something took, in the limit's own clock. */
function overWords({ clock, overMs }: Pick<StageOutcome, "clock" | "overMs">): BilingualText {
  switch (clock) {
    case "working-hours":
      return fill(dueTexts["over-working-hours"], { n: shown(overMs / hourMs) });
    case "working-days":
      return fill(dueTexts["over-working-days"], { n: shown(overMs / dayMs) });
    case "urgent-hours":
    case "calendar-days":
      return durationText(overMs);
  }
}

/** One place after the point, and never 0 for something. */
function shown(amount: number): number {
  return Math.max(0.1, Math.round(amount * 10) / 10);
}

function blanksOf(due: CaseDue, timeZone: string) {
  return { stage: stageNames[due.stage], due: localTime(due.dueAt, timeZone), limit: limitWords(due) };
}

function withYear(words: BilingualText, { assumedYear }: CaseDue): BilingualText {
  if (assumedYear === undefined) return words;
  const assumed = fill(dueTexts.assumed, { year: assumedYear });
  return { zh: words.zh + assumed.zh, en: words.en + assumed.en };
}
