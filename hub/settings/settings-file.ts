import { enumerated, fill } from "../../locales/fill.ts";
import { settingsTexts } from "../../locales/settings.ts";
import { type ConfigProblem, gotText } from "../../yaml/problem.ts";
import { readYaml, type YamlSource } from "../../yaml/read-yaml.ts";
import type { Shape } from "../../yaml/shape.ts";

export interface FileValues {
  readonly values: Record<string, unknown>;
  /** Null when the file could not be understood. */
  readonly source: YamlSource | null;
  readonly problems: readonly ConfigProblem[];
}

/** The values of a settings file. An empty file and an empty group say nothing, so their defaults stand. */
export function fileValues(file: string, shape: Shape): FileValues {
  const { source, problems } = readYaml(file, file);
  if (source === null) return { values: {}, source, problems };
  const values = filled(source.value, shape);
  if (typeof values === "object" && values !== null && !Array.isArray(values)) {
    return { values: values as Record<string, unknown>, source, problems };
  }
  const wrong: ConfigProblem = {
    where: source.placeOf([]),
    path: "",
    wanted: fill(settingsTexts["wanted.groups"], { groups: enumerated(Object.keys(shape.properties ?? {})) }),
    got: gotText(source.value),
    fix: settingsTexts["fix.groups"],
  };
  return { values: {}, source, problems: [...problems, wrong] };
}

/** `broker:` with all its keys commented out is null in YAML; it means an empty group. */
function filled(value: unknown, shape: Shape): unknown {
  if (value === null && shape.properties !== undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filled(inner, shape.properties?.[key] ?? {})]),
  );
}
