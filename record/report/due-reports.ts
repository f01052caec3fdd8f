import type { City } from "../../domain/city/city.ts";
import { dateIn } from "./keep-report.ts";

/** When reports were due, newest first, and which of them there are. */
export interface DueReports {
  readonly dueAt: readonly number[];
  /** Dates of the reports that are kept. */
  readonly kept: readonly string[];
  /** When the hub started for the first time, ms since 1970: before that there was nothing to report. */
  readonly since: number;
}

/** When reports that nobody wrote were due, as the hub did not run then; oldest first. */
export function missedReports({ dueAt, kept, since }: DueReports, city: City): readonly number[] {
  const dates = new Set(kept);
  return dueAt.filter((at) => at > since && !dates.has(dateIn(city, at))).toReversed();
}
