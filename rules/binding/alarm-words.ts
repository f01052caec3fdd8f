import type { Level } from "../../domain/city/level.ts";
import type { BilingualText, Language } from "../../domain/text.ts";
import { levelNames } from "../../locales/names.ts";
import type { BoundAlarm } from "./bound-alarm.ts";

/** The rule's title for an alarm at a level. */
export function titleOf(alarm: BoundAlarm, level: Level): BilingualText {
  const { rule, condition, placeName } = alarm;
  const titleIn = (language: Language): string =>
    rule.title[language]
      .replaceAll("{station}", placeName[language])
      .replaceAll("{level}", levelNames[level][language])
      .replaceAll("{condition}", condition.words[language]);
  return { zh: titleIn("zh"), en: titleIn("en") };
}

/** What to do at a level: its own words, else the general ones. */
export function adviceOf({ rule }: BoundAlarm, level: Level): BilingualText {
  const { advice } = rule;
  return advice[level] ?? { zh: advice.zh ?? "", en: advice.en ?? "" };
}
