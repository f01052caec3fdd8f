import type { BilingualText } from "../../../domain/text.ts";
import type { Warning, WarningActionBody } from "../../api/wire.ts";

/** Parts of a warning's text that people write. */
export const wordKeys = ["title", "impact", "advice"] as const;

export type WordKey = (typeof wordKeys)[number];

/** What was written and is not saved yet, upon the revision at which writing began. */
export interface Edits {
  readonly revision: number;
  readonly level: Warning["level"];
  readonly words: Readonly<Record<WordKey, BilingualText>>;
}

export function editsOf({ revision, level, title, impact, advice }: Warning): Edits {
  return { revision, level, words: { title, impact: impact ?? { zh: "", en: "" }, advice } };
}

/** What of it is other than it stands; null for nothing. */
export function editBody(of: Warning, { level, words }: Edits): Extract<WarningActionBody, { do: "edit" }> | null {
  const stands = editsOf(of).words;
  const changed = wordKeys.filter((key) => words[key].zh !== stands[key].zh || words[key].en !== stands[key].en);
  if (changed.length === 0 && level === of.level) return null;
  return {
    do: "edit",
    ...Object.fromEntries(changed.map((key) => [key, words[key]])),
    ...(level === of.level ? {} : { level }),
  };
}

/** Whether words were changed in one language while the other says what it said. */
export function isOneSided(of: Warning, { words }: Pick<Edits, "words">): boolean {
  const stands = editsOf(of).words;
  return wordKeys.some((key) => (words[key].zh === stands[key].zh) !== (words[key].en === stands[key].en));
}
