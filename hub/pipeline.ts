import type { TakeReadings } from "../broker/ports.ts";
import type { CaseBook, CaseChange } from "../cases/case-book.ts";
import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { Case } from "../domain/case.ts";
import type { HubEvent } from "../domain/event.ts";
import type { CaseId, WarningId } from "../domain/ids.ts";
import type { Warning } from "../domain/warning.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { Journal } from "../ingest/ports.ts";
import type { WarningBook } from "../warnings/warning-book.ts";
import type { NewDelivery } from "../webhooks/ports.ts";

/**
 * A reading's journey up to its acknowledgement: broker (sign-in, topic rights) -> decode -> qualify -> journal. The
 * callback runs after the fsynced commit, and PUBACK leaves only then.
 */
export function takeReadings(ingest: Ingest, journal: Journal): TakeReadings {
  return (published, done) => {
    const { observations, rejects } = ingest.take(published);
    journal.append(observations, rejects, done);
  };
}

/** What rules found in the journal: an alarm that moved, or a peak that came in after the fact. */
export type Finding =
  | { readonly transition: AlarmTransition; readonly missedPeak?: never }
  | { readonly missedPeak: MissedPeak; readonly transition?: never };

/** What a stretch of the journal has changed so far; it is committed whole together with the cursor. */
export interface Draft {
  readonly transitions: AlarmTransition[];
  readonly missedPeaks: MissedPeak[];
  /** Newest revision of each case and warning that changed. */
  readonly cases: Map<CaseId, Case>;
  readonly warnings: Map<WarningId, Warning>;
  readonly events: HubEvent[];
  readonly deliveries: NewDelivery[];
}

/** The rooms behind the acknowledgement, each knowing nothing of the others. */
export interface Rooms {
  readonly cases: CaseBook;
  readonly warnings: WarningBook;
  queueDeliveries(events: readonly HubEvent[]): readonly NewDelivery[];
}

interface Step {
  readonly name: string;
  run(rooms: Rooms, draft: Draft, passing: Passing): void;
}

/** What the steps hand on about one finding. */
interface Passing {
  readonly finding: Finding;
  caseChange: CaseChange | null;
  readonly events: HubEvent[];
}

/** The steps behind the acknowledgement, in order, for every finding of the rules. */
export const stepsAfterRules: readonly Step[] = [
  { name: "record", run: record },
  { name: "cases", run: moveCase },
  { name: "warnings", run: followWithWarning },
  { name: "webhooks", run: queue },
];

export function emptyDraft(): Draft {
  return { transitions: [], missedPeaks: [], cases: new Map(), warnings: new Map(), events: [], deliveries: [] };
}

/** Carries one finding through every step; the draft holds what came of it. */
export function carry(rooms: Rooms, draft: Draft, finding: Finding): void {
  const passing: Passing = { finding, caseChange: null, events: [] };
  for (const step of stepsAfterRules) step.run(rooms, draft, passing);
}

function record(_rooms: Rooms, draft: Draft, { finding }: Passing): void {
  if (finding.transition !== undefined) draft.transitions.push(finding.transition);
  else draft.missedPeaks.push(finding.missedPeak);
}

function moveCase(rooms: Rooms, draft: Draft, passing: Passing): void {
  const { finding } = passing;
  const change =
    finding.transition !== undefined
      ? rooms.cases.apply(finding.transition)
      : rooms.cases.noteMissedPeak(finding.missedPeak);
  if (change === null) return;
  passing.caseChange = change;
  passing.events.push(change.event);
  draft.cases.set(change.changed.id, change.changed);
}

function followWithWarning(rooms: Rooms, draft: Draft, passing: Passing): void {
  const { caseChange, finding } = passing;
  if (caseChange === null || finding.transition === undefined) return;
  const change = rooms.warnings.follow(caseChange.changed, caseChange.draftsWarning, finding.transition.isLate);
  if (change === null) return;
  passing.events.push(change.event);
  draft.warnings.set(change.changed.id, change.changed);
}

function queue(rooms: Rooms, draft: Draft, { events }: Passing): void {
  draft.events.push(...events);
  draft.deliveries.push(...rooms.queueDeliveries(events));
}
