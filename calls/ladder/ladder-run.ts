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

/** How a ladder stands: `calling` somebody or about to, `answered`, `unanswered` to its end, `over` with its hazard or its case. */
export type LadderState = "calling" | "answered" | "unanswered" | "over";

/** A ladder that is being gone up for one case. A JSON value: it is saved as it is. */
export interface LadderRun {
  readonly caseId: CaseId;
  readonly hazard: Hazard;
  /** Of the case. */
  readonly areaCode: AreaCode;
  readonly level: Level;
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
  /** Whether anybody was called in this round. */
  readonly hasCalled: boolean;
  /** When the case was over, our clock; null while it is open. */
  readonly caseOverAt: number | null;
}
