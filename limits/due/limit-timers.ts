import { DueQueue } from "../../domain/due-queue.ts";
import type { Case } from "../../domain/governance/case.ts";
import { isCaseOver } from "../../domain/governance/case-state.ts";
import type { CaseDue } from "../../domain/governance/time-limit.ts";
import type { CaseId } from "../../domain/ids.ts";

/** What a limit has come to. */
export interface FiredLimit {
  readonly kind: "due-soon" | "overdue";
  readonly subject: Case;
  readonly due: CaseDue;
}

/**
 * When limits of open cases come to something. What has been told of a limit is kept on its case, so that a restart finds it
 * there: it is told once, however long nobody looked.
 */
export class LimitTimers {
  readonly #cases = new Map<CaseId, Case>();
  readonly #queue = new DueQueue<CaseId>();

  /** Infinity when nothing is due ever. */
  get nextAt(): number {
    return this.#queue.nextAt;
  }

  /** Open cases, as they were last set. */
  get cases(): IterableIterator<Case> {
    return this.#cases.values();
  }

  /** Takes up a case as it stands; one that is over is forgotten. */
  set(subject: Case): void {
    const isOver = isCaseOver(subject);
    if (isOver) this.#cases.delete(subject.id);
    else this.#cases.set(subject.id, subject);
    this.#queue.set(subject.id, isOver ? null : nextMoment(subject.due));
  }

  /**
   * Limits that have come to something by `to`, in the order of time; each is waited for again once its case is set anew.
   *
   * @param now our clock, later than `to` where the hub did not run when it fell due
   */
  popAll(to: number, now: number): readonly FiredLimit[] {
    const fired: FiredLimit[] = [];
    for (let next = this.#queue.popDue(to); next !== null; next = this.#queue.popDue(to)) {
      const subject = this.#cases.get(next.name);
      if (subject?.due === undefined) continue;
      const { due } = subject;
      fired.push({ kind: now >= due.dueAt && isReached(due.dueAt, due) ? "overdue" : "due-soon", subject, due });
    }
    return fired;
  }
}

function nextMoment(due: CaseDue | undefined): number | null {
  if (due === undefined || due.overdueAt !== undefined) return null;
  const moment = due.warnedAt === undefined ? Math.min(due.warnAt, due.dueAt) : due.dueAt;
  return isReached(moment, due) ? moment : null;
}

/** Whether a limit comes to a moment as its clock stands: one that stands still only to what had passed before, as where it was made shorter. */
function isReached(moment: number, { pausedAt = Number.POSITIVE_INFINITY }: CaseDue): boolean {
  return moment < pausedAt;
}
