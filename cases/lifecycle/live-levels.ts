import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { liveLevelOf } from "../../domain/alarms/live-level.ts";
import { type Level, worse } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import { liveLevelOfCase } from "../../domain/governance/live-case.ts";

/** Levels of active alarms that live readings have not shown, after one of them has moved. */
export function liveLevelsAfter(
  before: Case["liveLevels"],
  transition: AlarmTransition,
): Pick<Case, "liveLevels"> | Record<string, never> {
  const { [transition.alarmKey]: _, ...others } = before ?? {};
  const live = liveLevelOf(transition);
  const liveLevels = live === transition.to ? others : { ...others, [transition.alarmKey]: live };
  return Object.keys(liveLevels).length === 0 ? {} : { liveLevels };
}

/** The live peak of a case that stands as `after` now, written out only where it is not the peak itself. @param known before */
export function livePeakAfter(
  known: Level | null,
  after: Pick<Case, "activeAlarms" | "liveLevels" | "peakLevel">,
): Pick<Case, "livePeak"> | Record<string, never> {
  const livePeak = worse(known, liveLevelOfCase(after));
  return livePeak === after.peakLevel ? {} : { livePeak };
}
