import type { Hazard } from "../../domain/city/hazard.ts";
import type { Level } from "../../domain/city/level.ts";
import type { Callee } from "../../domain/duty/call.ts";
import type { AreaCode, CallId, CaseId, EndpointId, PostId } from "../../domain/ids.ts";

/** A call that is to be made when those before it have gone unanswered. */
export interface Attempt {
  readonly postId: PostId | null;
  readonly to: Callee | null;
  readonly channel: EndpointId | null;
  readonly answerWithinMs: number;
}

/**
 * How a ladder stands: `calling` somebody or about to, `answered`, `unanswered` to its end, `over` with its hazard, its case, or
 * the fall of the case to a level that no ladder names.
 */
export type LadderState = "calling" | "answered" | "unanswered" | "over";

/** The end of a ladder that nobody has answered, while its case is open. */
export interface LadderEnd {
  readonly kind: "hazard-over" | "level-fell";
  readonly caseId: CaseId;
  readonly ladderId: string;
}

/** A ladder that is being gone up for one case. A JSON value: it is saved as it is. */
export interface LadderRun {
  readonly caseId: CaseId;
  readonly hazard: Hazard;
  /** Of the case. */
  readonly areaCode: AreaCode;
  /** Of the case as live readings show it now; of what was learnt late where they show none. */
  readonly level: Level;
  /** The worst of these since it began; absent in runs of old releases, whose `level` it is. */
  readonly peak?: Level;
  /** True for a drill 演练. */
  readonly isExercise: boolean;
  /** Revision of the case at which it began, and how many calls there have been: ids are made of them. */
  readonly revision: number;
  readonly calls: number;
  readonly state: LadderState;
  readonly ladderId: string;
  /** Index of the rung in its ladder. */
  readonly rung: number;
  /** How often the way up has been gone, this one included. */
  readonly round: number;
  /** What is left of this rung after the call that waits. */
  readonly todo: readonly Attempt[];
  /** The call that waits for its answer; null between rounds, and once it has ended. */
  readonly waiting: CallId | null;
  /** When it goes on by itself, our clock, ms since 1970; null once it has ended. */
  readonly dueAt: number | null;
  /** When it was broken off, our clock; absent while it was not, and in runs of old releases. */
  readonly overAt?: number;
  /** Whether anybody was called in this round. */
  readonly hasCalled: boolean;
  /** When the case was over, our clock; null while it is open. */
  readonly caseOverAt: number | null;
}
