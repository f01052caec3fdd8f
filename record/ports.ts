import type { AuditAnchor } from "../domain/governance/audit-anchor.ts";
import type { CaseId, WarningId } from "../domain/ids.ts";
import type { AuditRecord } from "../store/ports.ts";

/** What an inquiry pack is about. */
export type PackSubject =
  | { readonly kind: "case"; readonly id: CaseId }
  | { readonly kind: "warning"; readonly id: WarningId }
  /** Ms since 1970; `to` is not in it. */
  | { readonly kind: "period"; readonly from: number; readonly to: number };

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
export interface TrailVerdict {
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

/** What the API gives out of the record. */
export interface RecordPort {
  /** Reads the whole audit trail and what it records. */
  verifyAudit(): Promise<TrailVerdict>;
  /**
   * The inquiry pack of a case, a warning or a span, as a ZIP archive.
   *
   * @throws {HubError} `record.nothing_to_pack`
   */
  pack(subject: PackSubject): Promise<Uint8Array>;
}
