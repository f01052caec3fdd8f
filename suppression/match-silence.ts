import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { SilenceMatch } from "../domain/alarms/order.ts";
import type { AlarmLocation } from "./alarm-location.ts";

/** Whether an alarm is one a silence is about. */
export function isSilencedBy(
  match: SilenceMatch,
  { hazard, ruleId }: Pick<AlarmTransition, "hazard" | "ruleId">,
  place: AlarmLocation,
): boolean {
  if (match.hazards?.includes(hazard) === false) return false;
  return match.ruleIds?.includes(ruleId) !== false && isWhereSilenced(match, place);
}

/** Whether a place is one a silence is about, whatever the hazard and the rule. */
export function isWhereSilenced(match: SilenceMatch, { gaugeId, station, areas }: AlarmLocation): boolean {
  if (match.gaugeIds !== undefined && (gaugeId === null || !match.gaugeIds.includes(gaugeId))) return false;
  if (match.stationIds !== undefined && (station === null || !match.stationIds.includes(station.id))) return false;
  return match.areaCodes === undefined || areas.some((code) => match.areaCodes?.includes(code) === true);
}
