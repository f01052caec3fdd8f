import { Command } from "commander";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { fill } from "../../locales/fill.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { restoreTexts } from "../../locales/terminal/stored-data.ts";
import { restoreFrom } from "../../store/sqlite/restore.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./command.ts";

/** `guanlan restore`: a whole backup into a data folder that has no data yet. */
export function restoreCommand({ say, env, print }: Terminal): Command {
  return new Command("restore")
    .description(say(restoreTexts.help))
    .argument("<folder>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (folder: string, options: SettingsOption) => {
      const { store } = loadSettings(settingsSources(options, env));
      await restoreFrom(folder, store.folder);
      print(say(fill(restoreTexts.done, { folder, to: store.folder })));
    });
}
