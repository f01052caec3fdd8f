import { rankOf } from "../../domain/city/level.ts";
import type { CasePolicy } from "../../domain/city/policies/case-policy.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { CaseMove } from "../../domain/inputs/acts/case-action.ts";
import { orderTexts } from "../../locales/case-moves.ts";
import { fill } from "../../locales/fill.ts";
import { heldClearAt, lackingEvidence } from "./evidence.ts";

/**
 * The next move that the city's standing order makes of a case by itself; null where it waits for somebody, or for time. Pure.
 *
 * @param before the case before its last change; null where that opened it
 * @param at our clock, ms since 1970
 */
export function orderedMove(
  { before, after }: { readonly before: Case | null; readonly after: Case },
  policy: CasePolicy,
  at: number,
): CaseMove | null {
  if (isCaseOver(after)) return null;
  const { state, suspended, unitId } = after;
  // What stood still does not go on standing still while it gets worse.
  const isWorse = before !== null && rankOf(after.level) > rankOf(before.level);
  if (suspended !== undefined && (suspended.untilAt <= at || isWorse)) return { do: "resume" };
  if (isBackAfterFeedback(before, after)) return { do: "rework", reason: orderTexts["is-back"] };
  if (state === "reported" && policy.registration === "at-once") return { do: "register" };
  // A unit that gave it back does not get it again by itself.
  if (state === "registered" && policy.dispatch === "at-once" && after.returned === undefined)
    return { do: "dispatch", unitId };
  return policy.closing === "evidence" && suspended === undefined ? endingMove(after, policy, at) : null;
}

/** Our clock at which time alone will make a move of a case; null for none. */
export function orderDueAt(of: Case, policy: CasePolicy): number | null {
  if (isCaseOver(of)) return null;
  if (of.suspended !== undefined) return of.suspended.untilAt;
  if (policy.closing !== "evidence") return null;
  const heldAt = heldClearAt(of, policy);
  if (heldAt === null) return null;
  const isWaitedFor = lackingEvidence(of, policy, heldAt).length === 0;
  return isWaitedFor ? heldAt : null;
}

function isBackAfterFeedback(before: Case | null, { level, state }: Case): boolean {
  const wasOver = before !== null && before.level === null && before.hazardOverAt !== undefined;
  return wasOver && level !== null && (state === "handled" || state === "verified");
}

function endingMove(of: Case, policy: CasePolicy, at: number): CaseMove | null {
  if (lackingEvidence(of, policy, at).length > 0) return null;
  if (of.state !== "handled") return { do: "close" };
  const minutes = Math.round(policy.holdClearMs / minuteMs);
  return { do: "verify", text: fill(orderTexts["sensor-verified"], { minutes }) };
}
