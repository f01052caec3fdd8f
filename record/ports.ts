import type { City } from "../domain/city/city.ts";
import type { Hazard } from "../domain/city/hazard.ts";
import type { Level } from "../domain/city/level.ts";
import type { Property } from "../domain/city/property.ts";
import type { AuditAnchor } from "../domain/governance/audit-anchor.ts";
import type { AuditRecord } from "../domain/governance/audit-chain.ts";
import type { Case } from "../domain/governance/case.ts";
import type { CaseState } from "../domain/governance/case-state.ts";
import type { DeliveryState } from "../domain/governance/delivery.ts";
import type { Drill, DrillLink } from "../domain/governance/drill.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { CaseId, GaugeId, StationId, WarningId } from "../domain/ids.ts";
import type { ResponseAction } from "../domain/inputs/acts/response-action.ts";
import type { WithheldFields } from "../domain/people/withheld-fields.ts";
import type { BilingualText } from "../domain/text.ts";
import type { History, StateQueries } from "../store/ports.ts";

/** What an inquiry pack is about. */
export type PackSubject =
  | { readonly kind: "case"; readonly id: CaseId }
  | { readonly kind: "warning"; readonly id: WarningId }
  /** Ms since 1970; `to` is not in it. */
  | { readonly kind: "period"; readonly from: number; readonly to: number };

/** The part of the city that whoever asks for a pack may see: what is outside it is not there. */
export interface PackReach {
  readonly isWholeCity: boolean;
  readonly city: City;
  readonly state: StateQueries;
  readonly history: History;
  readonly fields: WithheldFields;
}

/** In what way the audit trail is not what was written. */
export type TrailFaultKind =
  /** Lines are missing before this one. */
  | "number"
  /** This line or the one before it was changed. */
  | "chain"
  /** The log's entry is not what the line records. */
  | "entry"
  /** The log no longer has the entry that the line records. */
  | "entry-missing"
  /** The log has an entry that should have a line here. */
  | "unrecorded"
  /** The event kept is not what the line records. */
  | "event"
  /** The event is gone before its retention. */
  | "event-missing"
  /** The delivery kept did not end as the line records. */
  | "delivery"
  /** The delivery is gone before its retention. */
  | "delivery-missing"
  /** An anchor is signed by another key, or its text was changed. */
  | "anchor-signature"
  /** An anchor says that this line, or one that is not there, was another. */
  | "anchor";

/** The first place where the trail is not what was written. */
export interface TrailFault {
  readonly kind: TrailFaultKind;
  /** Line of the trail, or the one that should be there. */
  readonly auditSeq: number;
  /** As it stands now; null where there is none. */
  readonly line: Pick<AuditRecord, "at" | "kind" | "subject"> | null;
}

/** What a check of the audit trail found. */
export interface TrailOutcome {
  /** Null where the trail is what was written, as far as it can be known. */
  readonly fault: TrailFault | null;
  /** Lines read before the fault, or all. */
  readonly lines: number;
  /** The newest of them; null for none. */
  readonly last: AuditRecord | null;
  /** How many of them were held against what they record. */
  readonly compared: { readonly entries: number; readonly events: number; readonly deliveries: number };
  /** Events past their retention: their lines stand in the chain alone. */
  readonly expiredEvents: number;
  /** Anchors held against the trail, and the newest of them: lines behind it may have been cut off unseen. */
  readonly anchors: number;
  readonly newestAnchor: AuditAnchor | null;
}

export const traceLinkKinds = ["reading", "alarm", "case", "event", "delivery", "receipt"] as const;

/** One thing that came of a reading. */
export interface TraceLink {
  readonly kind: (typeof traceLinkKinds)[number];
  /** Kind of a timeline line, type of an event, levels of an alarm, `reading` or `received`. */
  readonly what: string;
  /** Observation time of a reading and of what alarms did to a case, else our clock; ms since 1970. */
  readonly at: number;
  /** Gauge, alarm, event, endpoint and delivery, or who acted. */
  readonly ref: string;
  readonly words: BilingualText | null;
}

/** From the reading that opened a case to the receipt of the last event of it. */
export interface CaseTrace {
  /** Null for a case of an old release. */
  readonly traceId: string | null;
  readonly caseId: CaseId;
  readonly isExercise: boolean;
  /** Oldest first. */
  readonly links: readonly TraceLink[];
}

/** One gauge over a day, canonical unit. */
export interface GaugeDay {
  readonly gaugeId: GaugeId;
  readonly stationId: StationId;
  readonly property: Property;
  /** Judged observations. */
  readonly count: number;
  /** What rain wants; null without an observation. */
  readonly sum: number | null;
  /** What levels want; null without an observation. */
  readonly max: number | null;
  /** The largest sum of an hour. */
  readonly worstHour: number | null;
  /** True where it said nothing for long at the end of the day. */
  readonly isBlind: boolean;
}

/** The flood report of 24 hours; drills are left out. Instants in ms since 1970. */
export interface DailyReport {
  readonly city: BilingualText;
  readonly hub: string;
  readonly version: string;
  readonly from: number;
  readonly to: number;
  readonly rain: readonly GaugeDay[];
  readonly waters: readonly GaugeDay[];
  readonly blind: readonly GaugeId[];
  readonly cases: {
    readonly opened: number;
    readonly closed: number;
    readonly open: number;
    /** Time limits that ran out in the day. */
    readonly overdue: number;
    readonly byState: Readonly<Record<CaseState, number>>;
  };
  readonly caseList: readonly Case[];
  readonly warnings: readonly Warning[];
  readonly responses: readonly (ResponseAction & { readonly at: number })[];
  readonly deliveries: Readonly<Record<DeliveryState, number>>;
  readonly calls: Readonly<Record<"called" | "call-answered" | "call-missed" | "call-skipped", number>>;
}

/** What became of one case of a drill. */
export interface DrillCaseReport {
  readonly caseId: CaseId;
  readonly title: BilingualText;
  readonly hazard: Hazard;
  readonly stationId: StationId;
  readonly peakLevel: Level;
  readonly state: CaseState;
  /** True where it was open before the drill: its links are those since the start of it. */
  readonly isOpenBefore?: true;
  readonly links: readonly DrillLink[];
}

export interface DrillReport extends Drill {
  readonly cases: readonly DrillCaseReport[];
}

/** What the API gives out of the record. */
export interface RecordPort {
  /** Null for a trace that no case kept belongs to. */
  trace(traceId: string): Promise<CaseTrace | null>;
  /** Reads the whole audit trail and what it records. */
  verifyAudit(): Promise<TrailOutcome>;
  /**
   * The inquiry pack of a case, a warning or a span, as a ZIP archive, with nothing in it that is out of reach.
   *
   * @throws {HubError} `record.nothing_to_pack`
   */
  pack(subject: PackSubject, reach: PackReach): Promise<Uint8Array>;
  /** A daily report as it was written; null where there is none of that date. @param date `2026-07-20` */
  dailyReport(date: string, kind: "html" | "json"): string | null;
  /** Dates that there is a daily report of, newest first. */
  reportDates(): readonly string[];
  /** Every drill there was, oldest first. */
  drills(): readonly Drill[];
  /** Null for a drill that never was. */
  drillReport(drillId: string): Promise<DrillReport | null>;
}
