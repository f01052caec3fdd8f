import { type Level, rankOf } from "../../domain/city/level.ts";
import { type ColourPolicy, policyName } from "../../domain/city/policies/warning-policy.ts";
import { liveLevelOfWarning } from "../../domain/governance/live-case.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { isDraft, isInForce } from "../../domain/governance/warnings/warning-state.ts";
import { atProposal, type LevelTexts } from "./level-texts.ts";
import { stateAfter } from "./moves.ts";

/** What time has brought a warning to. */
export type TimedOccasion = "issued-by-rule" | "raised-by-rule" | "escalated" | "renewed" | "expired";

export interface TimedStep {
  readonly after: Warning;
  readonly occasion: TimedOccasion;
}

export interface TimerContext {
  /** Our clock, ms since 1970. */
  readonly at: number;
  readonly texts: LevelTexts;
  policyOf(level: Level): ColourPolicy | null;
}

/** When nobody's decision has been waited for long enough; null where none is waited for, or its time-out is used up. */
export function decisionDueAt(warning: Warning, { policyOf }: Pick<TimerContext, "policyOf">): number | null {
  const { proposal, askedAt, escalatedAt } = warning;
  if ((!isDraft(warning) && proposal === undefined) || askedAt === undefined || escalatedAt !== undefined) return null;
  const { unattended = null } = policyOf(proposal?.level ?? warning.level) ?? {};
  return unattended === null ? null : askedAt + unattended.afterMs;
}

/**
 * What the policy does where no person has decided in time. Only what live readings show is issued by rule: neither a backlog
 * nor one person alone brings a warning out; those concerned are paged instead.
 */
export function decideByRule(warning: Warning, context: TimerContext): TimedStep | null {
  const level = warning.proposal?.level ?? warning.level;
  const { unattended = null } = context.policyOf(level) ?? {};
  if (unattended === null) return null;
  const { changedBy: _, ...rest } = warning;
  const moved = { ...rest, revision: warning.revision + 1 };
  const isLive = rankOf(liveLevelOfWarning(warning)) >= rankOf(level);
  if (unattended.do === "escalate" || !isLive) {
    return { after: { ...moved, escalatedAt: context.at }, occasion: "escalated" };
  }
  if (isDraft(warning)) {
    const issued = { at: context.at, by: policyName, isByRule: true };
    return { after: { ...moved, state: "issued", issued }, occasion: "issued-by-rule" };
  }
  const { proposal, ...settled } = moved;
  if (proposal === undefined) return null;
  return { after: { ...atProposal(settled, proposal, context.texts), state: "updated" }, occasion: "raised-by-rule" };
}

/** When one in force expires; null for one that lasts as long as its reasons. */
export function expiryAfterBulletin({ level }: Warning, { at, policyOf }: TimerContext): number | null {
  const after = policyOf(level)?.expiresAfterMs ?? null;
  return after === null ? null : at + after;
}

/** What becomes of a warning whose time is up: it goes on while cases speak for it, as the danger does. */
export function expire(warning: Warning, { at }: TimerContext): TimedStep | null {
  if (!isInForce(warning)) return null;
  const { changedBy: _, ...rest } = warning;
  const moved = { ...rest, revision: warning.revision + 1 };
  if (Object.keys(warning.cases).length > 0) return { after: { ...moved, state: "updated" }, occasion: "renewed" };
  const state = stateAfter(warning.state, "expire") ?? warning.state;
  return { after: { ...moved, state, liftedAt: at }, occasion: "expired" };
}
