import type { AlarmTarget } from "../alarms/alarm.ts";
import type { Doubt } from "../alarms/doubt.ts";
import type { Hold } from "../alarms/hold.ts";
import type { Silence } from "../alarms/order.ts";
import type { GeoPoint } from "../city/contact.ts";
import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { Mode } from "../city/mode.ts";
import type { Call, Callee } from "../duty/call.ts";
import type { Handover } from "../duty/shift.ts";
import type { AlarmKey, EndpointId, EventId } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import type { CaseEntry, CaseStatus, CaseSummary, Measured } from "./case.ts";
import type { WarningStatus, WarningSummary } from "./warning.ts";
import type { ResponseStatus, ResponseSummary } from "./warnings/response.ts";

export const eventTypes = [
  "case.opened",
  "case.updated",
  "case.closed",
  "warning.drafted",
  "warning.issued",
  "warning.updated",
  "warning.lifted",
  "warning.approved",
  "warning.expired",
  "warning.withdrawn",
  /** The headquarters started, adjusted or terminated the emergency response of an area. */
  "response.changed",
  /** A red alarm is kept from cases by a silence or maintenance that says so. */
  "alarm.hidden",
  /** A silence will end soon. */
  "silence.ending",
  /** The city is run in another mode. */
  "mode.changed",
  /** Somebody is called about a case, by one endpoint alone. */
  "call.requested",
  /** A ladder has been gone up to its end, and nobody has answered. */
  "call.unanswered",
  /** Urgent events have not reached an endpoint for too long: its people have to be phoned. */
  "delivery.overdue",
  /** An endpoint that was without urgent events takes them again. */
  "delivery.resumed",
  /** A post was handed over, or the one who takes over has signed for it. */
  "shift.handed-over",
  /** The newest line of the audit trail was signed. */
  "audit.anchored",
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

/** One change of an emergency response. */
export interface ResponseEventData {
  readonly change: {
    /** Null where it was started. */
    readonly before: ResponseStatus | null;
    readonly after: ResponseStatus;
    readonly by: string;
    readonly reason: string;
  };
  /** Ready to send as it is. */
  readonly message?: BilingualText;
  readonly title: BilingualText;
  readonly response: ResponseSummary;
}

/** A red alarm that opens no case, and what keeps it from doing so. */
export interface AlarmHiddenData {
  readonly alarmKey: AlarmKey;
  readonly hazard: Hazard;
  readonly target: AlarmTarget;
  /** Null where the reader has no right to what the gauge says. */
  readonly signal: number | null;
  readonly unit: string;
  /** Observation time, ms since 1970. */
  readonly episodeStartedAt: number;
  readonly hold: Hold;
  /** What speaks against the reading behind it; absent for nothing. */
  readonly doubt?: Doubt;
  readonly title: BilingualText;
  readonly measured?: Measured;
  /** True for a drill 演练; absent for a real one. */
  readonly isExercise?: true;
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

/** The audit trail up to one line, signed: whoever keeps `line` elsewhere can show later whether it was changed. */
export interface AuditAnchoredData {
  readonly auditSeq: number;
  /** Chain value of that line, hex. */
  readonly chain: string;
  readonly keyId: string;
  /** Our clock, ms since 1970. */
  readonly signedAt: number;
  /** The anchor as one line of JSON, as `guanlan audit verify --anchors` reads it. */
  readonly line: string;
  readonly title: BilingualText;
  readonly message: BilingualText;
}

/** Somebody is called. The answer comes back by `POST /api/v1/calls/{id}/answer`. */
export interface CallRequestedData {
  readonly call: Call;
  readonly title: BilingualText;
  /** Ready to send as it is: whom, what about, what to do now. */
  readonly message: BilingualText;
  readonly case: CaseSummary;
}

/** Nobody has answered a ladder. */
export interface CallUnansweredData {
  readonly ladderId: string;
  readonly round: number;
  /** True where nobody is called any more: what is left is the telephone. */
  readonly isOver: boolean;
  /** Whom nobody has reached in this round; a number to dial where the city names one. */
  readonly called: readonly Callee[];
  readonly title: BilingualText;
  readonly message: BilingualText;
  readonly case: CaseSummary;
}

/** Somebody to be phoned. */
export interface PhoneLine {
  readonly name: BilingualText;
  readonly phone: string;
}

/** Urgent events wait for an endpoint that does not take them. */
export interface DeliveryOverdueData {
  readonly endpointId: EndpointId;
  /** Whom to phone instead; empty where the city names nobody. */
  readonly phones: readonly PhoneLine[];
  /** Cases, warnings and calls that its people have not heard of, 20 at most. */
  readonly waiting: readonly string[];
  readonly title: BilingualText;
  readonly message: BilingualText;
}

export interface DeliveryResumedData {
  readonly endpointId: EndpointId;
  readonly title: BilingualText;
  readonly message: BilingualText;
}

/** A post has gone from one to another; the sheet itself is in the API. */
export interface ShiftHandedOverData {
  readonly change: "handed-over" | "signed";
  readonly handover: Omit<Handover, "sheet">;
  readonly postName: BilingualText;
  readonly title: BilingualText;
  readonly message: BilingualText;
  /** Path in the hub's API. */
  readonly link: string;
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
  readonly "warning.approved": WarningEventData;
  readonly "warning.expired": WarningEventData;
  readonly "warning.withdrawn": WarningEventData;
  readonly "response.changed": ResponseEventData;
  readonly "alarm.hidden": AlarmHiddenData;
  readonly "silence.ending": SilenceEndingData;
  readonly "mode.changed": ModeChangedData;
  readonly "call.requested": CallRequestedData;
  readonly "call.unanswered": CallUnansweredData;
  readonly "delivery.overdue": DeliveryOverdueData;
  readonly "delivery.resumed": DeliveryResumedData;
  readonly "shift.handed-over": ShiftHandedOverData;
  readonly "audit.anchored": AuditAnchoredData;
}

/** What every event says of itself, whatever its type. */
export interface EventHead {
  /** The same after any replay: made of the case or warning and its revision. One id, one meaning, for ever. */
  readonly id: EventId;
  /** Case, warning, alarm, silence, call, endpoint or post it is about. Events of one subject are delivered in order. */
  readonly subject: string;
  /** For the order of delivery among subjects, red first; null when all clear. */
  readonly level: Level | null;
  /** True when it should page somebody now: not late, not a drill. */
  readonly isUrgent: boolean;
  /** Observation time, ms since 1970; our clock for what a person did. */
  readonly at: number;
  /** The one endpoint it is for, whatever events that wants otherwise; absent for all that want it. */
  readonly only?: EndpointId;
  /** The endpoint that it is kept from; absent for none. */
  readonly except?: EndpointId;
}

/**
 * Something others are notified of: kept for the live stream, queued for each endpoint that wants its type. A new type is
 * one line of `eventTypes` and one of `EventData`; the compiler then names every output that has to say what it makes of it.
 */
export type HubEvent = {
  readonly [Type in EventType]: EventHead & { readonly type: Type; readonly data: EventData[Type] };
}[EventType];

export type CaseEvent = Extract<HubEvent, { readonly type: `case.${string}` }>;

export type ResponseEvent = Extract<HubEvent, { readonly type: "response.changed" }>;

export type WarningEvent = Extract<HubEvent, { readonly type: `warning.${string}` }>;

/** An event in the state store; `eventSeq` grows and is never reused. */
export type StoredEvent = HubEvent & { readonly eventSeq: number };
