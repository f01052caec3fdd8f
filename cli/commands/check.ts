import { Command } from "commander";
import { checkCity } from "../../city/check-city.ts";
import { dayMs } from "../../domain/clock.ts";
import type { Language } from "../../domain/text.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import { problemsError } from "../../yaml/problem.ts";
import { type SettingsOption, settingsFlag, settingsSources, type Terminal } from "./command.ts";

/** `guanlan check`: settings and city, every mistake at once. */
export function checkCommand({ say, env, print }: Terminal): Command {
  return new Command("check")
    .description(say("help.check"))
    .option(settingsFlag, say("help.settings"))
    .action((options: SettingsOption) => {
      const settings = loadSettings(settingsSources(options, env));
      const { isSound, counts, notes, problems } = checkCity(
        settings.hub.city,
        settings.store.keepObservationsDays * dayMs,
      );
      if (!isSound) {
        throw problemsError("hub.bad_city", fill(cityTexts["cannot-load"], { folder: settings.hub.city }), problems);
      }
      for (const note of notes) print(say("check.note", { words: note[say("language") as Language] }));
      print(say("check.ok", { ...counts }));
    });
}
