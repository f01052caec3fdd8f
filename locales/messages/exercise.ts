import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { sharedTexts } from "../shared.ts";

const mark = fill(sharedTexts["of-a-drill"], { words: sameInBoth("") });

/** What is said to people, marked at its beginning where it is of a drill, and never twice. */
export function saidAs(words: BilingualText, { isExercise }: { readonly isExercise?: boolean }): BilingualText {
  if (isExercise !== true) return words;
  const marked = fill(sharedTexts["of-a-drill"], { words });
  return {
    zh: words.zh.startsWith(mark.zh) ? words.zh : marked.zh,
    en: words.en.startsWith(mark.en) ? words.en : marked.en,
  };
}
