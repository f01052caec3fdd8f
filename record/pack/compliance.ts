import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import { type CaseState, caseStates } from "../../domain/governance/case-state.ts";

/** When a case came into a stage, and how that stood to its time limit. */
export interface StageCompliance {
  readonly caseId: string;
  readonly stage: CaseState;
  /** Our clock, ms since 1970. */
  readonly reachedAt: number | null;
  /** Of the stage that runs now; null for the others. */
  readonly dueAt: number | null;
  readonly outcome: "overdue" | "in-time" | "running" | null;
}

/** Which stage ends a time limit. */
const stageOfDue = { register: "registered", dispatch: "dispatched", handle: "handled", verify: "verified" } as const;

/** How the stages of a case stood to its time limits, as its timeline and its record say. */
export function complianceOf(found: CaseWithTimeline): readonly StageCompliance[] {
  const { record, due, timeline } = found;
  const overdueLines = timeline.filter(({ kind }) => kind === "overdue").map(({ at }) => at);
  const stages = caseStates.filter((state) => record?.[`${state}At`] !== undefined || isRunning(found, state));
  let before = found.openedAt;
  return stages.map((stage) => {
    const reachedAt = record?.[`${stage}At`] ?? null;
    const runsHere = isRunning(found, stage);
    const wasLate = overdueLines.some((at) => at >= before && at <= (reachedAt ?? Number.POSITIVE_INFINITY));
    before = reachedAt ?? before;
    const dueAt = runsHere ? (due?.dueAt ?? null) : null;
    const hasLimit = due !== undefined || overdueLines.length > 0;
    const inTime = reachedAt === null ? "running" : "in-time";
    return { caseId: found.id, stage, reachedAt, dueAt, outcome: wasLate ? "overdue" : hasLimit ? inTime : null };
  });
}

function isRunning({ due, record }: CaseWithTimeline, state: CaseState): boolean {
  return due !== undefined && stageOfDue[due.stage] === state && record?.[`${state}At`] === undefined;
}
