import type { Case, CaseEntry } from "../domain/governance/case.ts";
import type { BilingualText } from "../domain/text.ts";
import { caseTexts } from "../locales/cases.ts";
import { fill } from "../locales/fill.ts";
import { levelNames } from "../locales/names.ts";

/**
 * What is sent of one change of a case, as it is: the line, and what to do as the case stands after it. The end says so
 * and tells what to check, never what to do at the height.
 */
export function caseMessage({ title, advice, level, peakLevel, state }: Case, entry: CaseEntry): BilingualText {
  const { kind, words: line } = entry;
  switch (kind) {
    case "opened":
    case "stepped-up":
    case "stepped-down":
    case "alarm-joined":
    case "alarm-rose":
    case "alarm-fell":
    case "alarm-left":
    case "confirmed":
      return fill(caseTexts.message, { line, advice });
    case "reopened":
      return fill(caseTexts["message-reopened"], { line, advice });
    case "closed":
      return fill(caseTexts["message-closed"], { line, advice, peak: levelNames[peakLevel] });
    case "peak-missed":
      if (level !== null) return fill(caseTexts["message-peak-added"], { line });
      return fill(caseTexts["message-peak-missed"], { line, advice });
    case "hazard-over":
      return fill(caseTexts["message-hazard-over"], { line, advice, peak: levelNames[peakLevel] });
    case "acknowledged":
      return fill(caseTexts[state === "closed" ? "message-person-closed" : "message-person"], { title, line });
    case "commented":
    case "registered":
    case "dispatched":
    case "accepted":
    case "returned":
    case "assigned":
    case "feedback":
    case "verified":
    case "reworked":
    case "concluded":
    case "voided":
    case "suspended":
    case "resumed":
    case "extended":
    case "supervised":
    case "step-refused":
    case "called":
    case "call-answered":
    case "call-missed":
    case "call-skipped":
    case "due-soon":
    case "overdue":
    case "evaluated":
    case "noted":
      return fill(caseTexts["message-person"], { title, line });
  }
}
