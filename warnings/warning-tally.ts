import { type Level, levels, rankOf } from "../domain/city/level.ts";
import type { Case } from "../domain/governance/case.ts";
import { liveLevelOfCase } from "../domain/governance/live-case.ts";
import { mostSupports, type Warning, type WarningSupport } from "../domain/governance/warning.ts";
import type { CaseId } from "../domain/ids.ts";

/**
 * A warning with its reasons counted. In a storm a thousand cases join one warning: none of them is an event, and the list is
 * written out once a commit. With an event each time that held the list, 1,500 stations took 27 s and 340 MB of deliveries (`npm run bench -- flood`).
 */
export interface WarningTally {
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

export function tallyOf(notice: Warning): WarningTally {
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
export function written({ notice, cases, liveLevels }: WarningTally): Warning {
  const { liveLevels: _, ...others } = notice;
  const live = liveLevels.size === 0 ? {} : { liveLevels: Object.fromEntries(liveLevels) };
  return { ...others, cases: Object.fromEntries(cases), ...live };
}

/** Takes a case in as a reason, at another level, or out. @returns false when that is how it stands already */
export function countCase(tally: WarningTally, changed: Case, mayDraft: boolean): boolean {
  const { id, level } = changed;
  const before = tally.cases.get(id) ?? null;
  const live = liveLevelOfCase(changed);
  if ((before === level && liveLevelIn(tally, id) === live) || (before === null && !mayDraft)) return false;
  count(tally, id, { level, live });
  return true;
}

/** The worst rank of the cases; 0 for none. */
export function worstRank(counts: readonly number[]): number {
  return Math.max(
    0,
    counts.findLastIndex((cases) => cases > 0),
  );
}

/** Remembers what is to be done at the level of a case, for when the warning comes back down to it. */
export function noteAdvice(tally: WarningTally, { level, advice }: Case): void {
  if (level === null) return;
  tally.notice = { ...tally.notice, advices: { ...tally.notice.advices, [level]: advice } };
}

/**
 * Notes the reading behind a case, or forgets one that brought it to another level. Of more than `mostSupports` the gravest are kept, of equals those that came
 * first: what is kept is all that is saved, so that a restart changes nothing.
 *
 * @param support null where no reading now brought the case to its level
 */
export function noteSupport(tally: WarningTally, { id, level }: Case, support: WarningSupport | null): void {
  const { supports = [], ...rest } = tally.notice;
  const others = supports.filter((each) => each.caseId !== id || (support === null && each.level === level));
  const all = support === null ? others : [...others, support];
  const kept = all.toSorted((a, b) => rankOf(b.level) - rankOf(a.level)).slice(0, mostSupports);
  tally.notice = kept.length === 0 ? rest : { ...rest, supports: kept };
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
