import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { pino } from "pino";
import { type LoadedCity, loadCity } from "../../../city/load-city.ts";
import { writeCity } from "../../../city-builder/write/write-city.ts";
import { systemClock } from "../../../domain/clock.ts";
import { HubError } from "../../../domain/errors.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { version } from "../../../hub/version.ts";
import { fill } from "../../../locales/fill.ts";
import { scoreTexts } from "../../../locales/score/command.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { ScoreReport } from "../../../score/report/reported-run.ts";
import { scoreHtml } from "../../../score/report/score-html.ts";
import { scoreJson } from "../../../score/report/score-json.ts";
import { scoreTable } from "../../../score/report/score-table.ts";
import { type RunToPlay, runScores, type ScoresOptions } from "../../../score/run-scores.ts";
import { readScenarioFile, scenarioNames } from "../../../simulators/scenario/read-scenario.ts";
import { writeNamedFile } from "../../named-file.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";
import { endedBySignals } from "./ended-by-signals.ts";
import { playRun } from "./play-run.ts";

interface ScoreOptions extends SettingsOption {
  readonly seeds: string;
  readonly city?: string;
  readonly stations?: number;
  readonly report?: string;
  readonly json?: string | true;
  readonly keep?: string;
  readonly truth?: string;
  readonly data?: string;
}

/** `guanlan score`: how a hub did in scenarios whose truth is known. */
export function scoreCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const { wholeNumber } = optionValues(terminal);
  return new Command("score")
    .description(say(scoreTexts.help))
    .argument("[scenarios...]", say(scoreTexts["help-scenarios"]))
    .option("--seeds <list>", say(scoreTexts["help-seeds"]), "1")
    .option("--city <folder>", say(programTexts["city-option"]))
    .option("--stations <count>", say(scoreTexts["help-stations"]), wholeNumber(1))
    .option("--report <file>", say(scoreTexts["help-report"]))
    .option("--json [file]", say(scoreTexts["help-json"]))
    .option("--keep <folder>", say(scoreTexts["help-keep"]))
    .option("--truth <file>", say(scoreTexts["help-truth"]))
    .option("--data <folder>", say(scoreTexts["help-data"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((scenarios: readonly string[], options: ScoreOptions) =>
      endedBySignals((signal) => score(scenarios, { ...options, signal }, terminal)),
    );
}

async function score(
  scenarios: readonly string[],
  { signal, ...options }: ScoreOptions & { readonly signal: AbortSignal },
  terminal: Terminal,
): Promise<void> {
  const seeds = seedsIn(options.seeds);
  const folder = mkdtempSync(join(tmpdir(), "guanlan-score-"));
  const bar = progressBar(terminal);
  try {
    const city = cityOf(options, folder, terminal);
    const log = pino({ level: "warn" }, process.stderr);
    const common = { city, version, log, onProgress: bar.show };
    const kept = options.keep ?? folder;
    mkdirSync(kept, { recursive: true });
    const played = { folder: kept, language: terminal.language, log, city, signal };
    const given = givenRun(scenarios, options);
    const report = await runScores({
      ...common,
      clock: systemClock,
      ...(given ?? {
        runs: runsOf(scenarios.length > 0 ? scenarios : scenarioNames(), seeds),
        play: (run, onShare) => playRun(run, played, onShare),
        onScored: (_, { dataFolder }) =>
          options.keep ?? rmSync(join(dataFolder, ".."), { recursive: true, force: true }),
      }),
    });
    bar.stop();
    show(report, options, terminal);
  } finally {
    bar.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every scenario with every seed. */
function runsOf(scenarios: readonly string[], seeds: readonly number[]): readonly RunToPlay[] {
  return scenarios.flatMap((name) => {
    const { title } = readScenarioFile(name);
    return seeds.map((seed) => ({ name, title, seed }));
  });
}

/** A run there was; null where scenarios are to be played. */
function givenRun(
  scenarios: readonly string[],
  { truth, data }: ScoreOptions,
): Pick<ScoresOptions, "runs" | "play"> | null {
  if (truth === undefined && data === undefined) return null;
  if (truth === undefined || data === undefined || scenarios.length > 0) {
    throw new HubError("hub.bad_arguments", scoreTexts["truth-and-data"]);
  }
  const run: RunToPlay = { name: truth, title: null, seed: 0 };
  return { runs: [run], play: async () => ({ truthFile: truth, dataFolder: data, acknowledged: null }) };
}

function cityOf({ city, stations, ...options }: ScoreOptions, folder: string, { env }: Terminal): LoadedCity {
  const own = loadCity(city ?? loadSettings(settingsSources(options, env)).hub.city);
  if (stations === undefined) return own;
  const generated = join(folder, "city");
  writeCity(generated, { like: own, stations, seed: 1 });
  return loadCity(generated);
}

function seedsIn(text: string): readonly number[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.every((part) => /^\d{1,9}$/.test(part))) return parts.map(Number);
  throw new HubError("hub.bad_arguments", fill(scoreTexts["bad-seeds"], { got: text }));
}

/** The table, or JSON in its place; a file is written beside the table. */
function show(report: ScoreReport, { json, report: file }: ScoreOptions, { say, print, language }: Terminal): void {
  const { city, runs } = report;
  const jsonText = (): string => JSON.stringify(scoreJson(report), null, 1);
  if (json === true) print(jsonText());
  else {
    const counts = { stations: city.stations.size, gauges: city.gauges.size, runs: runs.length };
    print(say(fill(scoreTexts.city, { name: city.name, ...counts })));
    for (const line of scoreTable(runs, language)) print(line);
  }
  const write = (to: string, text: string): void => {
    writeNamedFile(to, text);
    if (json !== true) print(say(fill(scoreTexts.wrote, { file: to })));
  };
  if (typeof json === "string") write(json, `${jsonText()}\n`);
  if (file !== undefined) write(file, scoreHtml(report));
}

/** All runs as one bar with the time left, on the standard error stream. */
function progressBar({ say }: Terminal): {
  readonly show: (share: number, run: RunToPlay) => void;
  readonly stop: () => void;
} {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {run} | {eta_formatted}",
    hideCursor: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let isStarted = false;
  return {
    show(share, { title, name, seed }) {
      const words = { run: say(fill(scoreTexts.run, { scenario: title ?? name, seed })) };
      if (isStarted) bar.update(share * 100, words);
      else bar.start(100, share * 100, words);
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
