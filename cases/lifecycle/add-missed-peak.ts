import type { MissedPeak } from "../../domain/alarms/alarm.ts";
import type { Station } from "../../domain/city/city.ts";
import { rankOf, worse } from "../../domain/city/level.ts";
import type { AlarmEntry, Case } from "../../domain/governance/case.ts";
import { idFrom } from "../../domain/ids.ts";
import { titleOfMissedPeak, wordsForPeak } from "../words.ts";
import type { CaseStep } from "./case-step.ts";

/** Puts a peak that the hub learnt of after the fact on the timeline of a case that was open at that time. */
export function addMissedPeak(openCase: Case, peak: MissedPeak): CaseStep {
  const { missedPeak } = openCase;
  const isGraver = missedPeak !== undefined && rankOf(peak.level) > rankOf(missedPeak.level);
  return {
    after: {
      ...openCase,
      ...(isGraver && peak.opensCase !== undefined ? saidOf(peak, peak.opensCase) : {}),
      ...(isGraver ? { missedPeak: { level: peak.level, at: peak.at } } : {}),
      peakLevel: worse(openCase.peakLevel, peak.level) ?? peak.level,
      revision: openCase.revision + 1,
    },
    entry: entryFor(peak),
  };
}

/**
 * Opens a case for a peak that nobody was told of while it was there. No alarm is active in it.
 *
 * @returns null where its rule opens no cases
 */
export function openMissedPeak(peak: MissedPeak, station: Station): CaseStep | null {
  const { hazard, alarmKey, level, at, opensCase } = peak;
  if (opensCase === undefined) return null;
  const after: Case = {
    id: idFrom("case", hazard, station.id, alarmKey, "missed-peak", at),
    hazard,
    stationId: station.id,
    areaCode: station.areaCode,
    unitId: station.unitId,
    caseClass: station.caseClass,
    state: "reported",
    level: null,
    peakLevel: level,
    ...saidOf(peak, opensCase),
    openedAt: at,
    updatedAt: at,
    closedAt: null,
    isLate: true,
    missedPeak: { level, at },
    revision: 1,
    activeAlarms: {},
  };
  return { after, entry: entryFor(peak) };
}

function saidOf(
  { level }: MissedPeak,
  { title, advice }: NonNullable<MissedPeak["opensCase"]>,
): Pick<Case, "title" | "advice"> {
  return { title: titleOfMissedPeak(title, level), advice };
}

function entryFor(peak: MissedPeak): AlarmEntry {
  const { at, alarmKey, level, signal, unit } = peak;
  return { kind: "peak-missed", at, alarmKey, level, signal, unit, words: wordsForPeak(peak) };
}
