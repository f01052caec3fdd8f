import type { Level } from "../../domain/city/level.ts";
import type { DueStage } from "../../domain/governance/time-limit.ts";
import type { WarningState } from "../../domain/governance/warnings/warning-state.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { stageNames } from "../limits/due.ts";
import { warningStateNames } from "../messages/warning-moves.ts";
import { modePreviewTexts } from "../modes.ts";
import { levelNames } from "../names.ts";
import { durationText } from "./times.ts";

/** As the API has it. */
type Decision = { readonly dueAt: string; readonly do: "issue" | "escalate" } | null;

type AtEnd = {
  readonly state: WarningState;
  readonly level: Level;
  readonly proposed: Level | null;
} | null;

/** A warning that would be decided at another moment, and how. @param at when that was worked out, as the API has it */
export function movedDecisionWords(
  { title, level, before, after }: { title: BilingualText; level: Level; before: Decision; after: Decision },
  at: string,
): { readonly name: BilingualText; readonly move: BilingualText } {
  return {
    name: fill(modePreviewTexts.decision, { title, level: levelNames[level] }),
    move: fill(modePreviewTexts.move, { before: decisionWords(before, at), after: decisionWords(after, at) }),
  };
}

/** A warning that would stand otherwise. */
export function movedWarningWords({
  title,
  without,
  with: after,
}: {
  title: BilingualText;
  without: AtEnd;
  with: AtEnd;
}): { readonly name: BilingualText; readonly move: BilingualText } {
  const [before, now] = [atEndWords(without), atEndWords(after)];
  return { name: title, move: fill(modePreviewTexts.move, { before, after: now }) };
}

/** A time limit that would end at another moment. @param at when that was worked out, as the API has it */
export function movedLimitWords(
  { title, stage, beforeAt, afterAt }: { title: BilingualText; stage: DueStage; beforeAt: string; afterAt: string },
  at: string,
): { readonly name: BilingualText; readonly move: BilingualText } {
  return {
    name: fill(modePreviewTexts.limit, { title, stage: stageNames[stage] }),
    move: fill(modePreviewTexts.move, { before: limitWords(beforeAt, at), after: limitWords(afterAt, at) }),
  };
}

function atEndWords(found: AtEnd): BilingualText {
  if (found === null) return modePreviewTexts["no-warning"];
  const { state, level, proposed } = found;
  const blanks = { level: levelNames[level], state: warningStateNames[state] };
  if (proposed === null) return fill(modePreviewTexts.warning, blanks);
  return fill(modePreviewTexts["warning-proposed"], { ...blanks, proposed: levelNames[proposed] });
}

function decisionWords(decision: Decision, at: string): BilingualText {
  if (decision === null) return modePreviewTexts.waits;
  const ms = msBetween(at, decision.dueAt);
  if (ms <= 0) return modePreviewTexts[`${decision.do}-at-once`];
  return fill(modePreviewTexts[`${decision.do}-in`], { span: durationText(ms) });
}

function limitWords(dueAt: string, at: string): BilingualText {
  const ms = msBetween(at, dueAt);
  return ms <= 0 ? modePreviewTexts.overdue : fill(modePreviewTexts.left, { span: durationText(ms) });
}

function msBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
