import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import type { AlarmEntryKind, Case } from "../../domain/governance/case.ts";
import { exerciseMark } from "../../domain/governance/exercise.ts";
import { liveLevelOfCase, livePeakOf } from "../../domain/governance/live-case.ts";
import { traceIdOf } from "../../domain/governance/trace.ts";
import { type CaseId, idFrom, type StationId } from "../../domain/ids.ts";
import { adviceAtEnd, adviceNow, advicesAfter } from "./case-advice.ts";
import type { CaseStep } from "./case-step.ts";
import { liveLevelsAfter, livePeakAfter } from "./live-levels.ts";
import { enteringRecord } from "./stages.ts";
import { type CasePlace, doubtIn, stepTo } from "./step-to.ts";

/**
 * Moves the case of one hazard at one station by one alarm transition. Pure: same inputs, same answer.
 *
 * @param openCase the open case of the transition's hazard at the station; null when there is none
 * @returns null when nothing changes; once its last alarm has cleared a case that is closed, or waits for its evidence
 */
export function followAlarm(openCase: Case | null, transition: AlarmTransition, place: CasePlace): CaseStep | null {
  const { to, opensCase, alarmKey } = transition;
  if (openCase === null) return to !== null && opensCase ? open(transition, to, place) : null;
  if (!(alarmKey in openCase.activeAlarms) && (to === null || !opensCase)) return null;
  return update(openCase, transition, place);
}

function open(transition: AlarmTransition, level: Level, place: CasePlace): CaseStep {
  const { station } = place;
  const active = { activeAlarms: { [transition.alarmKey]: level }, ...liveLevelsAfter({}, transition) };
  const after: Case = {
    id: caseIdOf(transition, station.id),
    hazard: transition.hazard,
    stationId: station.id,
    areaCode: station.areaCode,
    unitId: place.routedTo ?? station.unitId,
    caseClass: station.caseClass,
    state: "reported",
    level,
    peakLevel: level,
    title: transition.title,
    advice: transition.advice,
    openedAt: transition.at,
    updatedAt: transition.at,
    closedAt: null,
    isLate: transition.isLate && liveLevelOfCase(active) === null,
    revision: 1,
    traceId: traceIdOf(transition.alarmKey, transition.episodeStartedAt),
    ...exerciseMark(station.isExercise),
    ...active,
    ...livePeakAfter(null, { ...active, peakLevel: level }),
    advices: advicesAfter({}, transition),
    ...doubtIn(transition),
    ...markedWith({}, transition),
    // Where the city has a standing order its stages are timed from the beginning.
    ...(place.policy === undefined ? {} : { record: enteringRecord({}, "reported", transition.receivedAt) }),
  };
  return stepTo(after, "opened", transition, place.timeZone);
}

/**
 * The alarm and the start of its episode distinguish a case from every other, on any replay; and when the alarm moved, where
 * that is not the start: an earlier case of the same episode may have been voided.
 */
function caseIdOf({ hazard, alarmKey, episodeStartedAt, from, at }: AlarmTransition, stationId: StationId): CaseId {
  const moved = from === null ? [] : [at];
  return idFrom("case", hazard, stationId, alarmKey, episodeStartedAt, ...moved);
}

