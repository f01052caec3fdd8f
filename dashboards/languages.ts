import type { BilingualText } from "../domain/text.ts";

/** One set of boards each. */
export const languages = ["zh", "en"] as const satisfies readonly (keyof BilingualText)[];

export type BoardLanguage = (typeof languages)[number];

/** Name of a text field in this language, such as `titleZh` of `title`. */
export type TextField = (stem: string) => string;
