/** The option every command that reads settings has. */
export interface SettingsOption {
  readonly settings?: string;
}

export const settingsFlag = "-s, --settings <file>";

/** What `loadSettings` wants of a command's options. */
export function settingsSources(options: SettingsOption, env: NodeJS.ProcessEnv) {
  return options.settings === undefined ? { env } : { env, file: options.settings };
}

/** Who acts, in the audit trail, where a command asks for no name. */
export const commandLine = "command line";
