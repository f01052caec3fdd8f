import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { Case } from "../domain/governance/case.ts";
import type { WarningSupport } from "../domain/governance/warning.ts";

/** The reading and rule by which a case speaks for a warning; null where it no more does, or no alarm is behind it. */
export function supportOf({ id, level, stationId }: Case, transition: AlarmTransition | null): WarningSupport | null {
  if (level === null || transition === null) return null;
  const { alarmKey, target, signal, limit, unit, ruleId, ruleVersion, at } = transition;
  const gaugeId = target.kind === "gauge" ? target.gaugeId : null;
  return { caseId: id, stationId, alarmKey, gaugeId, level, value: signal, limit, unit, ruleId, ruleVersion, at };
}
