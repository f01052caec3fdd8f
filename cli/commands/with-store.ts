import { systemClock } from "../../domain/clock.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { type CommandStore, openCommandStore } from "../../store/sqlite/command-store.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsSources } from "./command.ts";

/** Opens the data folder the settings name, beside a hub that may be running, for as long as `use` takes. */
export async function withStore(
  options: SettingsOption,
  { env }: Terminal,
  use: (store: CommandStore, settings: Settings) => void | Promise<void>,
): Promise<void> {
  const settings = loadSettings(settingsSources(options, env));
  const store = openCommandStore(settings.store.folder, systemClock);
  try {
    await use(store, settings);
  } finally {
    store.close();
  }
}
