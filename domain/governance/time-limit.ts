import type { UnitId } from "../ids.ts";
import type { CaseState } from "./case-state.ts";

/**
 * The clocks that time limits 处置时限 are counted in: 紧急工作时 runs on through nights and holidays, 工作时 in working hours
 * alone, 工作日 through whole working days, 自然日 through every day.
 */
export const limitClocks = ["urgent-hours", "working-hours", "working-days", "calendar-days"] as const;

export type LimitClock = (typeof limitClocks)[number];

/** How long something may take: `amount` hours or days of its clock. */
export interface TimeLimit {
  readonly clock: LimitClock;
  readonly amount: number;
}

/** Stages of a case that have a limit of their own: until it is filed, given to a unit, handled, checked and closed. */
export const dueStages = ["register", "dispatch", "handle", "verify"] as const;

export type DueStage = (typeof dueStages)[number];

/** The time limit of the stage that a case is in. Instants are of our clock, ms since 1970. */
export interface CaseDue extends TimeLimit {
  readonly stage: DueStage;
  readonly startedAt: number;
  /** When it is due; while it stands still, as it was when its clock stopped. */
  readonly dueAt: number;
  /** From then on it is shown as due soon. */
  readonly warnAt: number;
  /** For how long its clock has stood still, counted in that clock, ms; of days 86,400,000 each. */
  readonly pausedMs: number;
  /** Since when it stands still, suspended 挂账 or, of verifying, while the hazard stands; absent while it runs. */
  readonly pausedAt?: number;
  /** The end that somebody gave it 延期, moved on by what it stood still since; absent for none. */
  readonly extendedToAt?: number;
  /** When it was told that it will be due soon; absent before. */
  readonly warnedAt?: number;
  /** When it was found overdue, whatever end it was given since; absent while it is in time. */
  readonly overdueAt?: number;
  /** The first year counted through that the city's calendar says nothing of: taken for plain weeks. Absent for none. */
  readonly assumedYear?: number;
}

/** How a stage with a limit ended. */
export interface StageOutcome extends TimeLimit {
  readonly stage: DueStage;
  /** State that it led to: of handling `handled` where it was done, `registered` where the unit gave it back. */
  readonly to: CaseState;
  /** Who had it when it ended. */
  readonly unitId: UnitId;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly endedAt: number;
  readonly pausedMs: number;
  /** How much later than due, counted in the limit's clock, ms: 0 in time, and where none of that clock has passed since. */
  readonly overMs: number;
  /** When it was found overdue, whatever end it was given since; absent in time, and where older hubs kept it. */
  readonly overdueAt?: number;
}

/** What says whether and when a limit was over, running or ended. */
type OverLimit = Pick<CaseDue, "dueAt" | "overdueAt"> & { readonly endedAt?: number };

/**
 * When a limit was over: as it was due, or where it was given a later end since, when it was found overdue. Also between
 * working hours, where none of its clock has passed. Null in time.
 */
export function overSince({ dueAt, overdueAt, endedAt = dueAt }: OverLimit): number | null {
  if (overdueAt !== undefined) return Math.min(dueAt, overdueAt);
  return endedAt > dueAt ? dueAt : null;
}

export function isOverTime(outcome: OverLimit): boolean {
  return overSince(outcome) !== null;
}
