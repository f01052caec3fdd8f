import type { CaseBook, CaseChange } from "../cases/case-book.ts";
import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { Case } from "../domain/case.ts";
import type { HubEvent } from "../domain/event.ts";
import type { CaseId } from "../domain/ids.ts";
import type { NoiseOutcome } from "../suppression/noise-control.ts";
import type { WarningBook } from "../warnings/warning-book.ts";
import type { NewDelivery } from "../webhooks/ports.ts";
import type { Oversight } from "./oversight.ts";

/**
 * What rules found in the journal: an alarm that moved, or a peak that came in after the fact; or what came of a row or
 * of time passing without them.
 */
export type Finding =
  | { readonly transition: AlarmTransition; readonly missedPeak?: never; readonly outcome?: never }
  | { readonly missedPeak: MissedPeak; readonly transition?: never; readonly outcome?: never }
  | { readonly outcome: NoiseOutcome; readonly transition?: never; readonly missedPeak?: never };

/** What a stretch of the journal has changed so far; it is committed whole together with the cursor. */
export interface Draft {
  readonly transitions: AlarmTransition[];
  readonly missedPeaks: MissedPeak[];
  /** Newest revision of each case that changed. */
  readonly cases: Map<CaseId, Case>;
  readonly events: HubEvent[];
  readonly deliveries: NewDelivery[];
}

/** The rooms behind the acknowledgement, each knowing nothing of the others. */
export interface Rooms {
  readonly oversight: Oversight;
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
  /** What noise control lets through, and all that it was given or added. */
  outcome: NoiseOutcome;
  readonly changes: { readonly change: CaseChange; readonly isLate: boolean }[];
  readonly events: HubEvent[];
}

/** The steps behind the acknowledgement, in order, for every finding of the rules. */
export const stepsAfterRules: readonly Step[] = [
  { name: "noise", run: controlNoise },
  { name: "record", run: record },
  { name: "cases", run: moveCases },
  { name: "warnings", run: followWithWarnings },
  { name: "webhooks", run: queue },
];

const nothing: NoiseOutcome = { recorded: [], told: [], events: [] };

export function emptyDraft(): Draft {
  return { transitions: [], missedPeaks: [], cases: new Map(), events: [], deliveries: [] };
}

/** Carries one finding through every step; the draft holds what came of it. */
export function carry(rooms: Rooms, draft: Draft, finding: Finding): void {
  const passing: Passing = { finding, outcome: nothing, changes: [], events: [] };
  for (const step of stepsAfterRules) step.run(rooms, draft, passing);
}

function controlNoise(rooms: Rooms, _draft: Draft, passing: Passing): void {
  const { transition, outcome } = passing.finding;
  passing.outcome = transition !== undefined ? rooms.oversight.take(transition) : (outcome ?? nothing);
}

function record(_rooms: Rooms, draft: Draft, { finding, outcome }: Passing): void {
  for (const transition of outcome.recorded) draft.transitions.push(transition);
  if (finding.missedPeak !== undefined) draft.missedPeaks.push(finding.missedPeak);
}

function moveCases(rooms: Rooms, draft: Draft, passing: Passing): void {
  const { finding, outcome, changes, events } = passing;
  const note = (change: CaseChange | null, isLate: boolean): void => {
    if (change === null) return;
    changes.push({ change, isLate });
    draft.cases.set(change.changed.id, change.changed);
  };
  for (const transition of outcome.told) note(rooms.cases.apply(transition), transition.isLate);
  if (finding.missedPeak === undefined) return;
  const change = rooms.cases.noteMissedPeak(finding.missedPeak);
  if (change === null) return;
  events.push(change.event);
  draft.cases.set(change.changed.id, change.changed);
}

function followWithWarnings(rooms: Rooms, _draft: Draft, { changes, events }: Passing): void {
  for (const { change, isLate } of changes) {
    events.push(change.event);
    const followed = rooms.warnings.follow(change.changed, change.draftsWarning, isLate);
    if (followed !== null) events.push(followed.event);
  }
}

function queue(rooms: Rooms, draft: Draft, { outcome, events }: Passing): void {
  const all = outcome.events.length === 0 ? events : [...events, ...outcome.events];
  draft.events.push(...all);
  draft.deliveries.push(...rooms.queueDeliveries(all));
}
