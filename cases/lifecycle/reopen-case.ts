import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import { liveLevelOfCase, livePeakOf } from "../../domain/governance/live-case.ts";
import { advicesAfter } from "./case-advice.ts";
import type { CaseStep } from "./case-step.ts";
import { markedWith, withoutHazardOver } from "./follow-alarm.ts";
import { liveLevelsAfter, livePeakAfter } from "./live-levels.ts";
import { counting, entering } from "./stages.ts";
import { doubtIn, stepTo } from "./step-to.ts";

/**
 * Opens a case again where its hazard is back so soon that it is the same matter: water that comes and goes is one case and not
 * one each time. Pure. Nobody has taken notice of it this time.
 *
 * @returns null where nothing is raised that opens a case
 */
export function reopenCase(closed: Case, transition: AlarmTransition, timeZone: string): CaseStep | null {
  const { acknowledged: _, doubt: __, ...closedCase } = asNew(closed);
  const { to, at, title, advice, isLate, opensCase, alarmKey } = transition;
  const { closedAt, updatedAt, peakLevel, titleLevel, revision } = closedCase;
  if (to === null || !opensCase || closedAt === null) return null;
  const isWorstYet = rankOf(to) > rankOf(titleLevel === undefined ? peakLevel : titleLevel);
  // Of a case closed by hand alarms may still be active.
  const activeAlarms = { ...closedCase.activeAlarms, [alarmKey]: to };
  const level = Object.values(activeAlarms).reduce<Level>((a, b) => worse(a, b) ?? a, to);
  const { livePeak: ___, liveLevels, marks = {}, ...others } = closedCase;
  const active = { activeAlarms, ...liveLevelsAfter(liveLevels, transition) };
  const worst = worse(peakLevel, level) ?? level;
  const after: Case = {
    ...others,
    state: "reported",
    level,
    peakLevel: worst,
    title: isWorstYet ? title : closedCase.title,
    advice,
    updatedAt: Math.max(updatedAt, at),
    closedAt: null,
    isLate: isLate && liveLevelOfCase(active) === null,
    revision: revision + 1,
    ...(isWorstYet && titleLevel !== undefined ? { titleLevel: to } : {}),
    ...active,
    ...livePeakAfter(livePeakOf(closedCase), { ...active, peakLevel: worst }),
    advices: advicesAfter({}, transition),
    ...doubtIn(transition),
    ...markedWith(marks, transition),
    ...reopenedRecord(closed, transition),
  };
  return stepTo(after, "reopened", transition, timeZone);
}

/** Whether an alarm raised now is back within `withinMs` of the end of a closed case; a false alarm has none to come back to. */
export function isBackWithin(
  { state, openedAt, closedAt, hazardOverAt = Number.NEGATIVE_INFINITY }: Case,
  { at }: Pick<AlarmTransition, "at">,
  withinMs: number,
): boolean {
  if (closedAt === null || state === "voided" || at < openedAt) return false;
  return at - Math.max(closedAt, hazardOverAt) <= withinMs;
}

/** What was done the first time, and by whom, is on the timeline; it is all to do once more. */
function asNew(of: Case): Case {
  const { feedback: _, closedDespite: __, assignee: ___, extended: ____, returned: _____, ...kept } = of;
  const { due: ______, suspended: _______, ...others } = kept;
  return withoutHazardOver(others);
}

/** An opening again counts as rework 返工. Cases that nobody ever moved keep no record. */
function reopenedRecord(of: Case, { receivedAt }: Pick<AlarmTransition, "receivedAt">): Pick<Case, "record"> {
  if (of.record === undefined) return {};
  const { record } = counting(entering(of, "reported", receivedAt), "reworks");
  return record === undefined ? {} : { record };
}
