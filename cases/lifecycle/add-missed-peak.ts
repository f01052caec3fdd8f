import type { MissedPeak } from "../../domain/alarms/alarm.ts";
import { worse } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import { wordsForPeak } from "../words.ts";
import type { CaseStep } from "./case-step.ts";

/** Puts a peak that the hub learnt of after the fact on the timeline of a case that was open at that time. */
export function addMissedPeak(openCase: Case, peak: MissedPeak): CaseStep {
  const { at, alarmKey, level, signal, unit } = peak;
  return {
    after: {
      ...openCase,
      peakLevel: worse(openCase.peakLevel, level) ?? level,
      revision: openCase.revision + 1,
    },
    entry: { kind: "peak-missed", at, alarmKey, level, signal, unit, words: wordsForPeak(peak) },
  };
}
