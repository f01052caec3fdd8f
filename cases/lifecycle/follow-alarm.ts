import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Doubt } from "../../domain/alarms/doubt.ts";
import type { Station } from "../../domain/city/city.ts";
import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import type { AlarmEntry, AlarmEntryKind, Case } from "../../domain/governance/case.ts";
import { idFrom } from "../../domain/ids.ts";
import { wordsForTransition } from "../words.ts";
import type { CaseStep } from "./case-step.ts";

/**
 * Moves the case of one hazard at one station by one alarm transition. Pure: same inputs, same answer.
 *
 * @param openCase the open case of the transition's hazard at `station`; null when there is none
 * @returns null when nothing changes; a case in state `closed` once its last alarm has cleared
 */
export function followAlarm(openCase: Case | null, transition: AlarmTransition, station: Station): CaseStep | null {
  const { to, opensCase, alarmKey } = transition;
  if (openCase === null) return to !== null && opensCase ? open(transition, to, station) : null;
  if (!(alarmKey in openCase.activeAlarms) && (to === null || !opensCase)) return null;
  return update(openCase, transition);
}

function open(transition: AlarmTransition, level: Level, station: Station): CaseStep {
  const after: Case = {
    // The alarm and the start of its episode distinguish this case from every other, on any replay.
    id: idFrom("case", transition.hazard, station.id, transition.alarmKey, transition.episodeStartedAt),
    hazard: transition.hazard,
    stationId: station.id,
    areaCode: station.areaCode,
    unitId: station.unitId,
    caseClass: station.caseClass,
    state: "reported",
    level,
    peakLevel: level,
    title: transition.title,
    advice: transition.advice,
    openedAt: transition.at,
    updatedAt: transition.at,
    closedAt: null,
    isLate: transition.isLate,
    revision: 1,
    activeAlarms: { [transition.alarmKey]: level },
    ...doubtIn(transition),
    ...markedWith({}, transition),
  };
  return { after, entry: entryFor("opened", transition) };
}

function update(openCase: Case, transition: AlarmTransition): CaseStep {
  const activeAlarms: Record<string, Level> = { ...openCase.activeAlarms };
  if (transition.to === null) delete activeAlarms[transition.alarmKey];
  else activeAlarms[transition.alarmKey] = transition.to;
  const level = worstOf(activeAlarms);
  const isClosed = level === null;
  const { marks, doubt, ...unmarked } = openCase;
  const leads = transition.to !== null && rankOf(transition.to) >= rankOf(level);
  // A backfill of another gauge may bring an older time; a case never moves back.
  const updatedAt = Math.max(openCase.updatedAt, transition.at);
  const after: Case = {
    ...unmarked,
    state: isClosed ? "closed" : openCase.state,
    level,
    peakLevel: worse(openCase.peakLevel, level) ?? openCase.peakLevel,
    title: leads ? transition.title : openCase.title,
    advice: leads ? transition.advice : openCase.advice,
    updatedAt,
    closedAt: isClosed ? updatedAt : null,
    // A missed peak is late by itself; what joins it may be live.
    isLate: openCase.isLate && (openCase.level !== null || transition.isLate),
    revision: openCase.revision + 1,
    activeAlarms,
    ...doubtIn(leads ? transition : { doubt }),
    ...markedWith(marks ?? {}, transition),
  };
  return { after, entry: entryFor(kindOf(openCase, transition, level), transition) };
}

/** The doubt goes with the title: both are of the transition that leads. */
export function doubtIn({ doubt }: { readonly doubt?: Doubt | undefined }): { readonly doubt?: Doubt } {
  return doubt === undefined ? {} : { doubt };
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

function kindOf(openCase: Case, transition: AlarmTransition, level: Level | null): AlarmEntryKind {
  if (level === null) return "closed";
  if (rankOf(level) > rankOf(openCase.level)) return "stepped-up";
  if (rankOf(level) < rankOf(openCase.level)) return "stepped-down";
  return transition.to === null ? "alarm-left" : "alarm-joined";
}

/** The line of a timeline for what an alarm did. */
export function entryFor(kind: AlarmEntryKind, transition: AlarmTransition): AlarmEntry {
  const { at, alarmKey, to, signal, unit } = transition;
  const entry = { kind, at, alarmKey, level: to, signal, unit, words: wordsForTransition(transition) };
  const suppressed = transition.noise === undefined ? {} : { noise: transition.noise };
  return { ...entry, ...doubtIn(transition), ...suppressed };
}

function worstOf(activeAlarms: Readonly<Record<string, Level>>): Level | null {
  let worst: Level | null = null;
  for (const level of Object.values(activeAlarms)) worst = worse(worst, level);
  return worst;
}
