import type { CaseChange } from "../cases/ports.ts";
import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { Order } from "../domain/alarms/order.ts";
import type { AuditedFact } from "../domain/governance/audited-facts.ts";
import type { Case, NewCaseEntry } from "../domain/governance/case.ts";
import type { EventBody, NewDelivery } from "../domain/governance/delivery.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { Bulletin } from "../domain/governance/warnings/bulletin.ts";
import type { EmergencyResponse } from "../domain/governance/warnings/response.ts";
import type { CaseId, DeviceId, GaugeKey } from "../domain/ids.ts";
import type { FlagChange } from "../domain/observations/quality.ts";
import type { Position } from "../domain/position.ts";
import type { JudgeableObservation } from "../quality/quality-gate.ts";
import type { AuditedDelivery, DeviceState, RuleActivation, SavedEntry } from "../store/ports.ts";

/** A change of a case, and the notified transition behind it. */
export interface CausedCaseChange {
  readonly change: CaseChange;
  /** Null for a missed peak and for what a person did. */
  readonly transition: AlarmTransition | null;
}

/** What the steps hand on to each other about one input. Empty before each. */
export interface Found {
  /** False while it is empty: nearly every row leaves it so. */
  isUsed: boolean;
  /** Observations that rules may judge now; null for the row as it is, or for none where the input is no row. */
  judgeable: readonly JudgeableObservation[] | null;
  readonly flagChanges: FlagChange[];
  /** Gauges whose newest usable reading was taken back: an earlier one stands in its place. */
  readonly retracted: GaugeKey[];
  /** The order that this input gave, where it changed anything. */
  order: Order | null;
  /** Devices and gateways whose maintenance began or ended. */
  readonly maintained: DeviceId[];
  /** What rules and blind spots found: not yet through suppression. */
  readonly transitions: AlarmTransition[];
  readonly missedPeaks: MissedPeak[];
  /** What goes on to cases; of one alarm a chain. */
  readonly notified: AlarmTransition[];
  /** What alarms did that are kept up for people because they chatter, and that nothing else holds; also what is notified of it. */
  readonly chattering: AlarmTransition[];
  readonly caseChanges: CausedCaseChange[];
  readonly events: HubEvent[];
}

/** What is to be committed, as far as it has come. Of `Effects`, with what changes often kept by its id. */
export interface EffectsDraft {
  readonly saved: SavedEntry[];
  readonly transitions: AlarmTransition[];
  readonly missedPeaks: MissedPeak[];
  readonly flagChanges: FlagChange[];
  /** Newest revision of each case that changed. */
  readonly cases: Map<CaseId, Case>;
  readonly caseEntries: NewCaseEntry[];
  readonly warnings: Warning[];
  readonly bulletins: Bulletin[];
  readonly responses: EmergencyResponse[];
  readonly orders: { readonly entrySeq: number; readonly at: number; readonly order: Order }[];
  readonly devices: Map<DeviceId, DeviceState>;
  readonly activations: RuleActivation[];
  readonly audit: AuditedFact[];
  readonly events: HubEvent[];
  readonly bodies: EventBody[];
  readonly deliveries: NewDelivery[];
  readonly auditedDeliveries: AuditedDelivery[];
}

/** What a stretch of the log has brought about so far; committed whole together with its position and clock. */
export interface Draft {
  /** Up to where the log has been decided. Moved on in place: it moves with every row. */
  readonly position: { row: number; entry: number };
  /** Our clock up to which time has been counted, ms since 1970; never back. */
  clock: number;
  readonly found: Found;
  readonly effects: EffectsDraft;
  /** Why entries of this stretch changed nothing, by `entrySeq`. */
  readonly refusals: Map<number, Refusal>;
}

/** @param clock -Infinity before the first input */
export function newDraft(position: Position, clock: number): Draft {
  return { position: { ...position }, clock, found: nothingFoundYet(), effects: emptyEffects(), refusals: new Map() };
}

/** True when something would be lost for as long as it takes to decide the log again: it is committed without delay. */
export function hasFindings({ effects }: Draft): boolean {
  return (
    effects.transitions.length > 0 ||
    effects.missedPeaks.length > 0 ||
    effects.cases.size > 0 ||
    effects.events.length > 0 ||
    effects.orders.length > 0 ||
    effects.activations.length > 0 ||
    effects.audit.length > 0
  );
}

/** Adds a change of a case: for the steps behind, for those who are told, and for the store. */
export function addCaseChange(caused: CausedCaseChange, { found, effects }: Draft): void {
  const { after, entry, event } = caused.change;
  found.caseChanges.push(caused);
  found.events.push(event);
  effects.cases.set(after.id, after);
  effects.caseEntries.push(entry);
}

/** True where an input has left nothing to follow, and nothing to forget before the next. */
export function isNothingFound(found: Found): boolean {
  return (
    found.judgeable === null &&
    found.transitions.length === 0 &&
    found.flagChanges.length === 0 &&
    found.retracted.length === 0 &&
    found.notified.length === 0 &&
    found.chattering.length === 0 &&
    found.missedPeaks.length === 0 &&
    found.events.length === 0 &&
    found.caseChanges.length === 0 &&
    found.maintained.length === 0 &&
    found.order === null
  );
}

/** Empties what was handed on about the input before. */
export function forgetFound(found: Found): void {
  found.isUsed = false;
  found.judgeable = null;
  found.order = null;
  found.flagChanges.length = 0;
  found.retracted.length = 0;
  found.maintained.length = 0;
  found.transitions.length = 0;
  found.missedPeaks.length = 0;
  found.notified.length = 0;
  found.chattering.length = 0;
  found.caseChanges.length = 0;
  found.events.length = 0;
}

function nothingFoundYet(): Found {
  return {
    isUsed: false,
    judgeable: null,
    flagChanges: [],
    retracted: [],
    order: null,
    maintained: [],
    transitions: [],
    missedPeaks: [],
    notified: [],
    chattering: [],
    caseChanges: [],
    events: [],
  };
}

function emptyEffects(): EffectsDraft {
  return {
    saved: [],
    transitions: [],
    missedPeaks: [],
    flagChanges: [],
    cases: new Map(),
    caseEntries: [],
    warnings: [],
    bulletins: [],
    responses: [],
    orders: [],
    devices: new Map(),
    activations: [],
    audit: [],
    events: [],
    bodies: [],
    deliveries: [],
    auditedDeliveries: [],
  };
}
