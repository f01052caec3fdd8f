import type { Level } from "../city/level.ts";
import type { UnitId } from "../ids.ts";
import type { Said } from "../text.ts";
import type { CaseState } from "./case-state.ts";

/** What a person did, and when by our clock, ms since 1970. */
export interface PersonsAct {
  readonly at: number;
  readonly by: string;
}

/** What somebody did to a case, and why. */
export interface ReasonedAct extends PersonsAct {
  readonly reason: string;
}

/** What somebody, a platform or the standing order did to a case, and why: also in both languages. */
export interface SaidAct extends PersonsAct {
  readonly reason: Said;
}

/** 挂账: until `untilAt`, our clock, or until somebody resumes it. */
export interface Suspension extends ReasonedAct {
  readonly untilAt: number;
}

/** 延期: the time limit of its stage ends at `untilAt`, our clock. */
export interface Extension extends ReasonedAct {
  readonly untilAt: number;
}

/** 反馈: what was done at the place. */
export interface CaseFeedback extends PersonsAct {
  readonly text: Said;
  /** https addresses or ids of the sender; never fetched. */
  readonly photos?: readonly string[];
}

/** What the standing order asks for before a case is closed. */
export const evidenceKinds = ["hazard-over", "held-clear", "feedback", "verified"] as const;

export type EvidenceKind = (typeof evidenceKinds)[number];

/** A case closed by hand, and what was not there. */
export interface ClosedDespite extends ReasonedAct {
  readonly lacking: readonly EvidenceKind[];
  /** Level of its alarms at that moment; null where the hazard was over. */
  readonly level: Level | null;
}

/** Our clock when a case last came into a state, of `registered` first, ms since 1970; absent for a state it never was in. */
export type StageMoments = { readonly [State in CaseState as `${State}At`]?: number };

/** What became of a case so far: when it came into each state, and how often what. */
export interface CaseRecord extends StageMoments {
  /** Units that it was dispatched to, oldest first, the newest 20 dispatches of it. */
  readonly units: readonly UnitId[];
  /** 返工: by a person, or because the hazard was back. */
  readonly reworks: number;
  /** 回退 */
  readonly returns: number;
  /** 延期 */
  readonly extensions: number;
  /** 挂账 */
  readonly suspensions: number;
  /** 督办 */
  readonly supervisions: number;
}
