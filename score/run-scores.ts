import type { LoadedCity } from "../city/load-city.ts";
import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { readScenarioFile, scenarioNames } from "../simulators/scenario/read-scenario.ts";
import { storeSettings } from "../store/settings.ts";
import { openStore } from "../store/sqlite/open-store.ts";
import { marksOf } from "./marks/marks-of-city.ts";
import type { HubOutcome } from "./outcome/hub-outcome.ts";
import { readOutcome } from "./outcome/read-outcome.ts";
import type { ReportedRun, ScoreReport } from "./report/reported-run.ts";
import { scoreRun } from "./run-score.ts";
import { readTruth } from "./truth/read-truth.ts";

/** A scenario that has been played to a hub of its own, which has stopped. */
export interface PlayedRun {
  readonly truthFile: string;
  readonly dataFolder: string;
  /** Messages that the hub acknowledged; null where they were not counted. */
  readonly acknowledged: number | null;
}

/** A scenario with one seed. */
export interface RunToPlay {
  readonly name: string;
  /** What people call it; null where only its truth file knows which scenario it was. */
  readonly title: BilingualText | null;
  readonly seed: number;
}

export interface ScoresOptions {
  readonly runs: readonly RunToPlay[];
  readonly city: LoadedCity;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Plays one. @param onShare called with how much of it is done, 0 to 1 */
  play(run: RunToPlay, onShare: (share: number) => void): Promise<PlayedRun>;
  /** Called once what was played has been read. */
  onScored?(run: ReportedRun, played: PlayedRun): void;
  /** Called with how much of all runs is done, 0 to 1, and which is under way. */
  onProgress?(share: number, run: RunToPlay): void;
}

/** Plays each run, one after the other, and scores it. */
export async function runScores(options: ScoresOptions): Promise<ScoreReport> {
  const { city, rules } = options.city;
  const marks = marksOf(city, rules);
  const runs: ReportedRun[] = [];
  for (const [index, run] of options.runs.entries()) {
    const show = (share: number): void => options.onProgress?.((index + share) / options.runs.length, run);
    show(0);
    const played = await options.play(run, show);
    const truth = await readTruth(played.truthFile, city);
    const outcome = await outcomeIn(played.dataFolder, options);
    const score = scoreRun({ truth, outcome, city, marks, acknowledged: played.acknowledged });
    const reported = { title: run.title ?? knownTitle(truth.scenario.name), score, truth, outcome };
    runs.push(reported);
    options.onScored?.(reported, played);
  }
  return { version: options.version, city, marks, runs };
}

/** The title of a scenario that comes with Guanlan; else its name. */
function knownTitle(name: string): BilingualText {
  return scenarioNames().includes(name) ? readScenarioFile(name).title : sameInBoth(name);
}

/** What the hub did whose data is in a folder; no hub may run on it. */
async function outcomeIn(
  folder: string,
  { city, clock, log }: Pick<ScoresOptions, "city" | "clock" | "log">,
): Promise<HubOutcome> {
  const store = await openStore(storeSettings.parse({ folder }), { log, clock });
  try {
    return await readOutcome(store, city.city);
  } finally {
    await store.close();
  }
}
