import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import { rankOf } from "../domain/city/level.ts";
import type { Case } from "../domain/governance/case.ts";
import type { WarningSupport } from "../domain/governance/warning.ts";

/**
 * The reading and rule that brought a case to its level; null where none did: an alarm that steps down says by which reset it
 * left the graver level, which is nothing that speaks for the milder one.
 */
export function supportOf({ id, level, stationId }: Case, transition: AlarmTransition | null): WarningSupport | null {
  if (level === null || transition === null || transition.to !== level) return null;
  if (rankOf(transition.from) > rankOf(level)) return null;
  const { alarmKey, target, signal, limit, unit, ruleId, ruleVersion, at } = transition;
  const gaugeId = target.kind === "gauge" ? target.gaugeId : null;
  return { caseId: id, stationId, alarmKey, gaugeId, level, value: signal, limit, unit, ruleId, ruleVersion, at };
}
