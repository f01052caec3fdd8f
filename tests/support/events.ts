import { summarizeCase } from "../../cases/case-summary.ts";
import type { Case, CaseEntry } from "../../domain/governance/case.ts";
import type {
  CaseEvent,
  CaseEventData,
  EventHead,
  WarningEvent,
  WarningEventData,
} from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { AlarmKey, EventId } from "../../domain/ids.ts";
import { summarizeWarning } from "../../warnings/warning-event.ts";
import { smallCity } from "./alarm-builders.ts";

/** What an event of a case at this revision carries. */
export function caseData(of: Case, entry: CaseEntry = anEntry(of)): CaseEventData {
  const { state, level, revision } = of;
  const before = revision === 1 ? null : ({ state: "reported", level, revision: revision - 1 } as const);
  return { change: { entry, before, after: { state, level, revision } }, case: summarizeCase(of, smallCity()) };
}

/** What an event of a warning at this revision carries. */
function warningData(of: Warning): WarningEventData {
  const { state, level, revision } = of;
  const before = revision === 1 ? null : ({ state: "draft", level, revision: revision - 1 } as const);
  const change = { before, after: { state, level, revision }, by: null, reason: null };
  return { change, warning: summarizeWarning(of, smallCity()) };
}

export function caseEventOf(of: Case, head: Partial<EventHead & { type: CaseEvent["type"] }> = {}): CaseEvent {
  const { id, level, updatedAt } = of;
  return {
    id: `event-of-${id}-${of.revision}` as EventId,
    type: "case.opened",
    subject: id,
    level,
    isUrgent: true,
    at: updatedAt,
    data: caseData(of),
    ...head,
  };
}

export function warningEventOf(
  of: Warning,
  head: Partial<EventHead & { type: WarningEvent["type"] }> = {},
): WarningEvent {
  const { id, level, updatedAt } = of;
  return {
    id: `event-of-${id}-${of.revision}` as EventId,
    type: "warning.drafted",
    subject: id,
    level,
    isUrgent: true,
    at: updatedAt,
    data: warningData(of),
    ...head,
  };
}

export function anEntry({ level, openedAt, title }: Case): CaseEntry {
  const alarmKey = "underpass-depth|tunnel/depth" as AlarmKey;
  return { kind: "opened", at: openedAt, alarmKey, level, signal: 0.16, unit: "m", words: title };
}
