import type { City } from "../../domain/city/city.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Mark } from "../marks/mark.ts";
import type { HubOutcome } from "../outcome/hub-outcome.ts";
import type { RunScore } from "../run-score.ts";
import type { Truth } from "../truth/truth.ts";

/** A scored run with all that a report draws of it. */
export interface ReportedRun {
  /** What people call the scenario. */
  readonly title: BilingualText;
  readonly score: RunScore;
  readonly truth: Truth;
  readonly outcome: HubOutcome;
}

/** Runs of scenarios on one city. */
export interface ScoreReport {
  readonly version: string;
  readonly city: City;
  readonly marks: readonly Mark[];
  readonly runs: readonly ReportedRun[];
}
