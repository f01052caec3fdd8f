import { bilingualMarkup } from "../../charts/html-text.ts";
import type { Level } from "../../domain/city/level.ts";
import { levelNames } from "../../locales/names.ts";

/** A level in its colour, with its name. */
export function levelBadge(level: Level): string {
  return `<span class="level ${level}">${bilingualMarkup(levelNames[level])}</span>`;
}
