import type { Area } from "../../domain/city/city.ts";
import { rankOf } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import { exerciseMark } from "../../domain/governance/exercise.ts";
import { liveLevelOfCase } from "../../domain/governance/live-case.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { idFrom } from "../../domain/ids.ts";
import type { WarningAction, WarningMove } from "../../domain/inputs/acts/warning-action.ts";
import { personOf } from "../../domain/people/person.ts";
import { fill } from "../../locales/fill.ts";
import { warningTexts } from "../../locales/messages/warnings.ts";
import { hazardNames } from "../../locales/names.ts";
import { type LevelTexts, policyTexts } from "./level-texts.ts";

export interface DraftContext {
  readonly area: Area;
  /** Our clock, ms since 1970. */
  readonly at: number;
  readonly texts: LevelTexts;
}

/** @returns null for a case that has closed, or fell: where no warning stands then, a person has lifted it */
export function draftFromCase(
  { before, after: changed }: { readonly before: Case | null; readonly after: Case },
  { area, at, texts }: DraftContext,
): Warning | null {
  const live = liveLevelOfCase(changed);
  const isGraverLive = rankOf(live) > rankOf(before === null ? null : liveLevelOfCase(before));
  const hasFallen = rankOf(changed.level) < rankOf(before?.level ?? null) && !isGraverLive;
  const { hazard, level } = changed;
  if (level === null || hasFallen) return null;
  const place = { hazard, areaCode: area.code };
  return {
    id: idFrom("warning", hazard, area.code, changed.id, changed.revision),
    ...place,
    state: "draft",
    level,
    peakLevel: level,
    title: titleFor(place, area),
    advice: changed.advice,
    ...policyTexts(place, level, texts),
    draftedAt: changed.updatedAt,
    updatedAt: changed.updatedAt,
    liftedAt: null,
    revision: 1,
    ...exerciseMark(changed.isExercise),
    cases: { [changed.id]: level },
    ...(live === level ? {} : { liveLevels: { [changed.id]: live } }),
    advices: { [level]: changed.advice },
    askedAt: at,
  };
}

/** A draft for what no gauge sees, as a person wrote it. */
export function draftByHand(
  action: WarningAction,
  move: Extract<WarningMove, { readonly do: "draft" }>,
  { area, at, texts }: DraftContext,
): Warning {
  const { hazard, level, title, impact, advice, isExercise } = move;
  const person = personOf(action);
  const place = { hazard, areaCode: area.code };
  const usual = { advice: warningTexts["no-advice"], ...policyTexts(place, level, texts) };
  return {
    id: action.warningId,
    ...place,
    state: "draft",
    level,
    peakLevel: level,
    title: title ?? titleFor(place, area),
    ...usual,
    ...(impact === undefined ? {} : { impact }),
    ...(advice === undefined ? {} : { advice }),
    draftedAt: at,
    updatedAt: at,
    liftedAt: null,
    revision: 1,
    byHand: { at, ...person, level },
    ...exerciseMark(isExercise),
    cases: {},
    changedBy: person.by,
    authors: [person],
    askedAt: at,
  };
}

function titleFor({ hazard }: Pick<Warning, "hazard">, area: Area): Warning["title"] {
  return fill(warningTexts.title, { area: area.name, hazard: hazardNames[hazard] });
}
