import { minuteMs } from "../../../../domain/clock.ts";
import type { CaseSummary } from "../../../api/wire.ts";

/** More new cases than this in ten minutes are a flood (ISA-18.2): one person cannot look at each. */
const floodFrom = 10;
const floodMs = 10 * minuteMs;

/** Cases that are shown as one: of one storm and one hazard, those of drills apart. */
export interface CaseGroup {
  readonly key: string;
  /** What is due first of it, and with it the others in the same order. */
  readonly first: CaseSummary;
  readonly rows: readonly CaseSummary[];
}

/** How many came in the last ten minutes. */
export function newOf(rows: readonly Pick<CaseSummary, "openedAt">[], now: number): number {
  return rows.filter(({ openedAt }) => now - Date.parse(openedAt) < floodMs).length;
}

export function isFlood(count: number): boolean {
  return count > floodFrom;
}

/** Rows by storm and hazard, in the order of what is due first in each. A red case is never folded away. */
export function foldCases(rows: readonly CaseSummary[]): readonly CaseGroup[] {
  const groups = new Map<string, CaseSummary[]>();
  for (const row of rows) {
    const key = row.level === "red" ? row.id : `${row.incidentId ?? ""} ${row.hazard} ${row.isExercise ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].flatMap(([key, [first, ...others]]) =>
    first === undefined ? [] : [{ key, first, rows: [first, ...others] }],
  );
}
