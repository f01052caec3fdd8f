import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Station } from "../../domain/city/city.ts";
import { type Level, rankOf, worse } from "../../domain/city/level.ts";
import type { AlarmEntry, AlarmEntryKind, Case } from "../../domain/governance/case.ts";
import { idFrom } from "../../domain/ids.ts";
import { caseTexts } from "../../locales/cases.ts";
import { fill, joined } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { marks } from "../../locales/shared.ts";
import { wordsForTransition } from "../../messages/alarm-line.ts";
import { measuredOf } from "../../messages/measured.ts";
import { adviceAtEnd, adviceNow, advicesAfter } from "./case-advice.ts";
import type { CaseStep } from "./case-step.ts";

/** Where an alarm's case is opened, and the zone that people there read times in. */
export interface CasePlace {
  readonly station: Station;
  readonly timeZone: string;
}

/**
 * Moves the case of one hazard at one station by one alarm transition. Pure: same inputs, same answer.
 *
 * @param openCase the open case of the transition's hazard at the station; null when there is none
 * @returns null when nothing changes; a case in state `closed` once its last alarm has cleared
 */
export function followAlarm(openCase: Case | null, transition: AlarmTransition, place: CasePlace): CaseStep | null {
  const { to, opensCase, alarmKey } = transition;
  if (openCase === null) return to !== null && opensCase ? open(transition, to, place) : null;
  if (!(alarmKey in openCase.activeAlarms) && (to === null || !opensCase)) return null;
  return update(openCase, transition, place);
}

function open(transition: AlarmTransition, level: Level, place: CasePlace): CaseStep {
  const { station } = place;
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
    advices: advicesAfter({}, transition),
    ...markedWith({}, transition),
  };
  return stepTo(after, "opened", transition, place);
}

function update(openCase: Case, transition: AlarmTransition, place: CasePlace): CaseStep {
  const activeAlarms: Record<string, Level> = { ...openCase.activeAlarms };
  if (transition.to === null) delete activeAlarms[transition.alarmKey];
  else activeAlarms[transition.alarmKey] = transition.to;
  const level = worstOf(activeAlarms);
  const isClosed = level === null;
  const { marks: before, advices: earlier, ...unmarked } = openCase;
  const advices = advicesAfter(earlier, transition);
  const isWorstYet = rankOf(transition.to) > rankOf(openCase.peakLevel);
  // A backfill of another gauge may bring an older time; a case never moves back.
  const updatedAt = Math.max(openCase.updatedAt, transition.at);
  const after: Case = {
    ...unmarked,
    state: isClosed ? "closed" : openCase.state,
    level,
    peakLevel: worse(openCase.peakLevel, level) ?? openCase.peakLevel,
    title: isWorstYet ? transition.title : openCase.title,
    advice:
      level === null ? adviceAtEnd(transition) : adviceNow(openCase, transition, { level, activeAlarms, advices }),
    updatedAt,
    closedAt: isClosed ? updatedAt : null,
    revision: openCase.revision + 1,
    activeAlarms,
    ...(isClosed ? {} : { advices }),
    ...markedWith(before ?? {}, transition),
  };
  return stepTo(after, kindOf(openCase, transition, level), transition, place);
}

/** Marks of the active alarms: that one is notified under a silence or is unstable stays to be seen until it clears. */
function markedWith(
  before: NonNullable<Case["marks"]>,
  { alarmKey, to, noise }: AlarmTransition,
): Pick<Case, "marks"> | Record<string, never> {
  const marks = { ...before };
  if (to === null) delete marks[alarmKey];
  else if (noise?.outcome === "told") marks[alarmKey] = noise.hold;
  return Object.keys(marks).length === 0 ? {} : { marks };
}

function kindOf(openCase: Case, { alarmKey, to }: AlarmTransition, level: Level | null): AlarmEntryKind {
  if (level === null) return "closed";
  if (rankOf(level) > rankOf(openCase.level)) return "stepped-up";
  if (rankOf(level) < rankOf(openCase.level)) return "stepped-down";
  if (to === null) return "alarm-left";
  const before = openCase.activeAlarms[alarmKey];
  if (before === undefined) return "alarm-joined";
  return rankOf(to) < rankOf(before) ? "alarm-fell" : "alarm-rose";
}

function stepTo(after: Case, kind: AlarmEntryKind, transition: AlarmTransition, place: CasePlace): CaseStep {
  const { at, alarmKey, to, signal, unit, noise } = transition;
  const words = lineFor(after, kind, transition, place);
  const entry: AlarmEntry = { kind, at, alarmKey, level: to, signal, unit, words };
  return { after, entry: noise === undefined ? entry : { ...entry, noise }, measured: measuredOf(transition) };
}

/** The alarm's line; where the case stands otherwise than its alarm, how the case stands too. */
function lineFor(after: Case, kind: AlarmEntryKind, transition: AlarmTransition, { timeZone }: CasePlace) {
  const line = wordsForTransition(transition, { timeZone, namesGauge: namesGauge(after, kind) });
  if (after.level === null || after.level === transition.to) return line;
  return joined([line, fill(caseTexts["case-level"], { level: levelNames[after.level] })], marks.semicolon);
}

/** Beside other alarms of the case, whose numbers are other ones. */
function namesGauge({ activeAlarms }: Case, kind: AlarmEntryKind): boolean {
  return Object.keys(activeAlarms).length > 1 || kind === "alarm-left" || kind === "stepped-down";
}

function worstOf(activeAlarms: Readonly<Record<string, Level>>): Level | null {
  let worst: Level | null = null;
  for (const level of Object.values(activeAlarms)) worst = worse(worst, level);
  return worst;
}
