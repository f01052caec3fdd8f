import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { sharedTexts } from "../shared.ts";

/** What is said to people, marked at its beginning where it is of a drill. */
export function saidAs(words: BilingualText, { isExercise }: { readonly isExercise?: boolean }): BilingualText {
  return isExercise === true ? fill(sharedTexts["of-a-drill"], { words }) : words;
}
