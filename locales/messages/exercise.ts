import type { BilingualText } from "../../domain/text.ts";
import { fill, type Texts } from "../fill.ts";

/** How what is of a drill begins, wherever people read it. */
export const exerciseTexts = {
  said: { zh: "【演练】{words}", en: "EXERCISE, EXERCISE: {words}" },
} as const satisfies Texts;

/** What is said to people, marked where it is of a drill. */
export function saidAs(words: BilingualText, { isExercise }: { readonly isExercise?: true }): BilingualText {
  return isExercise === true ? fill(exerciseTexts.said, { words }) : words;
}
