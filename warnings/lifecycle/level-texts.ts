import { areaNames } from "../../domain/city/area-names.ts";
import type { City } from "../../domain/city/city.ts";
import { type Level, levels, rankOf, worse } from "../../domain/city/level.ts";
import type { Warning, WarningProposal } from "../../domain/governance/warning.ts";
import type { WarningWords } from "../../domain/inputs/acts/warning-action.ts";
import { personOf } from "../../domain/people/person.ts";
import type { BilingualText } from "../../domain/text.ts";
import { caseTexts } from "../../locales/cases.ts";
import { fill } from "../../locales/fill.ts";
import { warningTexts } from "../../locales/messages/warnings.ts";
import { levelNames } from "../../locales/names.ts";

/** What a warning says at a level: impact and advice of the city's policy, else the advice of its cases. */
export interface LevelTexts {
  readonly city: City;
}

/**
 * A warning brought to a level, with what it says there. Words that a person wrote for another level go, and where it rises
 * nobody has written any of it: who stands behind a level stands behind a milder one too, and behind no graver one.
 */
export function atLevel(warning: Warning, level: Level, texts: LevelTexts): Warning {
  const { impact: _, authors, ...rest } = warning;
  const hasRisen = rankOf(level) > rankOf(warning.level);
  const advice = adviceAt(warning, level);
  return {
    ...rest,
    ...(authors === undefined || hasRisen ? {} : { authors }),
    level,
    peakLevel: worse(warning.peakLevel ?? warning.level, level) ?? level,
    advice,
    ...policyTexts(rest, level, texts),
  };
}

/** A warning brought to the level that was proposed, with what was written for it. */
export function atProposal(warning: Warning, { level, words }: WarningProposal, texts: LevelTexts): Warning {
  const raised = atLevel(warning, level, texts);
  if (words === undefined) return raised;
  const { byHand } = warning;
  const authors = byHand === undefined ? {} : { authors: [personOf(byHand)] };
  return { ...raised, ...words, ...authors };
}

/** A warning with what a person wrote for a level: at once where it stands there, and with the level where that is proposed. */
export function withWords(warning: Warning, { title, impact, advice }: WarningWords, level: Level): Warning {
  const words = {
    ...(title === undefined ? {} : { title }),
    ...(impact === undefined ? {} : { impact }),
    ...(advice === undefined ? {} : { advice }),
  };
  if (Object.keys(words).length === 0) return warning;
  const { proposal } = warning;
  if (level === warning.level || proposal === undefined) return { ...warning, ...words };
  // What was approved read otherwise.
  const { approved: _, ...open } = proposal;
  return { ...warning, proposal: { ...open, words: { ...proposal.words, ...words } } };
}

/** A warning with what is to be minded once it is lifted: of what can happen at its height nothing is left. */
export function onceLifted({ impact: _, ...rest }: Warning, advice: BilingualText): Warning {
  return { ...rest, advice };
}

/** What the city's policy says of a hazard at a level; empty for nothing. */
export function policyTexts(
  { hazard, areaCode }: Pick<Warning, "hazard" | "areaCode">,
  level: Level,
  { city }: LevelTexts,
): Partial<Pick<Warning, "impact" | "advice">> {
  const texts = city.warningPolicy?.texts[hazard]?.[level];
  if (texts === undefined) return {};
  const { areaName: area } = areaNames(city, areaCode);
  const filled = (text: BilingualText): BilingualText => fill(text, { area });
  return { impact: filled(texts.impact), ...(texts.advice === null ? {} : { advice: filled(texts.advice) }) };
}

function adviceAt({ advices, level: before, advice }: Warning, level: Level): BilingualText {
  const known = advices?.[level];
  if (rankOf(level) > rankOf(before)) {
    return [known ?? advice, advice].find(({ zh }) => !saidOfFalls.has(zh)) ?? warningTexts["no-advice"];
  }
  return known ?? (level === before ? advice : fill(warningTexts["level-lower"], { level: levelNames[level] }));
}

/** What is said where a warning or a case falls to a level that nobody has advice for, and of no other. */
const saidOfFalls: ReadonlySet<string> = new Set(
  levels.flatMap((level) =>
    [warningTexts["level-lower"], caseTexts["level-lower"]].map((text) => fill(text, { level: levelNames[level] }).zh),
  ),
);
