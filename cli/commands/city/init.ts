import { Command } from "commander";
import { initCity } from "../../../city-builder/init/init-city.ts";
import { cityGrowthTexts } from "../../../locales/city-builder/commands.ts";
import { initTexts } from "../../../locales/city-builder/init.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import type { Terminal } from "../../terminal.ts";

interface InitFlags {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly timeZone: string;
}

/** `guanlan city init`: a folder that checks clean and starts, with comments that lead on. */
export function cityInitCommand({ say, print, language }: Terminal): Command {
  return new Command("init")
    .description(say(cityGrowthTexts["help-init"]))
    .argument("<folder>", say(cityGrowthTexts["help-init-folder"]))
    .option("--name <name>", say(cityGrowthTexts["help-name"]), say(cityGrowthTexts["new-city"]))
    .option("--name-en <name>", say(cityGrowthTexts["help-name-en"]))
    .option("--code <code>", say(cityGrowthTexts["help-code"]), "000000")
    .option("--time-zone <zone>", say(cityGrowthTexts["help-time-zone"]), "Asia/Shanghai")
    .action((folder: string, { code, name, nameEn = name, timeZone }: InitFlags) => {
      const files = initCity(folder, { code, name: { zh: name, en: nameEn }, timeZone, language });
      print(say(fill(initTexts.made, { folder, files: enumerated(files) })));
      print(say(initTexts.next));
      for (const command of nextCommands(folder)) print(say(fill(initTexts.command, { command })));
    });
}

/** Checked, filled, started. */
function nextCommands(folder: string): readonly string[] {
  const city = JSON.stringify(folder);
  return [
    `GUANLAN_HUB__CITY=${city} npm run guanlan -- check`,
    `npm run guanlan -- city import stations.csv --crs gcj02 --city ${city} --dry-run`,
    `GUANLAN_HUB__CITY=${city} npm run guanlan -- start`,
  ];
}
