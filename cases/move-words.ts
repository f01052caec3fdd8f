import type { City } from "../domain/city/city.ts";
import type { Case } from "../domain/governance/case.ts";
import type { CaseState } from "../domain/governance/case-state.ts";
import type { UnitId } from "../domain/ids.ts";
import type { CaseMove } from "../domain/inputs/acts/case-action.ts";
import { type BilingualText, type Said, sameInBoth } from "../domain/text.ts";
import { caseStateNames, moveLines, moveNames } from "../locales/case-moves.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { localTime } from "../locales/format/times.ts";
import { levelNames } from "../locales/names.ts";
import { namedEvidence } from "./refusals.ts";
import { wordsForAcknowledgement, wordsForComment } from "./words.ts";

/** Who made a move, and the case after it. */
interface MoveAbout {
  readonly by: BlankValue;
  readonly after: Case;
  readonly city: City;
}

/** The line of a move. What people wrote stands in both languages as it was written. */
export function wordsForMove(move: CaseMove, { by, after, city }: MoveAbout): BilingualText {
  switch (move.do) {
    case "acknowledge":
      return wordsForAcknowledgement(by);
    case "comment":
      return wordsForComment(by, move.text);
    case "register":
      return fill(moveLines.register, { by });
    case "dispatch": {
      const unit = unitName(city, move.unitId);
      if (move.note === undefined) return fill(moveLines.dispatch, { by, unit });
      return fill(moveLines["dispatch-note"], { by, unit, note: move.note });
    }
    case "accept":
      return fill(moveLines.accept, { by, unit: unitName(city, after.unitId) });
    case "assign":
      return fill(moveLines.assign, { by, person: move.person });
    case "feedback": {
      const { text, photos = [] } = move;
      if (photos.length === 0) return fill(moveLines.feedback, { by, text });
      return fill(moveLines["feedback-photos"], { by, text, photos: photos.length });
    }
    case "verify":
      if (move.text === undefined) return fill(moveLines.verify, { by });
      return fill(moveLines["verify-text"], { by, text: move.text });
    case "close":
      return wordsForClosing(by, move.reason, after);
    case "suspend":
    case "extend":
      return fill(moveLines[move.do], { by, until: localTime(move.until, city.timeZone), reason: move.reason });
    case "resume":
      return fill(moveLines.resume, { by });
    case "return":
    case "rework":
    case "void":
    case "supervise":
      return fill(moveLines[move.do], { by, reason: move.reason });
  }
}

/** A step that was told of before its time. */
export function wordsForRefusedStep(
  move: CaseMove,
  { by, state }: { readonly by: string; readonly state: CaseState },
): BilingualText {
  const blanks = { by, move: moveNames[move.do], state: caseStateNames[state] };
  const text = wordsIn(move);
  if (text === undefined) return fill(moveLines["step-refused"], blanks);
  return fill(moveLines["step-refused-text"], { ...blanks, text });
}

function wordsForClosing(by: BlankValue, reason: string | undefined, { closedDespite }: Case): BilingualText {
  if (closedDespite === undefined) {
    return reason === undefined ? fill(moveLines.close, { by }) : fill(moveLines["close-reason"], { by, reason });
  }
  const { level, lacking } = closedDespite;
  const blanks = { by, lacking: namedEvidence(lacking), reason: closedDespite.reason };
  if (level === null) return fill(moveLines["close-despite"], blanks);
  return fill(moveLines["close-despite-level"], { ...blanks, level: levelNames[level] });
}

/** What a person wrote with a move. */
function wordsIn(move: CaseMove): Said | undefined {
  if ("reason" in move) return move.reason;
  return "text" in move ? move.text : undefined;
}

function unitName({ units }: City, unitId: UnitId): BilingualText {
  return units.get(unitId)?.name ?? sameInBoth(unitId);
}
