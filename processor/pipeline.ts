import type { CaseChange, OpenCases } from "../cases/open-cases.ts";
import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { Case } from "../domain/case.ts";
import type { HubEvent } from "../domain/event.ts";
import type { CaseId } from "../domain/ids.ts";
import type { SuppressionOutcome } from "../suppression/suppression-control.ts";
import type { OpenWarnings } from "../warnings/open-warnings.ts";
import type { NewDelivery } from "../webhooks/ports.ts";
import type { SuppressionStage } from "./suppression-stage.ts";

/**
 * What rules found in the journal: an alarm that moved, or a peak that came in after the fact; or what came of a row or
 * of time passing without them.
 */
export type ConsumerFinding =
  | { readonly transition: AlarmTransition; readonly missedPeak?: never; readonly outcome?: never }
  | { readonly missedPeak: MissedPeak; readonly transition?: never; readonly outcome?: never }
  | { readonly outcome: SuppressionOutcome; readonly transition?: never; readonly missedPeak?: never };

/** What a stretch of the journal has changed so far; it is committed whole together with the cursor. */
export interface EffectsDraft {
  readonly transitions: AlarmTransition[];
  readonly missedPeaks: MissedPeak[];
  /** Newest revision of each case that changed. */
  readonly cases: Map<CaseId, Case>;
  readonly events: HubEvent[];
  readonly deliveries: NewDelivery[];
}

/** The rooms behind the acknowledgement, each knowing nothing of the others. */
export interface Components {
  readonly suppression: SuppressionStage;
  readonly cases: OpenCases;
  readonly warnings: OpenWarnings;
  queueDeliveries(events: readonly HubEvent[]): readonly NewDelivery[];
}

interface PipelineStage {
  readonly name: string;
  run(rooms: Components, draft: EffectsDraft, passing: StageContext): void;
}

/** What the steps hand on about one finding. */
interface StageContext {
  readonly finding: ConsumerFinding;
  /** What noise control lets through, and all that it was given or added. */
  outcome: SuppressionOutcome;
  readonly changes: { readonly change: CaseChange; readonly isLate: boolean }[];
  readonly events: HubEvent[];
}

/** The steps behind the acknowledgement, in order, for every finding of the rules. */
const stagesAfterRules: readonly PipelineStage[] = [
  { name: "noise", run: suppress },
  { name: "record", run: recordTransitions },
  { name: "cases", run: updateCases },
  { name: "warnings", run: updateWarnings },
  { name: "webhooks", run: queueEvents },
];

const emptyOutcome: SuppressionOutcome = { recorded: [], notified: [], events: [] };

export function emptyEffectsDraft(): EffectsDraft {
  return { transitions: [], missedPeaks: [], cases: new Map(), events: [], deliveries: [] };
}

/** Carries one finding through every step; the draft holds what came of it. */
export function runStages(rooms: Components, draft: EffectsDraft, finding: ConsumerFinding): void {
  const passing: StageContext = { finding, outcome: emptyOutcome, changes: [], events: [] };
  for (const step of stagesAfterRules) step.run(rooms, draft, passing);
}

function suppress(rooms: Components, _draft: EffectsDraft, passing: StageContext): void {
  const { transition, outcome } = passing.finding;
  passing.outcome = transition !== undefined ? rooms.suppression.accept(transition) : (outcome ?? emptyOutcome);
}

function recordTransitions(_rooms: Components, draft: EffectsDraft, { finding, outcome }: StageContext): void {
  for (const transition of outcome.recorded) draft.transitions.push(transition);
  if (finding.missedPeak !== undefined) draft.missedPeaks.push(finding.missedPeak);
}

function updateCases(rooms: Components, draft: EffectsDraft, passing: StageContext): void {
  const { finding, outcome, changes, events } = passing;
  const note = (change: CaseChange | null, isLate: boolean): void => {
    if (change === null) return;
    changes.push({ change, isLate });
    draft.cases.set(change.changed.id, change.changed);
  };
  for (const transition of outcome.notified) note(rooms.cases.apply(transition), transition.isLate);
  if (finding.missedPeak === undefined) return;
  const change = rooms.cases.addMissedPeak(finding.missedPeak);
  if (change === null) return;
  events.push(change.event);
  draft.cases.set(change.changed.id, change.changed);
}

function updateWarnings(rooms: Components, _draft: EffectsDraft, { changes, events }: StageContext): void {
  for (const { change, isLate } of changes) {
    events.push(change.event);
    const followed = rooms.warnings.follow(change.changed, change.draftsWarning, isLate);
    if (followed !== null) events.push(followed.event);
  }
}

function queueEvents(rooms: Components, draft: EffectsDraft, { outcome, events }: StageContext): void {
  const all = outcome.events.length === 0 ? events : [...events, ...outcome.events];
  draft.events.push(...all);
  draft.deliveries.push(...rooms.queueDeliveries(all));
}
