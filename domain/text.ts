/** The same words for people in both of the hub's languages. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}
