import { type Level, rankOf } from "../../domain/city/level.ts";
import type { ColourPolicy } from "../../domain/city/policies/warning-policy.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { isDraft } from "../../domain/governance/warnings/warning-state.ts";
import type { BilingualText } from "../../domain/text.ts";
import { atLevel, atProposal, type LevelTexts, onceLifted } from "./level-texts.ts";
import { needsApproval } from "./move-refusals.ts";
import { stateAfter } from "./moves.ts";

/** What the reasons of a warning come to. */
export interface Reasons {
  /** The worst of its cases and of what a person set; null where nothing is left. */
  readonly level: Level | null;
  /** True where live readings show it graver than they had. */
  readonly isGraverLive: boolean;
  /** Observation time of the change, ms since 1970. */
  readonly observedAt: number;
  /** Our clock. */
  readonly at: number;
  /** What to check once nothing is left. */
  readonly allClear: BilingualText;
}

export interface RelevelContext {
  readonly texts: LevelTexts;
  policyOf(level: Level): ColourPolicy | null;
}

/**
 * A warning as it stands with the reasons that it has now; the very same where it reads as before and live readings show no
 * more. One in force falls at once, and rises at once where the colour needs nobody's approval; else the level is proposed.
 */
export function relevel(notice: Warning, reasons: Reasons, context: RelevelContext): Warning {
  const { level, isGraverLive, observedAt } = reasons;
  const { changedBy: _, ...rest } = notice;
  const moved = { ...rest, updatedAt: Math.max(notice.updatedAt, observedAt), revision: notice.revision + 1 };
  // What is said to be checked holds for the area too, and never what was to be done at the height.
  if (level === null) {
    return {
      ...onceLifted(withoutProposal(moved), reasons.allClear),
      state: stateAfter(notice.state, "cases-over") ?? notice.state,
      liftedAt: moved.updatedAt,
    };
  }
  if (level === notice.level && !isGraverLive && notice.proposal === undefined) return notice;
  if (isDraft(notice)) return draftAt(moved, level, reasons, context);
  if (rankOf(level) > rankOf(notice.level) && needsApproval(context.policyOf(level))) {
    return proposed(notice, moved, level, reasons);
  }
  const settled = withoutProposal(moved);
  if (level === notice.level && !isGraverLive) return settled;
  const { proposal } = notice;
  const worded =
    proposal?.level === level ? atProposal(settled, proposal, context.texts) : wordedAt(settled, level, context.texts);
  return { ...worded, state: "updated" };
}

/** One in force whose cases call for more than the public may be told yet. */
function proposed(notice: Warning, moved: Warning, level: Level, { isGraverLive, at }: Reasons): Warning {
  const known = notice.proposal?.level === level ? notice.proposal : null;
  if (known !== null && !isGraverLive) return notice;
  return waiting({ ...moved, proposal: known ?? { level, at } }, at);
}

/** A draft that rises waits for its decision from now on, and what was approved was something milder. */
function draftAt(draft: Warning, level: Level, { at, isGraverLive }: Reasons, { texts }: RelevelContext): Warning {
  const moved = wordedAt(draft, level, texts);
  const hasRisen = rankOf(level) > rankOf(draft.level);
  if (!hasRisen) return isGraverLive ? waiting(moved, at) : moved;
  const { approved: _, ...rest } = moved;
  return waiting({ ...rest, state: "draft" }, at);
}

/** What a person wrote stays for as long as the level does. */
function wordedAt(warning: Warning, level: Level, texts: LevelTexts): Warning {
  const isAsWritten = level === warning.level && warning.authors !== undefined;
  return isAsWritten ? warning : atLevel(warning, level, texts);
}

/** From now on a decision is waited for; nobody has been paged for the want of it. */
function waiting({ escalatedAt: _, ...rest }: Warning, at: number): Warning {
  return { ...rest, askedAt: at };
}

function withoutProposal({ proposal: _, ...rest }: Warning): Warning {
  return rest;
}
