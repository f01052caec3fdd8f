import { blindSpotKey, blindSpotRuleId } from "../blindspots/blind-spot-alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { AlarmKey, StationId } from "../domain/ids.ts";
import type { PossibleAlarm } from "./inhibition-loops.ts";
import { uplinkRuleId, uplinksOf } from "./uplink.ts";

/** Every alarm the hub can raise of itself, without a rule of the city. */
export function possibleBuiltInAlarms(city: City): readonly PossibleAlarm[] {
  const uplinks = new Map([...uplinksOf(city).values()].map((uplink) => [uplink.id, uplink]));
  const at = (stationId: StationId) => ({ kind: "station", stationId }) as const;
  return [
    ...[...city.stations.keys()].map((id) => ({
      alarmKey: blindSpotKey(id),
      hazard: "blind-spot" as const,
      ruleId: blindSpotRuleId,
      target: at(id),
    })),
    ...[...uplinks.values()].map(({ id, station }) => ({
      alarmKey: `${uplinkRuleId}|${id}` as AlarmKey,
      hazard: "blind-spot" as const,
      ruleId: uplinkRuleId,
      target: at(station.id),
    })),
  ];
}
