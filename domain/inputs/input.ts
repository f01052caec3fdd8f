import type { Called } from "../governance/entry-caller.ts";
import type { JournalledObservation } from "../observations/observation.ts";
import type { Position } from "../position.ts";
import type { AccountAction } from "./acts/account-action.ts";
import type { CallAnswered } from "./acts/call-answered.ts";
import type { CaseAction } from "./acts/case-action.ts";
import type { DeliveryAction } from "./acts/delivery-action.ts";
import type { DeviceAction } from "./acts/device-action.ts";
import type { DrillAction } from "./acts/drill-action.ts";
import type { FlagSet } from "./acts/flag-set.ts";
import type { ModeRequested } from "./acts/mode-requested.ts";
import type { ModeSet } from "./acts/mode-set.ts";
import type { OrderGiven } from "./acts/order-given.ts";
import type { PondingAction } from "./acts/ponding-action.ts";
import type { ResponseAction } from "./acts/response-action.ts";
import type { RuleAction } from "./acts/rule-action.ts";
import type { ShiftAction } from "./acts/shift-action.ts";
import type { WarningAction } from "./acts/warning-action.ts";
import type { AlertReceived } from "./alert-received.ts";
import type { AuditAnchored } from "./audit-anchored.ts";
import type { DeliveriesSettled } from "./deliveries-settled.ts";
import type { DeviceReported } from "./device-reported.ts";
import type { EndpointReported } from "./endpoint-reported.ts";
import type { GaugesChanged } from "./gauges-changed.ts";
import type { HubStarted } from "./hub-started.ts";
import type { ReadingsRefused } from "./readings-refused.ts";
import type { ReadingsRepeated } from "./readings-repeated.ts";
import type { RulesActivated } from "./rules-activated.ts";

/**
 * What may be entered in the log beside rows. A new kind is one file with its type and one line here; the compiler then
 * names every step that has to say what it makes of it.
 */
export type Entry = Called & WhatIsEntered;

type WhatIsEntered =
  | HubStarted
  | ModeSet
  | OrderGiven
  | CaseAction
  | WarningAction
  | CallAnswered
  | FlagSet
  | RulesActivated
  | DeviceReported
  | DeliveryAction
  | DeviceAction
  | ReadingsRefused
  | ReadingsRepeated
  | GaugesChanged
  | ShiftAction
  | ResponseAction
  | PondingAction
  | ModeRequested
  | RuleAction
  | AccountAction
  | DrillAction
  | AlertReceived
  | DeliveriesSettled
  | AuditAnchored
  | EndpointReported;

export type EntryKind = Entry["kind"];

/** An entry that is in the log, behind row `afterRow` and before the row after it. */
export interface LoggedEntry<Of extends Entry = Entry> {
  /** Grows by 1 from entry to entry and is never reused. */
  readonly entrySeq: number;
  /** `journalSeq` of the last row before it; 0 for none. */
  readonly afterRow: number;
  /** Our clock when it was entered, ms since 1970. */
  readonly at: number;
  readonly entry: Of;
}

/** A stretch of the log: rows in order, and the entries among them in order. */
export interface LogSlice {
  readonly rows: readonly JournalledObservation[];
  readonly entries: readonly LoggedEntry[];
}

/** An observation that is in the journal. */
export interface RowInput {
  readonly kind: "row";
  readonly row: JournalledObservation;
}

/** An entry of the log, each kind by its own name. */
export type EntryInput = {
  readonly [Kind in EntryKind]: { readonly kind: Kind; readonly logged: LoggedEntry<Extract<Entry, { kind: Kind }>> };
}[EntryKind];

/**
 * Time has come to `at`, our clock. Never logged: what falls due takes effect at its own moment, whoever looks and when,
 * and how far time was counted is committed with the position.
 */
export interface Tick {
  readonly kind: "tick";
  readonly at: number;
  /** False before the rows received at `at`, true once none of them can come any more. */
  readonly isAfterRows: boolean;
}

/** Everything that can change a decision, in one order. */
export type Input = RowInput | EntryInput | Tick;

export type InputKind = Input["kind"];

/** Where the log has come to with `slice`, from `before` on. */
export function endOf({ rows, entries }: LogSlice, before: Position): Position {
  return { row: rows.at(-1)?.journalSeq ?? before.row, entry: entries.at(-1)?.entrySeq ?? before.entry };
}

/** Whether an entry of the log is of one kind. */
export function isEntryOf<Kind extends EntryKind>(
  logged: LoggedEntry,
  kind: Kind,
): logged is LoggedEntry<Extract<Entry, { readonly kind: Kind }>> {
  return logged.entry.kind === kind;
}
