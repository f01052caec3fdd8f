import type { AlarmTarget } from "../alarms/alarm.ts";
import type { City } from "../city/city.ts";
import type { StationId } from "../ids.ts";
import type { HubEvent } from "./event.ts";

/** Whether a station is there for drills alone. */
export function isExerciseStation({ stations }: Pick<City, "stations">, stationId: StationId): boolean {
  return stations.get(stationId)?.isExercise === true;
}

/** Whether an alarm is of a drill. One of an area never is: no part of it is of a drill's station. */
export function isExerciseAlarm(city: Pick<City, "stations">, target: AlarmTarget): boolean {
  return target.kind !== "area" && isExerciseStation(city, target.stationId);
}

/** The mark of what is of a drill; nothing for what is real. */
export function exerciseMark(isExercise: boolean | undefined): { readonly isExercise?: true } {
  return isExercise === true ? { isExercise: true } : {};
}

/** Whether an event is of a drill. */
export function isExerciseEvent(event: HubEvent): boolean {
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed":
      return event.data.case.isExercise === true;
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return event.data.warning.isExercise === true;
    case "alarm.hidden":
      return event.data.isExercise === true;
    case "call.requested":
    case "call.unanswered":
      return event.data.case.isExercise === true;
    case "silence.ending":
    case "audit.anchored":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
    case "mode.changed":
    // The headquarters' word is real, also where it is given in a drill: whoever drills writes it into no hub.
    case "response.changed":
      return false;
  }
}
