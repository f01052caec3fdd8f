import type { AlarmTarget } from "../../domain/alarms/alarm.ts";

/** Id of the gauge or station, or code of the area, that an alarm is about. */
export function targetId(target: AlarmTarget): string {
  switch (target.kind) {
    case "gauge":
      return target.gaugeId;
    case "station":
      return target.stationId;
    case "area":
      return target.areaCode;
  }
}
