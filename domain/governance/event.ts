import type { AlarmTarget } from "../alarms/alarm.ts";
import type { Doubt } from "../alarms/doubt.ts";
import type { Hold } from "../alarms/hold.ts";
import type { Silence } from "../alarms/order.ts";
import type { GeoPoint } from "../city/contact.ts";
import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { Mode } from "../city/mode.ts";
import type { AlarmKey, EventId } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import type { CaseEntry, CaseStatus, CaseSummary, Measured } from "./case.ts";
import type { WarningStatus, WarningSummary } from "./warning.ts";

export const eventTypes = [
  "case.opened",
  "case.updated",
  "case.closed",
  "warning.drafted",
  "warning.issued",
  "warning.updated",
  "warning.lifted",
  /** A red alarm is kept from cases by a silence or maintenance that says so. */
  "alarm.hidden",
  /** A silence will end soon. */
  "silence.ending",
  /** The city is run in another mode. */
  "mode.changed",
] as const;

export type EventType = (typeof eventTypes)[number];

/** One change of a case: its size does not grow with what happened to the case before. */
export interface CaseEventData {
  readonly change: {
    /** The line that it added to the timeline. */
    readonly entry: CaseEntry;
    /** Null where it opened the case, and in events kept from before the hub recorded it. */
    readonly before: CaseStatus | null;
    readonly after: CaseStatus;
    /** What the alarm behind it compared; absent for what people did, and for alarms that compare no number. */
    readonly measured?: Measured;
  };
  /** Ready to send as it is: place, what, how much, which way, and what to do now. Absent in events kept from before, as below. */
  readonly message?: BilingualText;
  readonly case: CaseSummary;
}

/** One change of a warning. */
export interface WarningEventData {
  readonly change: {
    /** Null where it drafted the warning, and in events kept from before the hub recorded it. */
    readonly before: WarningStatus | null;
    readonly after: WarningStatus;
    /** Who made it; null where cases did. */
    readonly by: string | null;
    /** Why, in that person's words; null where none were given. */
    readonly reason: string | null;
  };
  /** Ready to send as it is: area, hazard, level, and what to do now. */
  readonly message?: BilingualText;
  readonly warning: WarningSummary;
}

/** A red alarm that opens no case, and what keeps it from doing so. */
export interface AlarmHiddenData {
  readonly alarmKey: AlarmKey;
  readonly hazard: Hazard;
  readonly target: AlarmTarget;
  readonly signal: number;
  readonly unit: string;
  /** Observation time, ms since 1970. */
  readonly episodeStartedAt: number;
  readonly hold: Hold;
  /** What speaks against the reading behind it; absent for nothing. */
  readonly doubt?: Doubt;
  readonly title: BilingualText;
  readonly measured?: Measured;
  /** Ready to send as it is. */
  readonly message?: BilingualText;
  /** Station or area, with who answers for it. */
  readonly placeName?: BilingualText;
  readonly place?: GeoPoint | null;
  readonly areaPath?: readonly BilingualText[];
  readonly unitName?: BilingualText | null;
  readonly unitPhone?: string | null;
}

/** A silence that ends soon. */
export interface SilenceEndingData extends Silence {
  /** Alarms it holds. */
  readonly heldNow: number;
  readonly title: BilingualText;
  /** Ready to send as it is. */
  readonly message?: BilingualText;
}

/** The city is run in another mode from now on. */
export interface ModeChangedData {
  readonly mode: Mode;
  readonly modeName: BilingualText;
  readonly before: Mode;
  readonly beforeName: BilingualText;
  /** Null where that is not known, and for nobody. */
  readonly by: string | null;
  readonly approvedBy: string | null;
  readonly reason: string | null;
  /** When it ends by itself, our clock, ms since 1970; null for no end. */
  readonly untilAt: number | null;
  /** `expiry`: the time of the mode before was over. */
  readonly cause: "person" | "expiry";
  readonly title: BilingualText;
  /** Ready to send as it is. */
  readonly message: BilingualText;
}

/** Data of the events of each type; API and webhooks send the same, with instants written out. */
export interface EventData {
  readonly "case.opened": CaseEventData;
  readonly "case.updated": CaseEventData;
  readonly "case.closed": CaseEventData;
  readonly "warning.drafted": WarningEventData;
  readonly "warning.issued": WarningEventData;
  readonly "warning.updated": WarningEventData;
  readonly "warning.lifted": WarningEventData;
  readonly "alarm.hidden": AlarmHiddenData;
  readonly "silence.ending": SilenceEndingData;
  readonly "mode.changed": ModeChangedData;
}

/** What every event says of itself, whatever its type. */
export interface EventHead {
  /** The same after any replay: made of the case or warning and its revision. One id, one meaning, for ever. */
  readonly id: EventId;
  /** Case, warning, alarm or silence it is about. Events of one subject are delivered in order. */
  readonly subject: string;
  /** For the order of delivery among subjects, red first; null when all clear. */
  readonly level: Level | null;
  /** True when it should page somebody now: not late, not a drill. */
  readonly isUrgent: boolean;
  /** Observation time, ms since 1970; our clock for what a person did. */
  readonly at: number;
}

/**
 * Something others are notified of: kept for the live stream, queued for each endpoint that wants its type. A new type is
 * one line of `eventTypes` and one of `EventData`; the compiler then names every output that has to say what it makes of it.
 */
export type HubEvent = {
  readonly [Type in EventType]: EventHead & { readonly type: Type; readonly data: EventData[Type] };
}[EventType];

export type CaseEvent = Extract<HubEvent, { readonly type: `case.${string}` }>;

export type WarningEvent = Extract<HubEvent, { readonly type: `warning.${string}` }>;

/** An event in the state store; `eventSeq` grows and is never reused. */
export type StoredEvent = HubEvent & { readonly eventSeq: number };
