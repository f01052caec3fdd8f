import { type Level, rankOf } from "../domain/city/level.ts";
import { liveLevelOfWarning } from "../domain/governance/live-case.ts";
import type { Warning } from "../domain/governance/warning.ts";
import { isDraft } from "../domain/governance/warnings/warning-state.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { warningTexts } from "../locales/messages/warnings.ts";
import { hazardNames, levelNames } from "../locales/names.ts";
import type { TimedOccasion } from "./lifecycle/timers.ts";

/** What brought a change about, where the change alone does not tell: `followed` is what cases, issuing and lifting do. */
export type NoticeOccasion = TimedOccasion | "followed" | "approved" | "edited" | "withdrawn";

export interface SaidChange {
  /** Null where it was drafted. */
  readonly before: Warning | null;
  readonly after: Warning;
  readonly occasion: NoticeOccasion;
  /** In a person's words; empty for none. */
  readonly reason: string;
}

/** What is sent of one change of a warning, as it is: area first, and what to do as it stands after it. */
export function warningMessage({ before, after, occasion, reason }: SaidChange, area: BilingualText): BilingualText {
  const blanks = blanksOf(after, area);
  if (before === null) return fill(warningTexts.drafted, blanks);
  const proposed = after.proposal === undefined ? blanks.level : levelNames[after.proposal.level];
  switch (occasion) {
    case "followed":
      return followedWords(before, after, area);
    case "approved":
      if (after.proposal?.approved !== undefined) {
        return fill(warningTexts["approved.proposal"], { ...blanks, by: after.proposal.approved.by, wanted: proposed });
      }
      if (!isDraft(after)) return fill(warningTexts.raised, { ...blanks, from: levelNames[before.level] });
      return fill(warningTexts.approved, { ...blanks, by: after.approved?.by ?? "" });
    case "edited":
      return fill(isDraft(after) ? warningTexts["edited.draft"] : warningTexts.edited, blanks);
    case "withdrawn": {
      const by = after.withdrawn?.by ?? after.changedBy ?? "";
      if (after.liftedAt !== null) return fill(warningTexts.withdrawn, { ...blanks, by, reason });
      const wanted = levelNames[before.proposal?.level ?? after.level];
      return fill(warningTexts["withdrawn.proposal"], { ...blanks, by, reason, wanted });
    }
    case "escalated":
      return fill(warningTexts.escalated, { ...blanks, level: proposed });
    case "issued-by-rule":
      return fill(warningTexts["issued.by-rule"], blanks);
    case "raised-by-rule":
      return fill(warningTexts["raised.by-rule"], { ...blanks, from: levelNames[before.level] });
    case "renewed":
      return fill(warningTexts.renewed, blanks);
    case "expired":
      return fill(warningTexts.expired, blanks);
  }
}

/** What the public is to do; what is said of one that is lifted is for those who work on the spot. */
export function publicAdvice({ state, advice }: Pick<Warning, "state" | "advice">): BilingualText {
  return state === "lifted" ? warningTexts["over-advice"] : advice;
}

/** What the public is told of one change: what holds, and neither who decided it nor why. */
export function publicMessage(
  { before, after, occasion }: Omit<SaidChange, "reason">,
  area: BilingualText,
): BilingualText {
  const blanks = blanksOf(after, area);
  if (after.state === "lifted") {
    const peak = levelNames[after.peakLevel ?? after.level];
    return fill(warningTexts.lifted, { ...blanks, peak, advice: publicAdvice(after) });
  }
  if (before === null || isDraft(before)) return fill(warningTexts.issued, blanks);
  if (before.level !== after.level || occasion === "followed") return moveWords(before, after, area);
  return fill(occasion === "renewed" ? warningTexts.renewed : warningTexts.edited, blanks);
}

function followedWords(before: Warning, after: Warning, area: BilingualText): BilingualText {
  const { level, lifted, peakLevel = level, proposal } = after;
  const blanks = blanksOf(after, area);
  const peak = levelNames[peakLevel];
  switch (after.state) {
    case "lifted":
      if (lifted !== undefined) return fill(warningTexts["lifted.by-person"], { ...blanks, ...lifted, peak });
      return fill(warningTexts[isDraft(before) ? "lifted.draft" : "lifted"], { ...blanks, peak });
    case "expired":
    case "withdrawn":
      return fill(warningTexts.expired, blanks);
    case "draft":
    case "approved":
      return moveWords(before, after, area);
    case "issued":
    case "updated":
      if (isDraft(before)) return fill(warningTexts.issued, blanks);
      if (proposal !== undefined) return fill(warningTexts.proposed, { ...blanks, wanted: levelNames[proposal.level] });
      if (before.proposal !== undefined && before.level === level) return fill(warningTexts["proposal-gone"], blanks);
      return moveWords(before, after, area);
  }
}

function moveWords(before: Warning, after: Warning, area: BilingualText): BilingualText {
  const way = wayFrom(before.level, after.level);
  const text = isDraft(after) ? warningTexts[`${way}.draft`] : warningTexts[way];
  const live = levelNames[liveLevelOfWarning(after) ?? after.level];
  return fill(text, { ...blanksOf(after, area), live, from: levelNames[before.level] });
}

/** What can happen stands before what to do. */
function blanksOf({ hazard, level, impact, advice }: Warning, area: BilingualText) {
  const said = impact === undefined ? advice : { zh: `${impact.zh}${advice.zh}`, en: `${impact.en} ${advice.en}` };
  return { area, hazard: hazardNames[hazard], level: levelNames[level], advice: said };
}

function wayFrom(before: Level, now: Level): "raised" | "lowered" | "confirmed" {
  if (now === before) return "confirmed";
  return rankOf(now) > rankOf(before) ? "raised" : "lowered";
}
