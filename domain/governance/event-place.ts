import { areaKey, type PlaceKey, placeOfTarget } from "../people/place-key.ts";
import type { HubEvent } from "./event.ts";

/**
 * Where an event belongs, for those who see one part of the city. `everywhere` is seen by all; null is seen by those alone
 * who see the whole city.
 */
export function placeOfEvent(event: HubEvent): PlaceKey | null {
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed":
      return areaKey(event.data.case.areaCode);
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return areaKey(event.data.warning.areaCode);
    case "response.changed":
      return areaKey(event.data.response.areaCode);
    case "call.requested":
    case "call.unanswered":
      return areaKey(event.data.case.areaCode);
    case "alarm.hidden":
      return placeOfTarget(event.data.target);
    // How the city is run is everybody's matter.
    case "mode.changed":
      return "everywhere";
    // These tell of things all over the city.
    case "silence.ending":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
    case "audit.anchored":
      return null;
  }
}
