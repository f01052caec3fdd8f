import { join } from "node:path";
import { Command } from "commander";
import { systemClock } from "../../../domain/clock.ts";
import { tlsFolder } from "../../../hub/open-certificates.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { fill } from "../../../locales/fill.ts";
import { certificateTexts } from "../../../locales/terminal/credentials.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { authorityFiles, makeDeviceCertificate, makeHubCertificate } from "../../../tls/authority-folder.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";

interface DaysOption extends SettingsOption {
  readonly days: number;
}

/** Most that clients accept of a hub's certificate from an authority of one's own; a device's is renewed yearly. */
const defaultDays = { hub: 825, device: 365 } as const;

/** `guanlan certificate hub|device`: an authority of one's own, for a city without one. */
export function certificateCommand(terminal: Terminal): Command {
  return new Command("certificate")
    .description(terminal.say(certificateTexts.help))
    .addCommand(hubCommand(terminal))
    .addCommand(deviceCommand(terminal));
}

function hubCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  return new Command("hub")
    .description(say(certificateTexts["help-hub"]))
    .argument("<names...>", say(certificateTexts["help-names"]))
    .option("--days <n>", say(certificateTexts["help-days"]), optionValues(terminal).days, defaultDays.hub)
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (names: [string, ...string[]], options: DaysOption) => {
      const folder = tlsFolder(loadSettings(settingsSources(options, env)));
      await makeHubCertificate(folder, names, { now: systemClock(), validDays: options.days });
      const authority = join(folder, authorityFiles.certificate);
      print(say(fill(certificateTexts["hub-made"], { folder, names: names.join(", "), authority })));
    });
}

function deviceCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  return new Command("device")
    .description(say(certificateTexts["help-device"]))
    .argument("<id>", say(certificateTexts["help-id"]), optionValues(terminal).deviceId)
    .option("--out <folder>", say(certificateTexts["help-out"]), ".")
    .option("--days <n>", say(certificateTexts["help-days"]), optionValues(terminal).days, defaultDays.device)
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (deviceId: string, options: DaysOption & { readonly out: string }) => {
      const folder = tlsFolder(loadSettings(settingsSources(options, env)));
      const validity = { now: systemClock(), validDays: options.days };
      const files = await makeDeviceCertificate(folder, { deviceId, out: options.out }, validity);
      print(say(fill(certificateTexts["device-made"], { id: deviceId, ...files })));
    });
}
