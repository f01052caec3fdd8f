import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { Level } from "../domain/city/level.ts";
import type { BilingualText } from "../domain/text.ts";
import { caseTexts } from "../locales/cases.ts";
import { fill, joined } from "../locales/fill.ts";
import { levelNames } from "../locales/names.ts";
import { marks } from "../locales/shared.ts";

/** One line on a case's timeline for an alarm that moved; the rule's title names the level where its author wants it. */
export function wordsForTransition(transition: AlarmTransition): BilingualText {
  const parts = [
    wordsForMove(transition),
    transition.reason,
    transition.doubt?.words ?? null,
    suppressionWords(transition),
  ];
  return joined(
    parts.filter((part) => part !== null),
    marks.semicolon,
  );
}

function wordsForMove({ cause, to, title, isLate, signal, limit: limitValue, unit }: AlarmTransition): BilingualText {
  if (cause === "rule_removed") return caseTexts["rule-removed"];
  const got = `${shortNumber(signal)} ${unit}`;
  const limit = `${shortNumber(limitValue)} ${unit}`;
  if (to === null) return fill(caseTexts["alarm-cleared"], { got, limit });
  return fill(isLate ? caseTexts["alarm-moved-late"] : caseTexts["alarm-moved"], { title, got, limit });
}

/** That it is notified although something holds it, or had been held until now; null where nothing holds it. */
function suppressionWords({ noise }: AlarmTransition): BilingualText | null {
  if (noise === undefined) return null;
  const { words } = noise.hold;
  return noise.outcome === "released" ? fill(caseTexts["held-until-now"], { hold: words }) : words;
}

/** One line for a peak that came in after the fact. */
export function wordsForPeak(peak: MissedPeak): BilingualText {
  const got = `${shortNumber(peak.signal)} ${peak.unit}`;
  return fill(caseTexts["peak-missed"], { got, level: levelNames[peak.level] });
}

/** Title of a case that a missed peak opened: nobody may take it for what is there now. */
export function titleOfMissedPeak(title: BilingualText, level: Level): BilingualText {
  return fill(caseTexts["peak-missed-title"], { title, level: levelNames[level] });
}

/** A person has taken notice of the case. */
export function wordsForAcknowledgement(by: string): BilingualText {
  return fill(caseTexts.acknowledged, { by });
}

/** The text of a person's comment stands in both languages as it was written. */
export function wordsForComment(by: string, text: string): BilingualText {
  return fill(caseTexts.comment, { by, text });
}

/** @param channel how the call had gone out, such as `voice` */
export function wordsForAnswer(by: string, channel: string): BilingualText {
  return fill(caseTexts.answered, { by, channel });
}

function shortNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
