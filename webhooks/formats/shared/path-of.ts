import type { HubEvent } from "../../../domain/governance/event.ts";

/** Path in the hub's API of what an event is about. */
export function pathOf(event: HubEvent): string {
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed":
      return event.data.case.link;
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return event.data.warning.link;
    case "response.changed":
      return event.data.response.link;
    case "alarm.hidden":
      return "/api/v1/alarms";
    case "mode.changed":
      return "/api/v1/mode";
    case "silence.ending":
      return "/api/v1/silences";
    case "audit.anchored":
      return "/api/v1/audit";
    case "call.requested":
      return `/api/v1/calls/${event.data.call.callId}`;
    case "call.unanswered":
      return event.data.case.link;
    case "delivery.overdue":
    case "delivery.resumed":
      return "/api/v1/endpoints";
    case "shift.handed-over":
      return event.data.link;
  }
}
