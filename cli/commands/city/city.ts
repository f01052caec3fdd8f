import { Command } from "commander";
import { cityCommandTexts } from "../../../locales/terminal/city.ts";
import type { Terminal } from "../../terminal.ts";
import { cityGenerateCommand } from "./generate.ts";
import { importMapCommand } from "./import-map.ts";
import { importStationsCommand } from "./import-stations.ts";
import { cityInitCommand } from "./init.ts";

/** `guanlan city ...`: what makes and fills city folders. */
export function cityCommand(terminal: Terminal): Command {
  return new Command("city")
    .description(terminal.say(cityCommandTexts.help))
    .addCommand(cityInitCommand(terminal))
    .addCommand(importStationsCommand(terminal))
    .addCommand(importMapCommand(terminal))
    .addCommand(cityGenerateCommand(terminal));
}
