import type { Case } from "../../domain/governance/case.ts";
import { type DueStage, overSince } from "../../domain/governance/time-limit.ts";

/** The span that is evaluated, our clock, ms since 1970: `from` is included, `to` is not. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Indicators of the evaluation 综合评价, in the order in which they are shown. */
export const indicators = [
  /** 立案率 */
  "registered",
  /** 按时立案率 */
  "registered-in-time",
  /** 准确派遣率 */
  "dispatched-right",
  /** 处置率 */
  "handled",
  /** 按期处置率 */
  "handled-in-time",
  /** 结案率 */
  "closed",
  /** 按期结案率 */
  "closed-in-time",
  /** 返工率 */
  "reworked",
  /** 延期率 */
  "extended",
  /** 超期率 */
  "overdue",
] as const;

export type Indicator = (typeof indicators)[number];

/** Whether a case counts below and above the line of an indicator. */
export interface Share {
  readonly isOf: boolean;
  /** Never true where `isOf` is not. */
  readonly isIn: boolean;
}

/** Whether a case counts at all: drills and what was voided do not. */
export function isEvaluated({ state, isExercise }: Pick<Case, "state" | "isExercise">): boolean {
  return state !== "voided" && isExercise !== true;
}

/** How one case counts for one indicator in a period; `locales/limits/evaluation.ts` has the same in words. Pure. */
export function shareOf(subject: Case, indicator: Indicator, period: Period): Share {
  const isIn = (at: number | null | undefined): boolean => isWithin(at, period);
  const { record } = subject;
  switch (indicator) {
    case "registered":
      return share(isIn(subject.openedAt), isBefore(record?.registeredAt, period));
    case "registered-in-time":
      return share(isIn(record?.registeredAt), !isOver(subject, "register", period));
    case "dispatched-right":
      return share(isIn(record?.dispatchedAt), record?.returns === 0);
    case "handled":
      return share(isToHandle(subject, period), isHandled(subject, period));
    case "handled-in-time":
      return share(isToHandle(subject, period), isHandled(subject, period) && !isOver(subject, "handle", period));
    case "closed":
      return share(isToClose(subject, period), isIn(endedAt(subject)));
    case "closed-in-time":
      return share(isToClose(subject, period), isIn(endedAt(subject)) && !isOver(subject, null, period));
    case "reworked":
      return share(isToHandle(subject, period), (record?.reworks ?? 0) > 0);
    case "extended":
      return share(isIn(record?.registeredAt), (record?.extensions ?? 0) > 0);
    case "overdue":
      return share(isIn(record?.registeredAt), isOver(subject, null, period));
  }
}

function share(isOf: boolean, isIn: boolean): Share {
  return { isOf, isIn: isOf && isIn };
}

function isWithin(at: number | null | undefined, { from, to }: Period): boolean {
  return at !== undefined && at !== null && at >= from && at < to;
}

function isBefore(at: number | null | undefined, { to }: Period): boolean {
  return at !== undefined && at !== null && at < to;
}

/** When it was closed, our clock where the hub wrote that down; null while it is open. */
function endedAt({ state, record, closedAt }: Case): number | null {
  return state === "closed" ? (record?.closedAt ?? closedAt) : null;
}

/** When it was told as done, or closed without that; null while it is still, or once more, to be done. */
function handledAt(subject: Case): number | null {
  const { handledAt: told, handlingAt = 0, reportedAt = 0 } = subject.record ?? {};
  return told !== undefined && told >= Math.max(handlingAt, reportedAt) ? told : endedAt(subject);
}

/** Due to be handled 应处置: handled in the period, or not when a limit of handling ended in it. */
function isToHandle(subject: Case, period: Period): boolean {
  const isOverIn = limitsOf(subject).some((each) => each.stage === "handle" && isWithin(overSince(each), period));
  return isOverIn || isWithin(handledAt(subject), period);
}

/** Handled 处置 by the end of the period. */
function isHandled(subject: Case, period: Period): boolean {
  return isBefore(handledAt(subject), period);
}

/** Due to be closed 应结案: closed in the period, or still open after it although a limit of it passed there. */
function isToClose(subject: Case, period: Period): boolean {
  const at = endedAt(subject);
  if (isWithin(at, period)) return true;
  if (at !== null && at < period.from) return false;
  return limitsOf(subject).some((each) => isWithin(overSince(each), period));
}

/** The limits of a case, ended and running. */
function limitsOf({ stages = [], due }: Case) {
  return due === undefined ? stages : [...stages, due];
}

/**
 * Over a limit by the end of the period.
 *
 * @param stage null for any
 */
function isOver(subject: Case, stage: DueStage | null, period: Period): boolean {
  return limitsOf(subject).some((each) => (stage ?? each.stage) === each.stage && isBefore(overSince(each), period));
}
