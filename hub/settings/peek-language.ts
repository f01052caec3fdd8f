import { existsSync } from "node:fs";
import type { Language } from "../../domain/text.ts";
import { shapeOf } from "../../yaml/shape.ts";
import { defaultSettingsFile, type SettingsSources } from "./load-settings.ts";
import { settingsSchema } from "./settings.ts";
import { readEnvironment } from "./settings-environment.ts";
import { fileValues } from "./settings-file.ts";

/**
 * The language that settings ask for, before they are checked: what is wrong with them is to be said in it too.
 *
 * @returns null where neither the environment nor the file names one of ours, or nothing can be read
 */
export function peekLanguage({ file, env }: SettingsSources): Language | null {
  const shape = shapeOf(settingsSchema);
  const given = readEnvironment(env, shape).entries.find(
    ({ path: [group, key] }) => group === "hub" && key === "language",
  );
  return asLanguage(given?.value) ?? languageInFile(file ?? defaultSettingsFile);
}

function languageInFile(file: string): Language | null {
  if (!existsSync(file)) return null;
  const { hub } = fileValues(file, shapeOf(settingsSchema)).values;
  return typeof hub === "object" && hub !== null && "language" in hub ? asLanguage(hub.language) : null;
}

function asLanguage(value: unknown): Language | null {
  return value === "zh" || value === "en" ? value : null;
}
