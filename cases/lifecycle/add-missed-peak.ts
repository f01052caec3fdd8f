import type { MissedPeak } from "../../domain/alarms/alarm.ts";
import { rankOf, worse } from "../../domain/city/level.ts";
import type { AlarmEntry, Case } from "../../domain/governance/case.ts";
import { exerciseMark } from "../../domain/governance/exercise.ts";
import { livePeakOf } from "../../domain/governance/live-case.ts";
import { traceIdOf } from "../../domain/governance/trace.ts";
import { idFrom } from "../../domain/ids.ts";
import { caseTexts } from "../../locales/cases.ts";
import { wordsForPeak } from "../../messages/alarm-line.ts";
import { measuredOf } from "../../messages/measured.ts";
import { titleOfMissedPeak } from "../words.ts";
import type { CaseStep } from "./case-step.ts";
import { livePeakAfter } from "./live-levels.ts";
import { enteringRecord } from "./stages.ts";
import type { CasePlace } from "./step-to.ts";

/** Puts a peak that the hub learnt of after the fact on the timeline of a case that was open at that time. */
export function addMissedPeak(openCase: Case, peak: MissedPeak, timeZone: string): CaseStep {
  const { missedPeak, titleLevel, level } = openCase;
  const peakLevel = worse(openCase.peakLevel, peak.level) ?? peak.level;
  const isGraver = missedPeak !== undefined && rankOf(peak.level) > rankOf(missedPeak.level);
  // What an alarm says of a case is not undone by what is over.
  const isRetitled = isGraver && level === null && peak.opensCase !== undefined;
  return stepWith(
    {
      ...openCase,
      ...livePeakAfter(livePeakOf(openCase), { ...openCase, peakLevel }),
      ...(isRetitled ? { title: titleOfMissedPeak(peak.opensCase.title, peak.level) } : {}),
      ...(isGraver ? { missedPeak: { level: peak.level, at: peak.at } } : {}),
      titleLevel: titleLevel === undefined ? openCase.peakLevel : titleLevel,
      peakLevel,
      revision: openCase.revision + 1,
    },
    peak,
    timeZone,
  );
}

/**
 * Opens a case for a peak that nobody was told of while it was there. No alarm is active in it, and what is to be done is to
 * look, not what would have been at the time.
 *
 * @returns null where its rule opens no cases
 */
export function openMissedPeak(peak: MissedPeak, { station, timeZone, policy, routedTo }: CasePlace): CaseStep | null {
  const { hazard, alarmKey, level, at, opensCase } = peak;
  if (opensCase === undefined) return null;
  const after: Case = {
    id: idFrom("case", hazard, station.id, alarmKey, "missed-peak", at),
    hazard,
    stationId: station.id,
    areaCode: station.areaCode,
    unitId: routedTo ?? station.unitId,
    caseClass: station.caseClass,
    state: "reported",
    level: null,
    peakLevel: level,
    title: titleOfMissedPeak(opensCase.title, level),
    advice: caseTexts["peak-missed-advice"],
    openedAt: at,
    updatedAt: at,
    closedAt: null,
    isLate: true,
    missedPeak: { level, at },
    titleLevel: null,
    livePeak: null,
    revision: 1,
    traceId: traceIdOf(alarmKey, at),
    ...exerciseMark(station.isExercise),
    activeAlarms: {},
    ...(policy === undefined ? {} : { record: enteringRecord({}, "reported", peak.receivedAt) }),
    // What was missed is over; what is left to be seen is what it did.
    ...(policy?.closing === "evidence" ? { hazardOverAt: at, clearSinceAt: peak.receivedAt } : {}),
  };
  return stepWith(after, peak, timeZone);
}

function stepWith(after: Case, peak: MissedPeak, timeZone: string): CaseStep {
  const { at, alarmKey, level, signal, unit } = peak;
  const words = wordsForPeak(peak, { timeZone });
  const entry: AlarmEntry = { kind: "peak-missed", at, alarmKey, level, signal, unit, words };
  return { after, entry, measured: measuredOf(peak) };
}
