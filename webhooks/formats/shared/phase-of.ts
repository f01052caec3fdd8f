import type { HubEvent } from "../../../domain/governance/event.ts";

/** Where the matter of an event stands for systems that know alerts alone: raised or changed, taken on, over. */
export type Phase = "raised" | "acknowledged" | "over";

/** A matter that such a system keeps open from `raised` to `over`. */
export interface Matter {
  /** The same for all events of the matter. */
  readonly key: string;
  readonly phase: Phase;
}

/** Lines of a case by which somebody has taken it on. */
const taken: ReadonlySet<string> = new Set(["acknowledged", "accepted", "call-answered"]);

/** The matter that an event is about; null for what is no matter of its own, and for lines that move nothing. */
export function matterOf(event: HubEvent): Matter | null {
  const key = event.subject;
  switch (event.type) {
    case "case.opened":
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "alarm.hidden":
    case "delivery.overdue":
      return { key, phase: "raised" };
    case "case.updated": {
      const { entry, before, after } = event.data.change;
      if (taken.has(entry.kind)) return { key, phase: "acknowledged" };
      return event.isUrgent || before?.level !== after.level ? { key, phase: "raised" } : null;
    }
    case "case.closed":
    case "warning.lifted":
    case "warning.expired":
    case "warning.withdrawn":
    case "delivery.resumed":
      return { key, phase: "over" };
    case "call.requested":
    case "call.unanswered":
      return { key: event.data.case.id, phase: "raised" };
    case "warning.approved":
    case "response.changed":
    case "silence.ending":
    case "mode.changed":
    case "shift.handed-over":
    case "audit.anchored":
      return null;
  }
}
