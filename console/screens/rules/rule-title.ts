import type { BilingualText } from "../../../domain/text.ts";

/** What a rule is called without the blanks that an alarm fills, such as `{station}` and `{level}`. */
export function ruleTitle({ zh, en }: BilingualText): BilingualText {
  return { zh: withoutBlanks(zh), en: withoutBlanks(en) };
}

function withoutBlanks(text: string): string {
  return text
    .replaceAll(/\{\w+\}/g, "")
    .replaceAll(/\s{2,}/g, " ")
    .replace(/^[\s:：,，]+/, "")
    .replace(/[\s:：,，]+(?=$|\()/g, " ")
    .trim();
}
