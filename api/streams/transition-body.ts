import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import { toWire } from "../../domain/time/instants.ts";
import { alarmTransition } from "../schemas/alarms/alarm.ts";
import type { Scope } from "../scope/scope.ts";
import { withoutFields } from "../scope/withhold-fields.ts";
import { sseBody } from "./sse.ts";

/** The message of an alarm that moved, as `GET /stations/{id}/timeline` has it. */
export function transitionBody(transition: AlarmTransition, { fields }: Pick<Scope, "fields">): string {
  return sseBody("alarm", JSON.stringify(toWire(withoutFields(alarmTransition, transition, fields))));
}

/** Whether somebody who sees this much of the city is told of it. */
export function isSeen({ target }: Pick<AlarmTransition, "target">, city: City): boolean {
  switch (target.kind) {
    case "gauge":
      return city.gauges.has(target.gaugeId);
    case "station":
      return city.stations.has(target.stationId);
    case "area":
      return city.areas.has(target.areaCode);
  }
}
