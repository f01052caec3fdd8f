import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { LoadedCity } from "../../../city/load-city.ts";
import { HubError } from "../../../domain/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { Language } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { scoreTexts } from "../../../locales/score/command.ts";
import { runScenario } from "../../../scenario-run/run-scenario.ts";
import type { PlayedRun, RunToPlay } from "../../../score/run-scores.ts";
import { readScenario } from "../../../simulators/scenario/read-scenario.ts";

export interface PlayOptions {
  readonly city: LoadedCity;
  /** What is kept of each run is in a folder of its own in this one. */
  readonly folder: string;
  readonly language: Language;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Plays a scenario to a hub of its own, as fast as it can. @throws {HubError} `score.run_ended` where it was ended before its time */
export async function playRun(
  { name, title, seed }: RunToPlay,
  { folder, ...options }: PlayOptions,
  onShare: (share: number) => void,
): Promise<PlayedRun> {
  const scenario = readScenario(name, options.city.city);
  const run = await runScenario({
    ...options,
    scenario,
    seed,
    folder: mkdtempSync(join(folder, `${scenario.name}-${seed}-`)),
    speed: "max",
    onStep: (seconds) => onShare(Math.min(1, seconds / scenario.seconds)),
  });
  if (!run.isWhole)
    throw new HubError("score.run_ended", fill(scoreTexts["stopped-early"], { scenario: title ?? name }));
  return { truthFile: run.truthFile, dataFolder: run.dataFolder, acknowledged: run.counts.acknowledged };
}
