import type { Level } from "../domain/city/level.ts";
import type { BilingualText } from "../domain/text.ts";
import { caseTexts } from "../locales/cases.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { levelNames } from "../locales/names.ts";

/** Title of a case that a missed peak opened: nobody may take it for what is there now. */
export function titleOfMissedPeak(title: BilingualText, level: Level): BilingualText {
  return fill(caseTexts["peak-missed-title"], { title, level: levelNames[level] });
}

/** A person has taken notice of the case. */
export function wordsForAcknowledgement(by: BlankValue): BilingualText {
  return fill(caseTexts.acknowledged, { by });
}

/** The text of a person's comment stands in both languages as it was written. */
export function wordsForComment(by: BlankValue, text: string): BilingualText {
  return fill(caseTexts.comment, { by, text });
}

/** @param channel how the call had gone out, such as `voice` */
export function wordsForAnswer(by: BlankValue, channel: string): BilingualText {
  return fill(caseTexts.answered, { by, channel });
}
