/** The same words for people in both of the hub's languages. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

/** Whether a value of unknown kind is such words. */
export function isBilingual(value: unknown): value is BilingualText {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}

/** A word that is the same in both: an id, a unit, what somebody wrote. */
export function sameInBoth(word: string): BilingualText {
  return { zh: word, en: word };
}

/** A language that texts for people are in. */
export type Language = keyof BilingualText;

/** What somebody said: a person's words as they wrote them, or the hub's own in both languages. */
export type Said = string | BilingualText;
