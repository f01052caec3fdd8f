/** The same words for people in both of the hub's languages. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

/** A language people are spoken to in. */
export type Language = keyof BilingualText;
