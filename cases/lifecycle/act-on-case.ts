import type { Case, PersonEntry } from "../../domain/governance/case.ts";
import type { PersonsAct } from "../../domain/governance/case-record.ts";
import type { CallAnswered } from "../../domain/inputs/call-answered.ts";
import type { CaseAction } from "../../domain/inputs/case-action.ts";
import { wordsForAcknowledgement, wordsForAnswer, wordsForComment } from "../words.ts";
import type { CaseStep } from "./case-step.ts";

/**
 * What a person's action makes of an open case.
 *
 * @param at our clock when it was entered, ms since 1970
 * @returns null for an acknowledgement of a case that has one: the first one counts
 */
export function actOnCase(openCase: Case, { action, by }: CaseAction, at: number): CaseStep | null {
  switch (action.do) {
    case "acknowledge":
      if (openCase.acknowledged !== undefined) return null;
      return {
        after: acknowledgedBy(openCase, { at, by }),
        entry: { kind: "acknowledged", at, by, words: wordsForAcknowledgement(by) },
        measured: null,
      };
    case "comment":
      return line(openCase, { kind: "commented", at, by, words: wordsForComment(by, action.text) });
    default:
      return null;
  }
}

/** With no alarm active in it, a case that a missed peak opened has nothing left to wait for. */
function acknowledgedBy(openCase: Case, acknowledged: PersonsAct): Case {
  const after = { ...revised(openCase), acknowledged };
  const isOver = openCase.missedPeak !== undefined && openCase.level === null;
  return isOver ? { ...after, state: "closed", closedAt: acknowledged.at } : after;
}

/** Writes down that somebody who was called about the case has answered. @param at our clock, ms since 1970 */
export function addAnswer(openCase: Case, { by, channel }: CallAnswered, at: number): CaseStep {
  return line(openCase, { kind: "call-answered", at, by, words: wordsForAnswer(by, channel) });
}

function line(openCase: Case, entry: PersonEntry): CaseStep {
  return { after: revised(openCase), entry, measured: null };
}

function revised(openCase: Case): Case {
  return { ...openCase, revision: openCase.revision + 1 };
}
