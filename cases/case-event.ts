import type { City } from "../domain/city/city.ts";
import { rankOf } from "../domain/city/level.ts";
import type { Case, CaseStatus } from "../domain/governance/case.ts";
import { isCaseOver } from "../domain/governance/case-state.ts";
import type { CaseEvent } from "../domain/governance/event.ts";
import { liveLevelOfCase } from "../domain/governance/live-case.ts";
import { idFrom } from "../domain/ids.ts";
import { saidAs } from "../locales/messages/exercise.ts";
import { summarizeCase } from "./case-summary.ts";
import type { CaseStep } from "./lifecycle/case-step.ts";
import { caseMessage } from "./message.ts";

/** A change of a case that its event is made of. */
export interface EventedChange extends CaseStep {
  /** Null where the change opened the case. */
  readonly before: Case | null;
  /** True where a hazard that flaps is back at a level that people know of: told, and nobody is paged once more. */
  readonly isKnown?: boolean;
  /** Whether people or time made it urgent, whatever its level did. */
  readonly isUrgent?: boolean | undefined;
}

export function caseEvent(
  { before, after, entry, measured, isKnown = false, isUrgent = false }: EventedChange,
  city: City,
): CaseEvent {
  // What is only noted of a case that is over does not close it once more.
  const isEnd = isCaseOver(after) && before !== null && !isCaseOver(before);
  const type = before === null ? "case.opened" : isEnd ? "case.closed" : "case.updated";
  const isGraverLive = rankOf(liveLevelOfCase(after)) > rankOf(before === null ? null : liveLevelOfCase(before));
  return {
    id: idFrom("event", after.id, after.revision),
    type,
    subject: after.id,
    level: after.level,
    isUrgent: isUrgent || (isGraverLive && !isKnown),
    at: entry.at,
    data: {
      change: {
        entry,
        before: before === null ? null : statusOf(before),
        after: statusOf(after),
        ...(measured === null ? {} : { measured }),
      },
      message: saidAs(caseMessage(after, entry), after),
      case: summarizeCase(after, city),
    },
  };
}

function statusOf({ state, level, revision }: Case): CaseStatus {
  return { state, level, revision };
}
