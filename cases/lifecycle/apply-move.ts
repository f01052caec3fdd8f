import type { Case } from "../../domain/governance/case.ts";
import type { PersonsAct } from "../../domain/governance/case-record.ts";
import type { CaseMove } from "../../domain/inputs/acts/case-action.ts";
import { lackingEvidence, usualCasePolicy } from "./evidence.ts";
import type { MoveContext } from "./moves.ts";
import { counting, dispatchedTo, entering } from "./stages.ts";

/**
 * What a legal move makes of a case, its revision apart. Pure.
 *
 * @param act who makes it, and when by our clock
 */
export function applyMove(before: Case, move: CaseMove, act: PersonsAct, context: MoveContext): Case {
  const { at } = act;
  switch (move.do) {
    case "comment":
      return before;
    case "acknowledge":
      return acknowledge(before, act, context);
    case "register":
      return entering(before, "registered", at);
    case "dispatch": {
      const { assignee: _, returned: __, ...of } = before;
      return dispatchedTo(entering(of, "dispatched", at), move.unitId);
    }
    case "accept":
      return entering(before, "handling", at);
    case "return": {
      const { assignee: _, ...of } = before;
      const returned = { ...act, reason: move.reason, unitId: before.unitId };
      return { ...counting(entering(of, "registered", at), "returns"), returned };
    }
    case "assign":
      return { ...before, assignee: move.person };
    case "feedback": {
      const { text, photos } = move;
      const feedback = { ...act, text, ...(photos === undefined ? {} : { photos }) };
      return { ...entering(before, "handled", at), feedback };
    }
    case "verify":
      return entering(before, "verified", at);
    case "rework":
      return rework(before, at);
    case "close":
      return close(before, act, { reason: move.reason, context });
    case "void":
      return { ...entering(before, "voided", at), level: null, closedAt: at };
    case "suspend": {
      const suspended = { ...act, reason: move.reason, untilAt: move.until };
      return { ...counting(before, "suspensions"), suspended };
    }
    case "resume": {
      const { suspended: _, ...of } = before;
      return of;
    }
    case "extend": {
      const extended = { ...act, reason: move.reason, untilAt: move.until };
      return { ...counting(before, "extensions"), extended };
    }
    case "supervise":
      return { ...counting(before, "supervisions"), supervised: { ...act, reason: move.reason } };
  }
}

/** Where the water closes cases, one that a missed peak opened has nothing left to wait for: no alarm of it will clear. */
function acknowledge(before: Case, acknowledged: PersonsAct, { city }: MoveContext): Case {
  const after = { ...before, acknowledged };
  const { closing } = city.casePolicy ?? usualCasePolicy;
  const isOver = closing === "water" && before.missedPeak !== undefined && before.level === null;
  return isOver ? { ...after, state: "closed", closedAt: acknowledged.at } : after;
}

/** What was done does not hold: it is done again, and told again. Also of a case that was closed. */
function rework({ feedback: _, closedDespite: __, extended: ___, ...of }: Case, at: number): Case {
  return { ...counting(entering(of, "handling", at), "reworks"), closedAt: null };
}

function close(
  before: Case,
  act: PersonsAct,
  { reason = "", context }: { readonly reason: string | undefined; readonly context: MoveContext },
): Case {
  const lacking = lackingEvidence(before, context.city.casePolicy ?? usualCasePolicy, act.at);
  const after: Case = { ...entering(before, "closed", act.at), closedAt: act.at };
  if (lacking.length === 0) return after;
  return { ...after, closedDespite: { ...act, reason, lacking, level: before.level } };
}
