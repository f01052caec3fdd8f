import { Command } from "commander";
import { checkCity } from "../../city/check-city.ts";
import { dayMs, systemClock } from "../../domain/clock.ts";
import { certificateNotes } from "../../hub/open-certificates.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import { checkTexts, programTexts } from "../../locales/terminal/program.ts";
import { problemsError } from "../../yaml/problem.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./command.ts";

/** `guanlan check`: settings and city, every mistake at once. */
export function checkCommand({ say, env, print }: Terminal): Command {
  return new Command("check")
    .description(say(checkTexts.help))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((options: SettingsOption) => {
      const settings = loadSettings(settingsSources(options, env));
      const { isSound, counts, notes, problems } = checkCity(
        settings.hub.city,
        settings.store.keepObservationsDays * dayMs,
      );
      if (!isSound)
        throw problemsError("hub.bad_city", fill(cityTexts["cannot-load"], { folder: settings.hub.city }), problems);
      const { areas = 0, stations = 0, devices = 0, gauges = 0, rules = 0, alarms = 0 } = counts;
      for (const note of [...notes, ...certificateNotes(settings, systemClock())])
        print(say(fill(checkTexts.note, { words: note })));
      print(say(fill(checkTexts.ok, { areas, stations, devices, gauges, rules, alarms })));
    });
}
