import { type Case, type CaseEntry, type CaseWithTimeline, shownTimelineEntries } from "../domain/governance/case.ts";
import { isCaseOver } from "../domain/governance/case-state.ts";
import type { CaseId } from "../domain/ids.ts";
import type { Effects, StateQueries } from "./ports.ts";

/** Lines of a timeline that are kept: the first and the newest. */
export const keptLines = 50;

/** Cases kept, those that changed last: a few MB at most. */
const mostKept = 500;

interface KeptCase {
  readonly of: Case;
  /** First line of its timeline; null where only the store knows the lines. */
  readonly first: CaseEntry | null;
  /** The newest lines behind the first, oldest first. */
  readonly newest: readonly CaseEntry[];
}

type Committed = Pick<Effects, "cases" | "caseEntries">;

/**
 * Cases that changed lately, as they were committed: whoever acts on one is answered without reading it from the store again.
 * What a reader gets is never older than the last commit.
 */
export class RecentCases {
  readonly #kept = new Map<string, KeptCase>();

  /** Takes up a commit once the disk has it. */
  committed({ cases, caseEntries }: Committed): void {
    if (cases.length === 0) return;
    const lines = Map.groupBy(caseEntries, ({ caseId }) => caseId);
    for (const of of cases) this.#keep(after(this.#kept.get(of.id), of, lines.get(of.id) ?? []));
  }

  /** Takes up a case as the store gave it out with `keptLines` lines. What was committed meanwhile is newer. */
  read({ timeline, ...of }: CaseWithTimeline): void {
    const known = this.#kept.get(of.id);
    const [first] = timeline;
    if (first === undefined || isCaseOver(of) || (known !== undefined && known.of.revision > of.revision)) return;
    this.#keep({ of, first, newest: timeline.slice(1) });
  }

  /** @param lines at most `keptLines`; @returns null where only the store knows */
  caseById(id: string, lines: number): CaseWithTimeline | null {
    const known = this.#kept.get(id);
    if (known === undefined || known.first === null) return null;
    return { ...known.of, timeline: shortened([known.first, ...known.newest], lines) };
  }

  #keep(kept: KeptCase): void {
    // Behind all others: what was kept longest ago goes first.
    this.#kept.delete(kept.of.id);
    this.#kept.set(kept.of.id, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** The same queries, answering for cases that changed lately from what was committed. */
export function withRecentCases(queries: StateQueries, recent: RecentCases): StateQueries {
  return {
    ...queries,
    async caseById(id, lines = shownTimelineEntries) {
      if (lines > keptLines) return queries.caseById(id, lines);
      const known = recent.caseById(id, lines);
      if (known !== null) return known;
      const found = await queries.caseById(id as CaseId, keptLines);
      if (found === null) return null;
      recent.read(found);
      return { ...found, timeline: shortened(found.timeline, lines) };
    },
  };
}

/** @param known the case as it was kept; @param lines those that the commit added, oldest first */
function after(known: KeptCase | undefined, of: Case, lines: Committed["caseEntries"]): KeptCase {
  const entries = lines.map(({ entry }) => entry);
  const [first, ...others] = entries;
  if (first !== undefined && lines[0]?.entryNo === 1) return { of, first, newest: newestOf(others) };
  const isNext = known !== undefined && lines[0]?.entryNo === known.of.revision + 1;
  if (!isNext || known.first === null) return { of, first: null, newest: [] };
  return { of, first: known.first, newest: newestOf([...known.newest, ...entries]) };
}

function newestOf(lines: readonly CaseEntry[]): readonly CaseEntry[] {
  return lines.slice(1 - keptLines);
}

/** The first line and the newest, `lines` in all. */
function shortened(timeline: readonly CaseEntry[], lines: number): readonly CaseEntry[] {
  const [first, ...others] = timeline;
  if (first === undefined || lines < 1) return [];
  return [first, ...others.slice(Math.max(0, others.length - (lines - 1)))];
}
