import type { TerminalSay } from "../../locales/terminal-texts.ts";

/** Where a command speaks, and what it was given. */
export interface Terminal {
  readonly say: TerminalSay;
  readonly env: NodeJS.ProcessEnv;
  print(line: string): void;
  printError(line: string): void;
}

/** The option every command that reads settings has. */
export interface SettingsOption {
  readonly settings?: string;
}

export const settingsFlag = "-s, --settings <file>";

/** What `loadSettings` wants of a command's options. */
export function settingsSources(options: SettingsOption, env: NodeJS.ProcessEnv) {
  return options.settings === undefined ? { env } : { env, file: options.settings };
}