function update(openCase: Case, transition: AlarmTransition, place: CasePlace): CaseStep {
  const activeAlarms: Record<string, Level> = { ...openCase.activeAlarms };
  if (transition.to === null) delete activeAlarms[transition.alarmKey];
  else activeAlarms[transition.alarmKey] = transition.to;
  const level = worstOf(activeAlarms);
  const waitsForEvidence = place.policy?.closing === "evidence";
  const isClosed = level === null && !waitsForEvidence;
  const { marks, doubt, advices: earlier, liveLevels, livePeak: _, ...unmarked } = withoutHazardOver(openCase);
  const active = { activeAlarms, ...liveLevelsAfter(liveLevels, transition) };
  const peakLevel = worse(openCase.peakLevel, level) ?? openCase.peakLevel;
  const advices = advicesAfter(earlier, transition);
  // The doubt is of what the level now rests on.
  const leads = transition.to !== null && rankOf(transition.to) >= rankOf(level);
  const named = openCase.titleLevel === undefined ? openCase.peakLevel : openCase.titleLevel;
  const isWorstYet = rankOf(transition.to) > rankOf(named);
  // A backfill of another gauge may bring an older time; a case never moves back.
  const updatedAt = Math.max(openCase.updatedAt, transition.at);
  const after: Case = {
    ...unmarked,
    level,
    peakLevel,
    title: isWorstYet ? transition.title : openCase.title,
    advice:
      level === null ? adviceAtEnd(transition) : adviceNow(openCase, transition, { level, activeAlarms, advices }),
    updatedAt,
    closedAt: isClosed ? updatedAt : null,
    isLate: openCase.isLate && liveLevelOfCase(active) === null,
    revision: openCase.revision + 1,
    ...active,
    ...livePeakAfter(livePeakOf(openCase), { ...active, peakLevel }),
    ...(level === null ? {} : { advices }),
    ...(isWorstYet && openCase.titleLevel !== undefined ? { titleLevel: transition.to } : {}),
    ...doubtIn(leads ? transition : { doubt }),
    ...markedWith(marks ?? {}, transition),
    ...(level === null && waitsForEvidence ? hazardOver(updatedAt, transition) : {}),
  };
  if (level === null && !isClosed) return stepTo(after, "hazard-over", transition, place.timeZone);
  const moved = isClosed ? closed(after, transition) : after;
  return stepTo(moved, kindOf(openCase, transition, level), transition, place.timeZone);
}

/** Marks of a case whose last alarm has cleared and that waits for its evidence. */
export function hazardOver(
  hazardOverAt: number,
  { receivedAt, cause, target }: Pick<AlarmTransition, "receivedAt" | "cause" | "target">,
): Pick<Case, "hazardOverAt" | "clearSinceAt" | "clearedBy" | "isClearUnproven"> {
  const unproven = cause === "rule_removed" ? { isClearUnproven: true } : {};
  const clearedBy = target.kind === "gauge" ? { clearedBy: target.gaugeId } : {};
  return { hazardOverAt, clearSinceAt: receivedAt, ...clearedBy, ...unproven };
}

/** The same case while its hazard is there. */
export function withoutHazardOver(of: Case): Case {
  const { hazardOverAt: _, clearSinceAt: __, clearedBy: ___, isClearUnproven: ____, ...others } = of;
  return others;
}

/** Closed with the water. Cases that nobody ever moved keep no record. */
function closed({ suspended: _, ...of }: Case, { receivedAt }: AlarmTransition): Case {
  const record = of.record === undefined ? {} : { record: enteringRecord(of, "closed", receivedAt) };
  return { ...of, state: "closed", ...record };
}

/** Marks of the active alarms: that one is notified under a silence or is unstable stays to be seen until it clears. */
export function markedWith(
  before: NonNullable<Case["marks"]>,
  { alarmKey, to, noise }: AlarmTransition,
): Pick<Case, "marks"> | Record<string, never> {
  const marks = { ...before };
  if (to === null) delete marks[alarmKey];
  else if (noise?.outcome === "told") marks[alarmKey] = noise.hold;
  return Object.keys(marks).length === 0 ? {} : { marks };
}

export function kindOf(openCase: Case, { alarmKey, to }: AlarmTransition, level: Level | null): AlarmEntryKind {
  if (level === null) return "closed";
  if (rankOf(level) > rankOf(openCase.level)) return "stepped-up";
  if (rankOf(level) < rankOf(openCase.level)) return "stepped-down";
  if (to === null) return "alarm-left";
  const before = openCase.activeAlarms[alarmKey];
  if (before === undefined) return "alarm-joined";
  if (to === before) return "confirmed";
  return rankOf(to) < rankOf(before) ? "alarm-fell" : "alarm-rose";
}

function worstOf(activeAlarms: Readonly<Record<string, Level>>): Level | null {
  let worst: Level | null = null;
  for (const level of Object.values(activeAlarms)) worst = worse(worst, level);
  return worst;
}
