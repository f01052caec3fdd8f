import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import { type DueStage, isOverTime } from "../../domain/governance/time-limit.ts";

/** A stage of a case that has a time limit, and how it stood to that. Instants are of our clock, ms since 1970. */
export interface StageCompliance {
  readonly caseId: string;
  readonly stage: DueStage;
  readonly startedAt: number;
  readonly dueAt: number;
  /** Null while it runs. */
  readonly endedAt: number | null;
  /** How much later than due, counted in its clock, ms; 0 in time. */
  readonly overMs: number;
  /** `voided`: of a false alarm, which counts for nothing. */
  readonly outcome: "overdue" | "in-time" | "running" | "voided";
}

/** How the stages of a case stood to their time limits, oldest first; the one that runs now last. */
export function complianceOf({ id: caseId, state, stages = [], due }: CaseWithTimeline): readonly StageCompliance[] {
  const ended = stages.map((each): StageCompliance => {
    const { stage, startedAt, dueAt, endedAt, overMs } = each;
    const outcome = state === "voided" ? state : isOverTime(each) ? "overdue" : "in-time";
    return { caseId, stage, startedAt, dueAt, endedAt, overMs, outcome };
  });
  if (due === undefined) return ended;
  const { stage, startedAt, dueAt, overdueAt } = due;
  const outcome = overdueAt === undefined ? "running" : "overdue";
  return [...ended, { caseId, stage, startedAt, dueAt, endedAt: null, overMs: 0, outcome }];
}
