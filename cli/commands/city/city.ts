import { Command } from "commander";
import { cityCommandTexts } from "../../../locales/terminal/city.ts";
import type { Terminal } from "../../terminal.ts";
import { cityGenerateCommand } from "./generate.ts";
import { cityMapCommand } from "./map.ts";

/** `guanlan city ...`: what makes and fills city folders. */
export function cityCommand(terminal: Terminal): Command {
  return new Command("city")
    .description(terminal.say(cityCommandTexts.help))
    .addCommand(cityGenerateCommand(terminal))
    .addCommand(cityMapCommand(terminal));
}
