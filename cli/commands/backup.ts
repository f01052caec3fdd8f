import { constants, setPriority } from "node:os";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { fill } from "../../locales/fill.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { backupTexts } from "../../locales/terminal/stored-data.ts";
import { backupTo } from "../../store/sqlite/backup.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./command.ts";

/** `guanlan backup`: a copy of one moment, while the hub goes on. */
export function backupCommand({ say, env, print }: Terminal): Command {
  return new Command("backup")
    .description(say(backupTexts.help))
    .argument("<folder>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (folder: string, options: SettingsOption) => {
      const settings = loadSettings(settingsSources(options, env));
      // The hub goes first: a backup may take its time.
      setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
      const bar = new SingleBar({ format: "{bar} {percentage}% | {database}", stream: process.stderr });
      bar.start(1, 0, { database: "" });
      try {
        await backupTo(folder, settings.store.folder, ({ database, totalPages, remainingPages }) => {
          bar.setTotal(totalPages);
          bar.update(totalPages - remainingPages, { database });
        });
      } finally {
        bar.stop();
      }
      print(say(fill(backupTexts.done, { folder })));
    });
}
