import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import { writeCity } from "../../../city-builder/write/write-city.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { cityCommandTexts } from "../../../locales/city-builder/commands.ts";
import { fill } from "../../../locales/fill.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";

interface GenerateOptions extends SettingsOption {
  readonly stations: number;
  readonly seed: number;
  readonly like?: string;
}

/** `guanlan city generate DIR`. */
export function cityGenerateCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const { wholeNumber } = optionValues(terminal);
  return new Command("generate")
    .description(say(cityCommandTexts["help-generate"]))
    .argument("<folder>", say(cityCommandTexts["help-folder"]))
    .option("--stations <count>", say(cityCommandTexts["help-stations"]), wholeNumber(1), 3000)
    .option("--seed <number>", say(cityCommandTexts["help-seed"]), wholeNumber(0), 1)
    .option("--like <folder>", say(cityCommandTexts["help-like"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((folder: string, options: GenerateOptions) => generate(folder, options, terminal));
}

function generate(folder: string, options: GenerateOptions, { say, print, env }: Terminal): void {
  const { stations, seed } = options;
  const began = performance.now();
  const like = loadCity(options.like ?? loadSettings(settingsSources(options, env)).hub.city);
  writeCity(folder, { like, stations, seed });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { city } = loadCity(folder);
  const counts = { stations: city.stations.size, devices: city.devices.size, gauges: city.gauges.size };
  const size = `${(bytesIn(folder) / 1e6).toFixed(1)} MB`;
  print(say(fill(cityCommandTexts.generated, { folder, ...counts, seconds, size })));
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
