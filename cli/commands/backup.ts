import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { backupTo } from "../../store/sqlite/backup.ts";
import { type SettingsOption, settingsFlag, settingsSources, type Terminal } from "./command.ts";

/** `guanlan backup`: a copy of one moment, while the hub goes on. */
export function backupCommand({ say, env, print }: Terminal): Command {
  return new Command("backup")
    .description(say("help.backup"))
    .argument("<folder>")
    .option(settingsFlag, say("help.settings"))
    .action(async (folder: string, options: SettingsOption) => {
      const settings = loadSettings(settingsSources(options, env));
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
      print(say("backup.done", { folder }));
    });
}
