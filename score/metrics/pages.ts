import { minuteMs } from "../../domain/clock.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { CallOutcome, Notice } from "../outcome/hub-outcome.ts";

/** The span that alarm rates are counted in. @see ISA-18.2, EEMUA 191 */
const pageSpanMs = 10 * minuteMs;

/** More than so many within it are a flood. @see ISA-18.2 */
const floodOver = 10;

/** How often somebody was asked to act. */
export interface PageLoad {
  readonly pages: number;
  /** In 10 minutes of the run, on average. */
  readonly average: number;
  /** Most in any 10 minutes. */
  readonly worst: number;
  /** Share of the run's 10-minute spans, laid end to end from its start, with more than a flood. */
  readonly floodShare: number;
}

export interface OfficerLoad extends PageLoad {
  readonly personId: PersonId;
}

export interface PageTotals {
  /** Everybody who was called, the busiest first. */
  readonly officers: readonly OfficerLoad[];
  /** Calls, over everybody who was called. */
  readonly perOfficer: PageLoad;
  /** Urgent events, for a duty room that gets them all. */
  readonly notices: PageLoad;
}

export interface RunSpan {
  readonly from: number;
  readonly to: number;
}

/** How much people were asked, person by person. */
export function pageTotals(calls: readonly CallOutcome[], notices: readonly Notice[], run: RunSpan): PageTotals {
  const byPerson = Map.groupBy(calls, ({ personId }) => personId);
  const officers = [...byPerson]
    .map(
      ([personId, own]): OfficerLoad => ({
        personId,
        ...loadOf(
          own.map(({ askedAt }) => askedAt),
          run,
        ),
      }),
    )
    .toSorted((a, b) => b.worst - a.worst || b.pages - a.pages);
  return {
    officers,
    perOfficer: averageOf(officers),
    notices: loadOf(
      notices.map(({ queuedAt }) => queuedAt),
      run,
    ),
  };
}

/** @param moments when pages came, in any order */
export function loadOf(moments: readonly number[], { from, to }: RunSpan): PageLoad {
  const sorted = moments.toSorted((a, b) => a - b);
  const spans = Math.max(1, Math.ceil((to - from) / pageSpanMs));
  const counts = new Map<number, number>();
  for (const at of sorted) {
    const span = Math.floor((at - from) / pageSpanMs);
    counts.set(span, (counts.get(span) ?? 0) + 1);
  }
  const floods = [...counts.values()].filter((count) => count > floodOver).length;
  return {
    pages: sorted.length,
    average: sorted.length / ((to - from) / pageSpanMs),
    worst: mostWithin(sorted),
    floodShare: floods / spans,
  };
}

/** Most moments in any span that begins with one of them; its end is not in it. */
function mostWithin(sorted: readonly number[]): number {
  let most = 0;
  let first = 0;
  sorted.forEach((at, index) => {
    while ((sorted[first] as number) <= at - pageSpanMs) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

/** Pages are those of all; the average is of one of them, the worst that of the busiest. */
function averageOf(officers: readonly PageLoad[]): PageLoad {
  const count = Math.max(1, officers.length);
  const total = (of: (load: PageLoad) => number): number => officers.reduce((sum, load) => sum + of(load), 0);
  return {
    pages: total(({ pages }) => pages),
    average: total(({ average }) => average) / count,
    worst: officers.reduce((most, { worst }) => Math.max(most, worst), 0),
    floodShare: total(({ floodShare }) => floodShare) / count,
  };
}
