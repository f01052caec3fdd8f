import type { Case } from "../domain/case.ts";
import { type Area, areaOfKind, type City } from "../domain/city/city.ts";
import type { HubEvent } from "../domain/event.ts";
import { hazards } from "../domain/hazard.ts";
import { type AreaCode, type CaseId, idFrom } from "../domain/ids.ts";
import { type Level, levelOfRank, levels, rankOf } from "../domain/level.ts";
import type { Warning } from "../domain/warning.ts";

export interface WarningChange {
  readonly changed: Warning;
  readonly event: HubEvent;
}

/** The warnings not yet lifted, one at most for each hazard and area. */
export interface OpenWarnings {
  /**
   * Follows a case: drafts, updates or lifts the warning of its hazard for the area around its station.
   *
   * @param isLate true when the change was learnt too late to page anybody
   * @returns null when nobody need be told: the notice reads as before, though other cases may be its reason
   */
  follow(changed: Case, mayDraft: boolean, isLate: boolean): WarningChange | null;
  /** Warnings that changed since the last call, told of or not; to be committed with the cursor. */
  drainChanges(): readonly Warning[];
  readonly openCount: number;
}

/**
 * A warning with its reasons counted. In a storm a thousand cases join one warning: nobody is told of each, and the list is
 * written out once a commit. Told each time, with the list, 1,500 stations took 27 s and 340 MB of deliveries (`npm run bench -- flood`).
 */
interface WarningTally {
  /** Its `cases` are those of the last time somebody was told. */
  notice: Warning;
  readonly cases: Map<CaseId, Level>;
  /** Cases at each rank; none ever at 0. */
  readonly counts: number[];
}

/** @param areaKind kind of area that warnings are made for */
export function createOpenWarnings(city: City, areaKind: Area["kind"], openWarnings: readonly Warning[]): OpenWarnings {
  const open = new Map(openWarnings.map((known) => [keyOf(known.hazard, known.areaCode), tallyOf(known)]));
  const changedTallies = new Set<WarningTally>();

  return {
    follow(changed, mayDraft, isLate) {
      const area = areaOfKind(city, changed.areaCode, areaKind) ?? city.areas.get(changed.areaCode);
      if (area === undefined) return null;
      const key = keyOf(changed.hazard, area.code);
      const known = open.get(key);
      if (known === undefined) {
        const drafted = mayDraft ? draft(changed, area) : null;
        if (drafted === null) return null;
        const standing = tallyOf(drafted);
        open.set(key, standing);
        changedTallies.add(standing);
        return { changed: drafted, event: eventFor(null, drafted, isLate) };
      }
      if (!countCase(known, changed, mayDraft)) return null;
      changedTallies.add(known);
      const before = known.notice;
      const after = retally(known, changed);
      if (after === before) return null;
      if (after.state === "lifted") open.delete(key);
      known.notice = { ...after, cases: Object.fromEntries(known.cases) };
      return { changed: known.notice, event: eventFor(before, known.notice, isLate) };
    },
    drainChanges() {
      const taken = [...changedTallies].map(({ notice, cases }) => ({ ...notice, cases: Object.fromEntries(cases) }));
      changedTallies.clear();
      return taken;
    },
    get openCount() {
      return open.size;
    },
  };
}

function tallyOf(notice: Warning): WarningTally {
  const standing: WarningTally = { notice, cases: new Map(), counts: [0, ...levels].map(() => 0) };
  for (const [id, level] of Object.entries(notice.cases)) count(standing, id as CaseId, level);
  return standing;
}

function draft(changed: Case, area: Area): Warning | null {
  if (changed.level === null) return null;
  return {
    id: idFrom("warning", changed.hazard, area.code, changed.id, changed.revision),
    hazard: changed.hazard,
    areaCode: area.code,
    state: "draft",
    level: changed.level,
    title: titleFor(changed, area),
    advice: changed.advice,
    draftedAt: changed.updatedAt,
    updatedAt: changed.updatedAt,
    liftedAt: null,
    revision: 1,
    cases: { [changed.id]: changed.level },
  };
}

/** Takes a case in as a reason, at another level, or out. @returns false when that is how it stands already */
function countCase(standing: WarningTally, { id, level }: Case, mayDraft: boolean): boolean {
  const before = standing.cases.get(id) ?? null;
  if (before === level || (before === null && !mayDraft)) return false;
  count(standing, id, level);
  return true;
}

function count({ cases, counts }: WarningTally, id: CaseId, level: Level | null): void {
  const before = cases.get(id);
  if (before !== undefined) counts[rankOf(before)]! -= 1;
  if (level === null) {
    cases.delete(id);
    return;
  }
  cases.set(id, level);
  counts[rankOf(level)]! += 1;
}

/** The notice as it reads with the reasons it has now; the same one where it reads as before. */
function retally({ notice, counts }: WarningTally, changed: Case): Warning {
  const worst = counts.findLastIndex((cases) => cases > 0);
  const level = levelOfRank(Math.max(0, worst));
  if (level === notice.level) return notice;
  const updatedAt = Math.max(notice.updatedAt, changed.updatedAt);
  const base = { ...notice, updatedAt, revision: notice.revision + 1 };
  if (level === null) return { ...base, state: "lifted", liftedAt: updatedAt };
  return {
    ...base,
    state: notice.state === "draft" ? "draft" : "updated",
    level,
    advice: changed.level === level ? changed.advice : notice.advice,
  };
}

function titleFor(changed: Case, area: Area): Warning["title"] {
  const words = hazards[changed.hazard];
  return { zh: `${area.name.zh}${words.zh}预警`, en: `${area.name.en}: ${words.en} warning` };
}

function eventFor(before: Warning | null, changed: Warning, isLate: boolean): HubEvent {
  const type = before === null ? "warning.drafted" : changed.state === "lifted" ? "warning.lifted" : "warning.updated";
  const level = changed.state === "lifted" ? null : changed.level;
  return {
    id: idFrom("event", changed.id, changed.revision),
    type,
    subject: changed.id,
    level,
    isUrgent: !isLate && rankOf(level) > rankOf(before?.level ?? null),
    at: changed.updatedAt,
    data: changed,
  };
}

function keyOf(hazard: string, areaCode: AreaCode): string {
  return `${hazard}|${areaCode}`;
}
