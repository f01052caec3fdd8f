import type { Level } from "../../domain/city/level.ts";
import type { Property } from "../../domain/city/property.ts";
import type { BilingualText, Language } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames, propertyNames } from "../../locales/names.ts";
import { signalNameTexts } from "../../locales/rules/alarms.ts";
import type { Rule } from "../language/rule-schema.ts";
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

/** What an alarm at one gauge compares, for people: `water depth`, `water depth, rise over 10 min`, `rain in 1 h`. */
export function signalNameOf(
  kind: Rule["condition"]["kind"],
  condition: BilingualText,
  property: Property,
): BilingualText {
  switch (kind) {
    case "threshold":
      return propertyNames[property];
    case "rate-of-rise":
    case "peak":
    case "stuck":
      return fill(signalNameTexts.of, { property: propertyNames[property], condition });
    case "forecast":
      return fill(signalNameTexts.forecast, { property: propertyNames[property], condition });
    case "accumulation":
    case "silence":
    case "any":
    case "all":
    case "not":
    case "count-in-area":
    case "upstream":
      return condition;
  }
}

/** What to do at a level: its own words, else the general ones. */
export function adviceOf({ rule }: BoundAlarm, level: Level): BilingualText {
  const { advice } = rule;
  return advice[level] ?? { zh: advice.zh ?? "", en: advice.en ?? "" };
}
