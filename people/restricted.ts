import type { Case, CaseEntry, CaseWithTimeline } from "../domain/governance/case.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import type { WarningSupport } from "../domain/governance/warning.ts";
import type { AlarmKey, GaugeId } from "../domain/ids.ts";
import { restrictedWords } from "../locales/api/people.ts";

type Gauges = ReadonlySet<GaugeId>;

/** A case without what restricted gauges said: that there is a case, and how grave it is, is no secret. */
export function caseWithout(found: CaseWithTimeline, hidden: Gauges): CaseWithTimeline {
  if (hidden.size === 0) return found;
  const isOfHidden = found.timeline.some((entry) => isAbout(entry, hidden));
  const { timeline, ...of } = isOfHidden ? withoutDoubt(found) : found;
  return { ...caseFactsWithout(of, hidden), timeline: timeline.map((entry) => entryWithout(entry, hidden)) };
}

/** The same of a case without its timeline: what speaks against a reading of a restricted gauge is of that gauge. */
export function caseFactsWithout<Kept extends Pick<Case, "activeAlarms" | "doubt">>(of: Kept, hidden: Gauges): Kept {
  if (hidden.size === 0 || of.doubt === undefined) return of;
  const isOfHidden = Object.keys(of.activeAlarms).some((key) => hidden.has(gaugeIn(key as AlarmKey)));
  return isOfHidden ? withoutDoubt(of) : of;
}

function withoutDoubt<Kept extends { readonly doubt?: unknown }>({ doubt: _, ...of }: Kept): Kept {
  return of as Kept;
}

/** A warning without what restricted gauges said for it. */
export function warningWithout<Kept extends { readonly supports?: readonly WarningSupport[] }>(
  warning: Kept,
  hidden: Gauges,
): Kept {
  const { supports } = warning;
  if (hidden.size === 0 || supports === undefined) return warning;
  return { ...warning, supports: supports.filter(({ gaugeId }) => gaugeId === null || !hidden.has(gaugeId)) };
}

/** An event without what restricted gauges said. */
export function eventWithout<Event extends HubEvent>(event: Event, hidden: Gauges): Event;
export function eventWithout(event: HubEvent, hidden: Gauges): HubEvent {
  if (hidden.size === 0) return event;
  switch (event.type) {
    case "case.opened":
    case "case.updated":
    case "case.closed": {
      const { change, message, ...data } = event.data;
      if (!isAbout(change.entry, hidden)) {
        // The doubt of a case is of the reading that its level rests on, which what people do does not name.
        const isOfEntry = "alarmKey" in change.entry && change.entry.doubt !== undefined;
        if (isOfEntry || event.data.case.doubt === undefined) return event;
        return { ...event, data: { ...event.data, case: withoutDoubt(event.data.case) } };
      }
      const { measured: _, entry, ...rest } = change;
      const { doubt: __, ...of } = data.case;
      const said = message === undefined ? {} : { message: of.title };
      return {
        ...event,
        data: { ...data, ...said, case: of, change: { ...rest, entry: entryWithout(entry, hidden) } },
      };
    }
    case "alarm.hidden": {
      const { target, measured: _, doubt: __, message, ...data } = event.data;
      if (target.kind !== "gauge" || !hidden.has(target.gaugeId)) return event;
      const said = message === undefined ? {} : { message: data.title };
      return { ...event, data: { ...data, ...said, target, signal: null } };
    }
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return { ...event, data: { ...event.data, warning: warningWithout(event.data.warning, hidden) } };
    case "call.requested":
      return { ...event, data: { ...event.data, case: withoutDoubt(event.data.case) } };
    case "call.unanswered":
      return { ...event, data: { ...event.data, case: withoutDoubt(event.data.case) } };
    case "response.changed":
    case "silence.ending":
    case "mode.changed":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
    case "audit.anchored":
      return event;
  }
}

function entryWithout(entry: CaseEntry, hidden: Gauges): CaseEntry {
  if (!("alarmKey" in entry) || !isAbout(entry, hidden)) return entry;
  const { doubt: _, ...rest } = entry;
  return { ...rest, signal: null, words: restrictedWords };
}

function isAbout(entry: CaseEntry, hidden: Gauges): boolean {
  return "alarmKey" in entry && hidden.has(gaugeIn(entry.alarmKey));
}

/** The target of an alarm's key, `ruleId|targetId`. */
function gaugeIn(key: AlarmKey): GaugeId {
  return key.slice(key.indexOf("|") + 1) as GaugeId;
}
