import { Command, Option } from "commander";
import { loadCity } from "../../city/load-city.ts";
import type { DeviceId } from "../../domain/ids.ts";
import { type SettingsOption, settingsFlag, type Terminal } from "./command.ts";
import { withStore } from "./with-store.ts";

/** `guanlan device add|revoke`; a running hub sees the change at once. */
export function deviceCommand(terminal: Terminal): Command {
  const { say, print, printError } = terminal;
  const add = new Command("add")
    .description(say("help.device.add"))
    .argument("<id>")
    .option(settingsFlag, say("help.settings"))
    .addOption(new Option("--replace", say("help.device.replace")))
    .action(async (id: DeviceId, options: SettingsOption & { readonly replace?: true }) => {
      await withStore(options, terminal, (store, settings) => {
        const token = store.devices.add(id, { isReplacing: options.replace === true });
        // Words go to the error stream so that the token alone can be piped on.
        printError(say("device.token", { id }));
        print(token);
        if (!loadCity(settings.hub.city).city.devices.has(id)) printError(say("device.unknown", { id }));
      });
    });
  const revoke = new Command("revoke")
    .description(say("help.device.revoke"))
    .argument("<id>")
    .option(settingsFlag, say("help.settings"))
    .action(async (id: DeviceId, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        print(say("device.revoked", { id, count: store.devices.revoke(id) }));
      });
    });
  return new Command("device").description(say("help.device")).addCommand(add).addCommand(revoke);
}
