import type { PersonsAct } from "../governance/case-record.ts";
import type { AreaCode, CallId, CaseId, EndpointId, PersonId, PostId } from "../ids.ts";
import type { BilingualText } from "../text.ts";

export const callStates = ["waiting", "answered", "missed", "skipped"] as const;

export type CallState = (typeof callStates)[number];

/** Why nobody was called, or a call was given up before its time. */
export const skipReasons = [
  /** The roster names nobody for this moment. */
  "nobody-on-duty",
  /** No endpoint reaches the person. */
  "no-channel",
  /** The endpoint does not take what it is sent. */
  "channel-down",
  /** The case is of a drill, and the endpoint takes none. */
  "no-drills",
  /** The case is at a graver level now, and another ladder has begun. */
  "escalated",
  /** Somebody has taken the case on without being called for it, or answered an earlier call. */
  "answered-elsewhere",
  /** The last alarm of the case has cleared; the case itself is still open. */
  "hazard-over",
  /** The case has fallen to a level that no ladder names. */
  "level-fell",
  /** The case is over. */
  "case-over",
] as const;

export type SkipReason = (typeof skipReasons)[number];

/** Who is called. */
export interface Callee {
  readonly personId: PersonId;
  readonly name: BilingualText;
  readonly phone: string | null;
}

/** One rung of a ladder, as it was called or skipped for one case. */
export interface Call {
  /** Made of the case, the level and the number of the call: the same after any replay. */
  readonly callId: CallId;
  readonly caseId: CaseId;
  readonly ladderId: string;
  /** Where the ladder stands: the case's area, or one around it. */
  readonly areaCode: AreaCode;
  /** Of the ladder, 1 the first. */
  readonly rung: number;
  /** How often the way up has been gone, this one included. */
  readonly round: number;
  /** Null where a rung names a person alone. */
  readonly postId: PostId | null;
  /** Null where nobody was on duty. */
  readonly to: Callee | null;
  /** Null where no endpoint reaches the person, or nobody was on duty. */
  readonly channel: EndpointId | null;
  /** Our clock, ms since 1970, as all of these. */
  readonly askedAt: number;
  /** Up to when an answer is waited for; null for what was skipped at once. */
  readonly dueAt: number | null;
  readonly state: CallState;
  /** When it was answered, missed or skipped; null while it waits. */
  readonly endedAt: number | null;
  readonly skippedBecause?: SkipReason;
  readonly answered?: PersonsAct;
}
