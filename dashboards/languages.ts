import type { BilingualText } from "../domain/text.ts";

/** One set of boards each. */
export const languages = ["zh", "en"] as const satisfies readonly (keyof BilingualText)[];

/** Name of a text field in this language, such as `titleZh` of `title`. */
export type TextField = (stem: string) => string;
