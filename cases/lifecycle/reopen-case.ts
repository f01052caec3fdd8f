import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { rankOf, worse } from "../../domain/city/level.ts";
import { hourMs } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import { liveLevelOfCase, livePeakOf } from "../../domain/governance/live-case.ts";
import { advicesAfter } from "./case-advice.ts";
import type { CaseStep } from "./case-step.ts";
import { markedWith } from "./follow-alarm.ts";
import { liveLevelsAfter, livePeakAfter } from "./live-levels.ts";
import { doubtIn, stepTo } from "./step-to.ts";

/** Back within this time of its closing a hazard is the same matter; observation time. */
const reopenWithinMs = hourMs;

/**
 * Opens a case again where its hazard is back so soon that it is the same matter: water that comes and goes is one case and not
 * one each time. Pure. Nobody has taken notice of it this time.
 *
 * @returns null where the hazard was away for longer, or nothing is raised that opens a case
 */
export function reopenCase(
  { acknowledged: _, doubt: __, ...closedCase }: Case,
  transition: AlarmTransition,
  timeZone: string,
): CaseStep | null {
  const { to: level, at, title, advice, isLate, opensCase, alarmKey } = transition;
  const { openedAt, closedAt, updatedAt, peakLevel, titleLevel, revision } = closedCase;
  if (level === null || !opensCase || closedAt === null) return null;
  if (at < openedAt || at - closedAt > reopenWithinMs) return null;
  const isWorstYet = rankOf(level) > rankOf(titleLevel === undefined ? peakLevel : titleLevel);
  const active = { activeAlarms: { [alarmKey]: level }, ...liveLevelsAfter({}, transition) };
  const worst = worse(peakLevel, level) ?? level;
  const { livePeak: ___, ...others } = closedCase;
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
    ...(isWorstYet && titleLevel !== undefined ? { titleLevel: level } : {}),
    ...active,
    ...livePeakAfter(livePeakOf(closedCase), { ...active, peakLevel: worst }),
    advices: advicesAfter({}, transition),
    ...doubtIn(transition),
    ...markedWith({}, transition),
  };
  return stepTo(after, "reopened", transition, timeZone);
}
