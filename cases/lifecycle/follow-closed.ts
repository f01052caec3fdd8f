import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { AlarmKey } from "../../domain/ids.ts";
import type { CaseStep } from "./case-step.ts";
import { hazardOver, kindOf, markedWith } from "./follow-alarm.ts";
import { liveLevelsAfter } from "./live-levels.ts";
import { reopenCase } from "./reopen-case.ts";
import { stepTo } from "./step-to.ts";

/** True for a case that was closed by hand, or voided, while alarms of it were active. */
export function isOverDespite({ activeAlarms }: Case): boolean {
  return Object.keys(activeAlarms).length > 0;
}

/** A case that is over without one of its alarms, which was gone when the case was closed and only kept up for people. */
export function withoutAlarm(closed: Case, alarmKey: AlarmKey): Case {
  const { activeAlarms, liveLevels = {}, marks = {}, ...others } = closed;
  const { [alarmKey]: _, ...active } = activeAlarms;
  const { [alarmKey]: __, ...live } = liveLevels;
  const { [alarmKey]: ___, ...marked } = marks;
  return {
    ...others,
    level: closed.state === "voided" ? null : Object.values(active).reduce<Level | null>(worse, null),
    activeAlarms: active,
    ...(Object.keys(live).length === 0 ? {} : { liveLevels: live }),
    ...(Object.keys(marked).length === 0 ? {} : { marks: marked }),
  };
}

/**
 * Follows the alarms of a case that is over although some were active. It stays over while they stand or fall, and is opened
 * again, the same case, where they rise above what stood when it was closed. Pure.
 *
 * @returns null where the alarm is none of this case
 */
export function followClosed(closed: Case, transition: AlarmTransition, timeZone: string): CaseStep | null {
  const { alarmKey, to, opensCase } = transition;
  const isMine = alarmKey in closed.activeAlarms;
  // Another alarm is no false alarm because one was; whoever closed a flooded place knew of its water.
  if (!isMine && (closed.state === "voided" || to === null || !opensCase)) return null;
  const stoodAt = closed.closedDespite?.level ?? closed.peakLevel;
  if (rankOf(to) > rankOf(stoodAt)) return reopenCase(closed, transition, timeZone);
  const { [alarmKey]: _, ...others } = closed.activeAlarms;
  const activeAlarms = to === null ? others : { ...others, [alarmKey]: to };
  const level = Object.values(activeAlarms).reduce<Level | null>(worse, null);
  const updatedAt = Math.max(closed.updatedAt, transition.at);
  const { liveLevels, marks, ...unmarked } = closed;
  const after: Case = {
    ...unmarked,
    level: closed.state === "voided" ? null : level,
    updatedAt,
    revision: closed.revision + 1,
    activeAlarms,
    ...liveLevelsAfter(liveLevels, transition),
    ...markedWith(marks ?? {}, transition),
    ...(level === null ? hazardOver(updatedAt, transition) : {}),
  };
  return stepTo(after, level === null ? "hazard-over" : kindOf(closed, transition, level), transition, timeZone);
}
