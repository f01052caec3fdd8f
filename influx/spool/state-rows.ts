import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Case } from "../../domain/governance/case.ts";
import { openStates } from "../../domain/governance/case-state.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { overWarningStates } from "../../domain/governance/warnings/warning-state.ts";
import type { StoredTransition } from "../../store/ports.ts";
import type { SpoolQueries } from "./spool-queries.ts";

const open = openStates.map((state) => `'${state}'`).join(", ");
const over = overWarningStates.map((state) => `'${state}'`).join(", ");

/** What the state holds of alarms, cases and warnings. */
export interface StateRows {
  transitionsAfter(seq: number, limit: number): readonly StoredTransition[];
  eventsAfter(seq: number, limit: number): readonly StoredEvent[];
  openCases(): readonly Case[];
  openWarnings(): readonly Warning[];
}

type EventRow = readonly [
  eventSeq: number,
  id: string,
  type: string,
  subject: string,
  level: string | null,
  isUrgent: number,
  at: number,
  body: string,
];

export function stateRows(queries: SpoolQueries): StateRows {
  const transitions = queries.rows<readonly [number, string]>(
    "SELECT transition_seq, body FROM state.transition WHERE transition_seq > ? ORDER BY transition_seq LIMIT ?",
  );
  const events = queries.rows<EventRow>(
    `SELECT event_seq, event_id, type, subject, level, is_urgent, at, body
     FROM state.event WHERE event_seq > ? ORDER BY event_seq LIMIT ?`,
  );
  return {
    transitionsAfter: (seq, limit) =>
      transitions(seq, limit).map(([transitionSeq, body]) => ({
        ...(JSON.parse(body) as AlarmTransition),
        transitionSeq,
      })),
    eventsAfter: (seq, limit) => events(seq, limit).map(eventFrom),
    openCases: queries.bodies<Case>(`SELECT body FROM state.city_case WHERE state IN (${open})`),
    openWarnings: queries.bodies<Warning>(`SELECT body FROM state.warning WHERE state NOT IN (${over})`),
  };
}

function eventFrom([eventSeq, id, type, subject, level, isUrgent, at, body]: EventRow): StoredEvent {
  const data: unknown = JSON.parse(body);
  return { eventSeq, id, type, subject, level, isUrgent: isUrgent === 1, at, data } as StoredEvent;
}
