import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { Case, CaseEntry, CaseEntryKind } from "../domain/case.ts";
import type { Station } from "../domain/city/city.ts";
import { idFrom } from "../domain/ids.ts";
import { type Level, rankOf, worse } from "../domain/level.ts";
import { wordsForPeak, wordsForTransition } from "./words.ts";

/** Lines of history a case carries; every transition is also kept by itself, so nothing is lost beyond it. */
export const maxTimelineEntries = 500;

/**
 * Moves the case of one hazard at one station by one alarm transition. Pure: same inputs, same answer.
 *
 * @param openCase the open case of the transition's hazard at `station`; null when there is none
 * @returns the same `openCase` object when nothing changed; a case in state `closed` once its last alarm has cleared
 */
export function stepCase(openCase: Case | null, transition: AlarmTransition, station: Station): Case | null {
  if (openCase === null) return transition.to !== null && transition.opensCase ? open(transition, station) : null;
  if (!(transition.alarmKey in openCase.activeAlarms) && (transition.to === null || !transition.opensCase))
    return openCase;
  return update(openCase, transition);
}

/** Puts a peak the hub slept through on the timeline of a case that was open at that time. */
export function addMissedPeak(openCase: Case, peak: MissedPeak): Case {
  const entry: CaseEntry = {
    kind: "peak-missed",
    at: peak.at,
    alarmKey: peak.alarmKey,
    level: peak.level,
    signal: peak.signal,
    unit: peak.unit,
    words: wordsForPeak(peak),
  };
  return {
    ...openCase,
    peakLevel: worse(openCase.peakLevel, peak.level) ?? peak.level,
    revision: openCase.revision + 1,
    timeline: withEntry(openCase.timeline, entry),
  };
}

function open(transition: AlarmTransition & { to: Level | null }, station: Station): Case {
  const level = transition.to as Level;
  return {
    // The alarm and the start of its episode tell this case from every other, on any replay.
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
    ...markedWith({}, transition),
    timeline: [entryFor("opened", transition)],
  };
}

function update(openCase: Case, transition: AlarmTransition): Case {
  const activeAlarms: Record<string, Level> = { ...openCase.activeAlarms };
  if (transition.to === null) delete activeAlarms[transition.alarmKey];
  else activeAlarms[transition.alarmKey] = transition.to;
  const level = worstOf(activeAlarms);
  const isClosed = level === null;
  const { marks, ...unmarked } = openCase;
  const leads = transition.to !== null && rankOf(transition.to) >= rankOf(level);
  return {
    ...unmarked,
    state: isClosed ? "closed" : openCase.state,
    level,
    peakLevel: worse(openCase.peakLevel, level) ?? openCase.peakLevel,
    title: leads ? transition.title : openCase.title,
    advice: leads ? transition.advice : openCase.advice,
    // A backfill of another gauge may bring an older time; a case never moves back.
    updatedAt: Math.max(openCase.updatedAt, transition.at),
    closedAt: isClosed ? Math.max(openCase.updatedAt, transition.at) : null,
    revision: openCase.revision + 1,
    activeAlarms,
    ...markedWith(marks ?? {}, transition),
    timeline: withEntry(openCase.timeline, entryFor(kindOf(openCase, transition, level), transition)),
  };
}

/** Marks of the active alarms: that one is told under a silence or is unstable stays to be seen until it clears. */
function markedWith(
  before: NonNullable<Case["marks"]>,
  { alarmKey, to, noise }: AlarmTransition,
): Pick<Case, "marks"> | Record<string, never> {
  const marks = { ...before };
  if (to === null) delete marks[alarmKey];
  else if (noise?.outcome === "told") marks[alarmKey] = noise.hold;
  return Object.keys(marks).length === 0 ? {} : { marks };
}

function kindOf(openCase: Case, transition: AlarmTransition, level: Level | null): CaseEntryKind {
  if (level === null) return "closed";
  if (rankOf(level) > rankOf(openCase.level)) return "stepped-up";
  if (rankOf(level) < rankOf(openCase.level)) return "stepped-down";
  return transition.to === null ? "alarm-left" : "alarm-joined";
}

function entryFor(kind: CaseEntryKind, transition: AlarmTransition): CaseEntry {
  const { at, alarmKey, to, signal, unit } = transition;
  const entry = { kind, at, alarmKey, level: to, signal, unit, words: wordsForTransition(transition) };
  return transition.noise === undefined ? entry : { ...entry, noise: transition.noise };
}

function withEntry(timeline: readonly CaseEntry[], entry: CaseEntry): readonly CaseEntry[] {
  const [opening, ...rest] = timeline;
  if (opening === undefined || timeline.length < maxTimelineEntries) return [...timeline, entry];
  return [opening, ...rest.slice(rest.length - maxTimelineEntries + 2), entry];
}

function worstOf(activeAlarms: Readonly<Record<string, Level>>): Level | null {
  let worst: Level | null = null;
  for (const level of Object.values(activeAlarms)) worst = worse(worst, level);
  return worst;
}
