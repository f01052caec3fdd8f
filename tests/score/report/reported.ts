import type { BilingualText } from "../../../domain/text.ts";
import type { HubOutcome } from "../../../score/outcome/hub-outcome.ts";
import type { ReportedRun, ScoreReport } from "../../../score/report/reported-run.ts";
import { scoreRun } from "../../../score/run-score.ts";
import type { TruthRow } from "../../../simulators/truth/truth-row.ts";
import { city, marks, outcome, readingsEveryMinute, truth } from "../small-run.ts";

const title: BilingualText = { zh: "小雨夜", en: "A small night" };

/** A report of one run of the small truth. */
export function reportOf(
  rows: readonly TruthRow[] = readingsEveryMinute(),
  did: Partial<HubOutcome> = {},
): ScoreReport {
  const run = { truth: truth(rows), outcome: outcome(did), city: city(), marks };
  const reported: ReportedRun = { title, ...run, score: scoreRun({ ...run, acknowledged: null }) };
  return { version: "0.0.0", city: run.city, marks, runs: [reported] };
}
