import type { BilingualText } from "../../domain/text.ts";
import { cityNotes } from "../../locales/city.ts";
import { enumerated, fill } from "../../locales/fill.ts";

/** Ids named in one note; of the rest the note says how many. */
const shown = 12;

/** Ids as a note names them: the first of many, and how many there are. */
export function listedIds(ids: readonly string[]): BilingualText {
  if (ids.length <= shown) return enumerated(ids);
  return fill(cityNotes["first-ids"], { ids: enumerated(ids.slice(0, shown)), count: ids.length });
}
