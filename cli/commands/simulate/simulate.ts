import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import { pino } from "pino";
import { type LoadedCity, loadCity } from "../../../city/load-city.ts";
import { secondMs } from "../../../domain/clock.ts";
import { HubError } from "../../../domain/errors.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { fill } from "../../../locales/fill.ts";
import { durationText } from "../../../locales/format/times.ts";
import { simulateTexts } from "../../../locales/simulation/simulate.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { Speed } from "../../../scenario-run/pace.ts";
import { runScenario } from "../../../scenario-run/run-scenario.ts";
import { readScenario, readScenarioFile, scenarioNames } from "../../../simulators/scenario/read-scenario.ts";
import type { Scenario } from "../../../simulators/scenario/scenario.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";
import { progressBar } from "../recordings/progress-bar.ts";
import { endedBySignals } from "./ended-by-signals.ts";
import { SimulationLines } from "./simulation-lines.ts";

interface SimulateOptions extends SettingsOption {
  readonly speed: Speed;
  readonly seed: number;
  readonly city?: string;
  readonly truth?: string;
  readonly data?: string;
  readonly list?: true;
  readonly quiet?: true;
}

/** `guanlan simulate`: a scenario on a hub of its own, to its end. */
export function simulateCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const { numberOr, wholeNumber } = optionValues(terminal);
  return new Command("simulate")
    .description(say(simulateTexts.help))
    .argument("[scenario]", say(simulateTexts["help-scenario"]))
    .addOption(new Option("--speed <factor>", say(simulateTexts["help-speed"])).argParser(numberOr("max")).default(60))
    .option("--seed <n>", say(simulateTexts["help-seed"]), wholeNumber(0), 1)
    .option("--city <folder>", say(programTexts["city-option"]))
    .option("--truth <file>", say(simulateTexts["help-truth"]))
    .option("--data <folder>", say(simulateTexts["help-data"]))
    .option("--list", say(simulateTexts["help-list"]))
    .option("--quiet", say(simulateTexts["help-quiet"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((name: string | undefined, options: SimulateOptions) => {
      if (options.list === true) return list(terminal);
      if (name === undefined) throw new HubError("hub.bad_arguments", simulateTexts["no-scenario"]);
      return simulate(name, options, terminal);
    });
}

function list({ say, print }: Terminal): void {
  for (const name of scenarioNames()) {
    const { title, lasts } = readScenarioFile(name);
    const length = durationText(lasts * secondMs);
    print(say(fill(simulateTexts["list-line"], { name: name.padEnd(22), title, length })));
  }
}

async function simulate(name: string, options: SimulateOptions, terminal: Terminal): Promise<void> {
  const { speed } = options;
  if (speed !== "max" && !(speed > 0)) {
    throw new HubError("hub.bad_arguments", fill(simulateTexts["bad-speed"], { got: speed }));
  }
  const folder = options.city ?? loadSettings(settingsSources(options, terminal.env)).hub.city;
  const city = loadCity(folder);
  const scenario = readScenario(name, city.city);
  const kept = options.data;
  const data = kept ?? mkdtempSync(join(tmpdir(), "guanlan-simulate-"));
  try {
    await endedBySignals((signal) => play({ scenario, city, folder: data, options, signal }, terminal));
    if (kept !== undefined) terminal.print(terminal.say(fill(simulateTexts.data, { folder: join(kept, "data") })));
  } finally {
    if (kept === undefined) rmSync(data, { recursive: true, force: true });
  }
}

interface Play {
  readonly scenario: Scenario;
  readonly city: LoadedCity;
  readonly folder: string;
  readonly options: SimulateOptions;
  readonly signal: AbortSignal;
}

async function play({ scenario, city, folder, options, signal }: Play, terminal: Terminal): Promise<void> {
  const { seed, speed, truth, quiet } = options;
  const lines = new SimulationLines({ scenario, city: city.city, seed, speed, isQuiet: quiet === true }, terminal);
  const bar = quiet === true ? progressBar("min") : null;
  const startedAt = performance.now();
  try {
    const run = await runScenario({
      ...{ scenario, city, seed, speed, folder, language: terminal.language, signal },
      ...(truth === undefined ? {} : { truthFile: truth }),
      log: pino({ level: "warn" }, process.stderr),
      onUp: (up) => lines.up(up),
      onMade: (made) => lines.made(made),
      onStep(seconds) {
        lines.step(seconds);
        bar?.show(Math.round(seconds / 60), Math.round(scenario.seconds / 60));
      },
    });
    bar?.stop();
    lines.over(run, performance.now() - startedAt, truth);
  } finally {
    bar?.stop();
  }
}
