import { Command, Option } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import { HubError } from "../../../domain/errors.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { fill } from "../../../locales/fill.ts";
import { deviceTexts } from "../../../locales/terminal/credentials.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { Terminal } from "../../terminal.ts";
import { commandLine, type SettingsOption, settingsFlag } from "../command.ts";
import { withStore } from "../with-store.ts";

/** `guanlan device add|revoke`; a running hub sees the change within a second and ends connections of revoked tokens. */
export function deviceCommand(terminal: Terminal): Command {
  const { say, print, printError } = terminal;
  const add = new Command("add")
    .description(say(deviceTexts["help-add"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .addOption(new Option("--replace", say(deviceTexts["help-replace"])))
    .action(async (id: DeviceId, options: SettingsOption & { readonly replace?: true }) => {
      await withStore(options, terminal, (store, settings) => {
        const isReplacing = options.replace === true;
        const token = store.devices.add(id, { isReplacing });
        store.enter({ kind: "device-action", deviceId: id, by: commandLine, action: { do: "add-token", isReplacing } });
        // Words go to the error stream so that the token alone can be piped on.
        printError(say(fill(deviceTexts.token, { id })));
        print(token);
        if (!loadCity(settings.hub.city).city.devices.has(id)) printError(say(fill(deviceTexts.unknown, { id })));
      });
    });
  const revoke = new Command("revoke")
    .description(say(deviceTexts["help-revoke"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (id: DeviceId, options: SettingsOption) => {
      await withStore(options, terminal, (store, settings) => {
        const count = store.devices.revoke(id);
        store.enter({ kind: "device-action", deviceId: id, by: commandLine, action: { do: "revoke-tokens", count } });
        print(say(fill(deviceTexts.revoked, { id, count })));
        if (count === 0 && lacks(settings.hub.city, id)) printError(say(fill(deviceTexts["revoked-unknown"], { id })));
      });
    });
  return new Command("device").description(say(deviceTexts.help)).addCommand(add).addCommand(revoke);
}

/** Whether the city surely has no such device; of a city that cannot be read nothing is known. */
function lacks(cityFolder: string, id: DeviceId): boolean {
  try {
    return !loadCity(cityFolder).city.devices.has(id);
  } catch (error) {
    if (error instanceof HubError) return false;
    throw error;
  }
}
