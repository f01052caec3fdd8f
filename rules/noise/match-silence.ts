import type { AlarmTransition } from "../../domain/alarm.ts";
import type { SilenceMatch } from "../../domain/order.ts";
import type { AlarmPlace } from "./alarm-place.ts";

/** Whether an alarm is one a silence is about. */
export function isSilencedBy(
  match: SilenceMatch,
  { hazard, ruleId }: Pick<AlarmTransition, "hazard" | "ruleId">,
  { gaugeId, station, areas }: AlarmPlace,
): boolean {
  if (match.hazards?.includes(hazard) === false) return false;
  if (match.ruleIds?.includes(ruleId) === false) return false;
  if (match.gaugeIds !== undefined && (gaugeId === null || !match.gaugeIds.includes(gaugeId))) return false;
  if (match.stationIds !== undefined && (station === null || !match.stationIds.includes(station.id))) return false;
  return match.areaCodes === undefined || areas.some((code) => match.areaCodes?.includes(code) === true);
}
