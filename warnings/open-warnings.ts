import { type Area, areaOfKind, type City } from "../domain/city/city.ts";
import { type Level, levelOfRank, levels, rankOf, worse } from "../domain/city/level.ts";
import type { Case } from "../domain/governance/case.ts";
import type { WarningEvent } from "../domain/governance/event.ts";
import { exerciseMark } from "../domain/governance/exercise.ts";
import { liveLevelOfCase } from "../domain/governance/live-case.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { Warning } from "../domain/governance/warning.ts";
import { type AreaCode, type CaseId, idFrom } from "../domain/ids.ts";
import type { WarningAction } from "../domain/inputs/warning-action.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { warningTexts } from "../locales/messages/warnings.ts";
import { hazardNames, levelNames } from "../locales/names.ts";
import { actOnWarning } from "./act-on-warning.ts";
import { warningNotADraft, warningNotOpen } from "./refusals.ts";
import { warningEvent } from "./warning-event.ts";

/** One change of a warning, and what others are notified of it. */
export interface WarningChange {
  /** Null where the change drafted the warning. */
  readonly before: Warning | null;
  readonly after: Warning;
  readonly event: WarningEvent;
}

/** What came of something a person did: exactly one of the two is there. */
export type WarningAnswer =
  | { readonly change: WarningChange; readonly refusal: null }
  | { readonly change: null; readonly refusal: Refusal };

/** A change of a case, as a warning must know of it. */
export interface FollowedChange {
  /** Null where the change opened the case. */
  readonly before: Case | null;
  readonly after: Case;
  /** Whether the alarm behind the change may draft a warning. */
  readonly draftsWarning: boolean;
  /** True when the change was learnt too late to page anybody. */
  readonly isLate: boolean;
}

/** The warnings not yet lifted, one at most for each hazard and area. */
export interface OpenWarnings {
  /**
   * Follows a case: drafts, updates or lifts the warning of its hazard for the area around its station.
   *
   * @returns null when nobody need be notified: the notice reads as before, though other cases may be its reason
   */
  follow(followed: FollowedChange): WarningChange | null;
  /** A person acts on a warning. @param at our clock when it was entered, ms since 1970 */
  act(action: WarningAction, at: number): WarningAnswer;
  /** Warnings that changed since the last call, notified or not; to be committed with the position. */
  drainChanges(): readonly Warning[];
  readonly openCount: number;
}

/**
 * A warning with its reasons counted. In a storm a thousand cases join one warning: none of them is an event, and the list is
 * written out once a commit. With an event each time that held the list, 1,500 stations took 27 s and 340 MB of deliveries (`npm run bench -- flood`).
 */
interface WarningTally {
  /** Its `cases` are those of the last event. */
  notice: Warning;
  readonly cases: Map<CaseId, Level>;
  /** Up to which level live readings have shown a case, where not at its own. */
  readonly liveLevels: Map<CaseId, Level | null>;
  /** Cases at each rank; none ever at 0. */
  readonly counts: number[];
  /** Cases at each rank that live readings have shown, 0 for none. */
  readonly liveCounts: number[];
}

/** @param areaKind kind of area that warnings are made for */
export function createOpenWarnings(city: City, areaKind: Area["kind"], openWarnings: readonly Warning[]): OpenWarnings {
  const open = new Map(openWarnings.map((known) => [keyOf(known, known.areaCode), tallyOf(known)]));
  const changedTallies = new Set<WarningTally>();

  function drafted(followed: FollowedChange, area: Area, key: string): WarningChange | null {
    const after = draft(followed, area);
    if (after === null) return null;
    const tally = tallyOf(after);
    open.set(key, tally);
    changedTallies.add(tally);
    return changeOf(null, after, !followed.isLate && liveLevelOfCase(followed.after) !== null);
  }

  function changeOf(before: Warning | null, after: Warning, isGraverLive: boolean): WarningChange {
    return { before, after, event: warningEvent({ before, after, isGraverLive, person: null }, city) };
  }

  function noticed(key: string, tally: WarningTally, after: Warning): Warning {
    if (after.state === "lifted") open.delete(key);
    tally.notice = written({ ...tally, notice: after });
    changedTallies.add(tally);
    return tally.notice;
  }

  return {
    follow(followed) {
      const { after: changed, draftsWarning } = followed;
      const area = areaOfKind(city, changed.areaCode, areaKind) ?? city.areas.get(changed.areaCode);
      if (area === undefined) return null;
      const key = keyOf(changed, area.code);
      const known = open.get(key);
      if (known === undefined) return draftsWarning ? drafted(followed, area, key) : null;
      const liveBefore = worstRank(known.liveCounts);
      if (!countCase(known, changed, draftsWarning)) return null;
      noteAdvice(known, changed);
      changedTallies.add(known);
      const before = known.notice;
      const isGraverLive = worstRank(known.liveCounts) > liveBefore;
      const after = retally(known, changed, isGraverLive);
      return after === before ? null : changeOf(before, noticed(key, known, after), isGraverLive);
    },
    act(action, at) {
      const found = open.entries().find(([, { notice }]) => notice.id === action.warningId);
      if (found === undefined) return { change: null, refusal: warningNotOpen(action.warningId) };
      const [key, tally] = found;
      const before = tally.notice;
      const acted = actOnWarning(before, action, at);
      if (acted === null) return { change: null, refusal: warningNotADraft(before) };
      const after = noticed(key, tally, acted);
      const person = { by: action.by, at, reason: action.action.do === "lift" ? action.action.reason : null };
      const event = warningEvent({ before, after, isGraverLive: false, person }, city);
      return { change: { before, after, event }, refusal: null };
    },
    drainChanges() {
      const drained = [...changedTallies].map(written);
      changedTallies.clear();
      return drained;
    },
    get openCount() {
      return open.size;
    },
  };
}

