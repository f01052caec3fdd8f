import type { Level } from "../city/level.ts";
import type { UnitId } from "../ids.ts";
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

/** 挂账: until `until`, our clock, or until somebody resumes it. */
export interface Suspension extends ReasonedAct {
  readonly until: number;
}

/** 延期: the time limit of its stage ends at `until`, our clock. */
export interface Extension extends ReasonedAct {
  readonly until: number;
}

/** 反馈: what was done at the place. */
export interface CaseFeedback extends PersonsAct {
  readonly text: string;
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

/** What became of a case so far: when it last came into each state, and how often what. */
export interface CaseRecord {
  /** Our clock when it last came into a state, ms since 1970; absent for a state it never was in. */
  readonly at: Readonly<Partial<Record<CaseState, number>>>;
  /** Units that it was dispatched to, oldest first, each named once for each time. At most the newest 20. */
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

/** Stages of a case that have a time limit of their own. */
export const dueStages = ["register", "dispatch", "handle", "verify"] as const;

export type DueStage = (typeof dueStages)[number];

/** The time limit of the stage that a case is in. Instants are of our clock, ms since 1970. */
export interface CaseDue {
  readonly stage: DueStage;
  /** Which clock counts: 紧急工作时, 工作时, 工作日, 自然日. */
  readonly clock: "urgent-hours" | "working-hours" | "working-days" | "calendar-days";
  readonly startedAt: number;
  readonly dueAt: number;
  /** When those concerned are warned that it will be due. */
  readonly warnAt: number;
  /** Time for which it stood still so far, ms. */
  readonly pausedMs: number;
  /** When it was found overdue; absent while it is in time. */
  readonly overdueAt?: number;
}
