import { existsSync } from "node:fs";
import { settingsTexts } from "../../locales/settings.ts";
import { checkShape, type Locate } from "../../yaml/check-shape.ts";
import { type ConfigProblem, problemsError } from "../../yaml/problem.ts";
import { shapeOf } from "../../yaml/shape.ts";
import { type Settings, settingsSchema } from "./settings.ts";
import { settingsConflicts } from "./settings-conflicts.ts";
import { readEnvironment } from "./settings-environment.ts";
import { type FileValues, fileValues } from "./settings-file.ts";

export const defaultSettingsFile = "guanlan.yaml";

export interface SettingsSources {
  /** Must exist. When absent, `guanlan.yaml` of the working folder is read if it is there. */
  readonly file?: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Reads settings from a YAML file and the environment, which wins; what neither says takes its default.
 *
 * @throws {HubError} `hub.bad_settings` with every problem of both at once
 */
export function loadSettings(sources: SettingsSources): Settings {
  const shape = shapeOf(settingsSchema);
  const file = sources.file ?? (existsSync(defaultSettingsFile) ? defaultSettingsFile : null);
  const fromFile: FileValues = file === null ? { values: {}, source: null, problems: [] } : fileValues(file, shape);
  const fromEnvironment = readEnvironment(sources.env, shape);
  const namesByPath = new Map(fromEnvironment.entries.map((entry) => [pathKey(entry.path), entry.name]));
  const locate: Locate = (path, what) =>
    namesByPath.get(pathKey(path)) ??
    namesByPath.get(pathKey(path.slice(0, -1))) ??
    fromFile.source?.placeOf(path, what) ??
    "settings";

  const values = structuredClone(fromFile.values);
  for (const { path, value } of fromEnvironment.entries) setAt(values, path, value);
  const checked = checkShape(settingsSchema, values, locate);
  const problems: readonly ConfigProblem[] = [
    ...fromFile.problems,
    ...fromEnvironment.problems,
    ...(checked.ok ? settingsConflicts(checked.value, locate) : checked.problems),
  ];
  if (!checked.ok || problems.length > 0) {
    throw problemsError("hub.bad_settings", settingsTexts["cannot-read"], problems);
  }
  return checked.value;
}

function pathKey(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function setAt(values: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let within = values;
  for (const part of path.slice(0, -1)) {
    const next = within[part];
    if (typeof next !== "object" || next === null || Array.isArray(next)) within[part] = {};
    within = within[part] as Record<string, unknown>;
  }
  within[path.at(-1)!] = value;
}