function tallyOf(notice: Warning): WarningTally {
  const none = [0, ...levels].map(() => 0);
  const tally = { notice, cases: new Map(), liveLevels: new Map(), counts: none, liveCounts: [...none] };
  const { liveLevels = {} } = notice;
  for (const [id, level] of Object.entries(notice.cases) as [CaseId, Level][]) {
    const live = liveLevels[id];
    count(tally, id, { level, live: live === undefined ? level : live });
  }
  return tally;
}

/** The notice with its reasons written out. */
function written({ notice, cases, liveLevels }: WarningTally): Warning {
  const { liveLevels: _, ...others } = notice;
  const live = liveLevels.size === 0 ? {} : { liveLevels: Object.fromEntries(liveLevels) };
  return { ...others, cases: Object.fromEntries(cases), ...live };
}

/** @returns null for a case that has closed, or fell: where no warning stands then, a person has lifted it */
function draft({ before, after: changed }: FollowedChange, area: Area): Warning | null {
  const live = liveLevelOfCase(changed);
  const isGraverLive = rankOf(live) > rankOf(before === null ? null : liveLevelOfCase(before));
  const hasFallen = rankOf(changed.level) < rankOf(before?.level ?? null) && !isGraverLive;
  if (changed.level === null || hasFallen) return null;
  return {
    id: idFrom("warning", changed.hazard, area.code, changed.id, changed.revision),
    hazard: changed.hazard,
    areaCode: area.code,
    state: "draft",
    level: changed.level,
    peakLevel: changed.level,
    title: titleFor(changed, area),
    advice: changed.advice,
    draftedAt: changed.updatedAt,
    updatedAt: changed.updatedAt,
    liftedAt: null,
    revision: 1,
    ...exerciseMark(changed.isExercise),
    cases: { [changed.id]: changed.level },
    ...(live === changed.level ? {} : { liveLevels: { [changed.id]: live } }),
    advices: { [changed.level]: changed.advice },
  };
}

/** Takes a case in as a reason, at another level, or out. @returns false when that is how it stands already */
function countCase(tally: WarningTally, changed: Case, mayDraft: boolean): boolean {
  const { id, level } = changed;
  const before = tally.cases.get(id) ?? null;
  const live = liveLevelOfCase(changed);
  if ((before === level && liveLevelIn(tally, id) === live) || (before === null && !mayDraft)) return false;
  count(tally, id, { level, live });
  return true;
}

function count(
  tally: WarningTally,
  id: CaseId,
  { level, live }: { readonly level: Level | null; readonly live: Level | null },
): void {
  const { cases, liveLevels, counts, liveCounts } = tally;
  const before = cases.get(id);
  if (before !== undefined) {
    counts[rankOf(before)]! -= 1;
    liveCounts[rankOf(liveLevelIn(tally, id))]! -= 1;
  }
  liveLevels.delete(id);
  if (level === null) {
    cases.delete(id);
    return;
  }
  cases.set(id, level);
  if (live !== level) liveLevels.set(id, live);
  counts[rankOf(level)]! += 1;
  liveCounts[rankOf(live)]! += 1;
}

/** Up to which level live readings have shown a case that is a reason; null for none. */
function liveLevelIn({ cases, liveLevels }: WarningTally, id: CaseId): Level | null {
  const live = liveLevels.get(id);
  return live === undefined ? (cases.get(id) ?? null) : live;
}

function worstRank(counts: readonly number[]): number {
  return Math.max(
    0,
    counts.findLastIndex((cases) => cases > 0),
  );
}

/** The notice as it reads with the reasons it has now; the same one where it reads as before and live readings show no more. */
function retally({ notice, counts }: WarningTally, changed: Case, isGraverLive: boolean): Warning {
  const level = levelOfRank(worstRank(counts));
  if (level === notice.level && !isGraverLive) return notice;
  const updatedAt = Math.max(notice.updatedAt, changed.updatedAt);
  const base = { ...notice, updatedAt, revision: notice.revision + 1 };
  // The last case is over: what it says is to be checked holds for the area too, and never what was to be done at the height.
  if (level === null) return { ...base, state: "lifted", liftedAt: updatedAt, advice: changed.advice };
  return {
    ...base,
    state: notice.state === "draft" ? "draft" : "updated",
    level,
    peakLevel: worse(notice.peakLevel ?? notice.level, level) ?? level,
    advice: adviceAt(notice, level),
  };
}

/** Remembers what is to be done at the level of a case, for when the warning comes back down to it. */
function noteAdvice(tally: WarningTally, { level, advice }: Case): void {
  if (level === null) return;
  tally.notice = { ...tally.notice, advices: { ...tally.notice.advices, [level]: advice } };
}

function adviceAt({ advices, level: before, advice }: Warning, level: Level): BilingualText {
  const known = advices?.[level];
  if (known !== undefined) return known;
  return rankOf(level) > rankOf(before) ? advice : fill(warningTexts["level-lower"], { level: levelNames[level] });
}

function titleFor(changed: Case, area: Area): Warning["title"] {
  return fill(warningTexts.title, { area: area.name, hazard: hazardNames[changed.hazard] });
}

/** A drill never joins what is real. */
function keyOf({ hazard, isExercise }: Pick<Case, "hazard" | "isExercise">, areaCode: AreaCode): string {
  return `${hazard}|${areaCode}${isExercise === true ? "|exercise" : ""}`;
}
