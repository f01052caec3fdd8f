import type { City } from "../../domain/city/city.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { createCaseLimits } from "../../limits/case-limits.ts";
import type { MovedDecision, MovedLimit } from "../../modes/ports.ts";
import { awaitedDecision } from "../../warnings/awaited-decision.ts";

/** A switch that is looked at. */
export interface LookedAt {
  readonly city: City;
  readonly before: Mode;
  readonly after: Mode;
  /** Our clock, ms since 1970. */
  readonly at: number;
}

/** Warnings that wait for a person and that the policy decides otherwise, or at another moment, in another mode. */
export function movedDecisions(
  open: readonly Warning[],
  { city, before, after, at }: LookedAt,
): readonly MovedDecision[] {
  const moved = open.flatMap((warning): readonly MovedDecision[] => {
    const [was, is] = [before, after].map((mode) => awaitedDecision(warning, { city, mode, at }));
    if (was?.dueAt === is?.dueAt && was?.do === is?.do) return [];
    const { id: warningId, title, level, proposal } = warning;
    return [{ warningId, title, level: proposal?.level ?? level, before: was ?? null, after: is ?? null }];
  });
  return moved.sort((a, b) => dueAtOf(a) - dueAtOf(b));
}

/** Open cases whose time limit ends at another moment in another mode, the first to end first. */
export function movedLimits(open: readonly Case[], { city, after, at }: LookedAt): readonly MovedLimit[] {
  const limits = createCaseLimits(city);
  limits.mode = after;
  const moved = open.flatMap((of): readonly MovedLimit[] => {
    const { due } = limits.dueAfter(of, of, at);
    if (of.due === undefined || due === undefined || due.dueAt === of.due.dueAt) return [];
    return [{ caseId: of.id, title: of.title, stage: due.stage, beforeAt: of.due.dueAt, afterAt: due.dueAt }];
  });
  return moved.sort((a, b) => a.afterAt - b.afterAt);
}

function dueAtOf({ after }: MovedDecision): number {
  return after?.dueAt ?? Number.POSITIVE_INFINITY;
}
