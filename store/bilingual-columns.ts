import type { BilingualText } from "../domain/text.ts";

/** Words kept in two columns; older hubs kept the English alone, which then stands for both. */
export function bilingual(en: unknown, zh: unknown): BilingualText {
  return { zh: String(zh ?? en), en: String(en) };
}

/** The same, or null where there are none. */
export function bilingualOrNull(en: unknown, zh: unknown): BilingualText | null {
  return en === null ? null : bilingual(en, zh);
}
