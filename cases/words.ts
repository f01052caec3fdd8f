import type { BilingualText } from "../domain/text.ts";
import { caseTexts } from "../locales/cases.ts";
import { fill } from "../locales/fill.ts";

/** A person has taken notice of the case. */
export function wordsForAcknowledgement(by: string): BilingualText {
  return fill(caseTexts.acknowledged, { by });
}

/** The text of a person's comment stands in both languages as it was written. */
export function wordsForComment(by: string, text: string): BilingualText {
  return fill(caseTexts.comment, { by, text });
}

/** @param channel how the call had gone out, such as `voice` */
export function wordsForAnswer(by: string, channel: string): BilingualText {
  return fill(caseTexts.answered, { by, channel });
}
