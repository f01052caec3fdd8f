import type { EventId } from "./ids.ts";
import type { Level } from "./level.ts";

export const eventTypes = [
  "case.opened",
  "case.updated",
  "case.closed",
  "warning.drafted",
  "warning.updated",
  "warning.lifted",
  /** A red alarm is kept from cases by a silence or maintenance that says so. */
  "alarm.hidden",
  /** A silence will end soon. */
  "silence.ending",
] as const;

export type EventType = (typeof eventTypes)[number];

/** Something others are told: kept for the live stream, queued for each endpoint that wants its type. */
export interface HubEvent {
  /** The same after any replay: made of the case or warning and its revision. One id, one meaning, for ever. */
  readonly id: EventId;
  readonly type: EventType;
  /** Case, warning, alarm or silence it is about. Events of one subject are delivered in order. */
  readonly subject: string;
  /** For the order of delivery among subjects, red first; null when all clear. */
  readonly level: Level | null;
  /** True when it should page somebody now: not late, not a drill. */
  readonly isUrgent: boolean;
  /** Observation time, ms since 1970. */
  readonly at: number;
  /** JSON value as API and webhooks carry it. */
  readonly data: unknown;
}

/** An event in the state store; `eventSeq` grows and is never reused. */
export interface StoredEvent extends HubEvent {
  readonly eventSeq: number;
}
