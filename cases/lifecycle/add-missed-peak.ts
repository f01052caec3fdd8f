import type { MissedPeak } from "../../domain/alarms/alarm.ts";
import { rankOf, worse } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import { wordsForPeak } from "../../messages/alarm-line.ts";
import { measuredOf } from "../../messages/measured.ts";
import type { CaseStep } from "./case-step.ts";

/** Puts a peak that the hub learnt of after the fact on the timeline of a case that was open at that time. */
export function addMissedPeak(openCase: Case, peak: MissedPeak, timeZone: string): CaseStep {
  const { at, alarmKey, level, signal, unit } = peak;
  return {
    after: {
      ...openCase,
      title: rankOf(level) > rankOf(openCase.peakLevel) ? (peak.title ?? openCase.title) : openCase.title,
      peakLevel: worse(openCase.peakLevel, level) ?? level,
      revision: openCase.revision + 1,
    },
    entry: { kind: "peak-missed", at, alarmKey, level, signal, unit, words: wordsForPeak(peak, { timeZone }) },
    measured: measuredOf(peak),
  };
}
