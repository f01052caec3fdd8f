import { blindSpotKey, blindSpotRuleId } from "../blindspots/blind-spot-alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { AlarmKey, StationId } from "../domain/ids.ts";
import { carrierRuleId, carriersOf } from "./carriers.ts";
import type { PossibleAlarm } from "./inhibition-loops.ts";

/** Every alarm the hub can raise of itself, without a rule of the city. */
export function possibleBuiltIns(city: City): readonly PossibleAlarm[] {
  const carriers = new Map([...carriersOf(city).values()].map((carrier) => [carrier.id, carrier]));
  const at = (stationId: StationId) => ({ kind: "station", stationId }) as const;
  return [
    ...[...city.stations.keys()].map((id) => ({
      alarmKey: blindSpotKey(id),
      hazard: "blind-spot" as const,
      ruleId: blindSpotRuleId,
      target: at(id),
    })),
    ...[...carriers.values()].map(({ id, station }) => ({
      alarmKey: `${carrierRuleId}|${id}` as AlarmKey,
      hazard: "blind-spot" as const,
      ruleId: carrierRuleId,
      target: at(station.id),
    })),
  ];
}
