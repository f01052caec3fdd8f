import { Command } from "commander";
import { cityCommandTexts } from "../../../locales/city-builder/commands.ts";
import type { Terminal } from "../../terminal.ts";
import { cityGenerateCommand } from "./generate.ts";
import { importMapCommand } from "./import-map.ts";
import { importStationsCommand } from "./import-stations.ts";
import { cityInitCommand } from "./init.ts";
import { cityMapCommand } from "./map.ts";

/** `guanlan city ...`: what makes, fills and draws city folders. */
export function cityCommand(terminal: Terminal): Command {
  const command = new Command("city").description(terminal.say(cityCommandTexts.help));
  const makers = [cityInitCommand, importStationsCommand, importMapCommand, cityGenerateCommand, cityMapCommand];
  for (const make of makers) command.addCommand(make(terminal));
  return command;
}
