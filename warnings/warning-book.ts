import type { Case } from "../domain/case.ts";
import { type Area, areaOfKind, type City } from "../domain/city.ts";
import type { HubEvent } from "../domain/event.ts";
import { hazards } from "../domain/hazard.ts";
import { type AreaCode, idFrom } from "../domain/ids.ts";
import { type Level, rankOf, worse } from "../domain/level.ts";
import type { Warning } from "../domain/warning.ts";

export interface WarningChange {
  readonly changed: Warning;
  readonly event: HubEvent;
}

/** The warnings not yet lifted, one at most for each hazard and area. */
export interface WarningBook {
  /**
   * Follows a case: drafts, updates or lifts the warning of its hazard for the area around its station.
   *
   * @param isLate true when the change was learnt too late to page anybody
   * @returns null when the warning stays as it was
   */
  follow(changed: Case, mayDraft: boolean, isLate: boolean): WarningChange | null;
  readonly openCount: number;
}

/** @param areaKind kind of area that warnings are made for */
export function createWarningBook(city: City, areaKind: Area["kind"], openWarnings: readonly Warning[]): WarningBook {
  const open = new Map<string, Warning>(openWarnings.map((known) => [keyOf(known.hazard, known.areaCode), known]));

  return {
    follow(changed, mayDraft, isLate) {
      const area = areaOfKind(city, changed.areaCode, areaKind) ?? city.areas.get(changed.areaCode);
      if (area === undefined) return null;
      const key = keyOf(changed.hazard, area.code);
      const before = open.get(key) ?? null;
      const after = before === null ? (mayDraft ? draft(changed, area) : null) : update(before, changed, mayDraft);
      if (after === null || after === before) return null;
      if (after.state === "lifted") open.delete(key);
      else open.set(key, after);
      return { changed: after, event: eventFor(before, after, isLate) };
    },
    get openCount() {
      return open.size;
    },
  };
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

function update(before: Warning, changed: Case, mayDraft: boolean): Warning {
  const isReason = changed.id in before.cases;
  if (!isReason && (!mayDraft || changed.level === null)) return before;
  if (isReason && before.cases[changed.id] === changed.level) return before;
  const cases: Record<string, Level> = { ...before.cases };
  if (changed.level === null) delete cases[changed.id];
  else cases[changed.id] = changed.level;
  const level = Object.values(cases).reduce<Level | null>(worse, null);
  const updatedAt = Math.max(before.updatedAt, changed.updatedAt);
  const base = { ...before, cases, updatedAt, revision: before.revision + 1 };
  if (level === null) return { ...base, state: "lifted", liftedAt: updatedAt };
  const leads = changed.level !== null && rankOf(changed.level) >= rankOf(level);
  return {
    ...base,
    state: before.state === "draft" ? "draft" : "updated",
    level,
    advice: leads ? changed.advice : before.advice,
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
