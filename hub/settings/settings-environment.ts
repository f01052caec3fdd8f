import { fill } from "../../locales/fill.ts";
import { settingsTexts } from "../../locales/settings.ts";
import { isSecretVariable } from "../../webhooks/endpoints/secret-variable.ts";
import { didYouMean } from "../../yaml/nearest-word.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";
import type { Shape } from "../../yaml/shape.ts";

const prefix = "GUANLAN_";

/** Variables that begin like a setting and are none, with what they are for. */
export const otherVariables: Readonly<Record<string, string>> = {
  GUANLAN_DEVICE_TOKEN: "token of the device that `guanlan replay` speaks as",
  GUANLAN_API_TOKEN:
    "token with which `guanlan replay` asks the hub what it made of a recording, and `guanlan export` reads",
  GUANLAN_INFLUX_TOKEN: "token for InfluxDB, where `influx.auth` is `token`",
  GUANLAN_INFLUX_TOKEN_FILE: "file that holds it instead",
  GUANLAN_INFLUX_PASSWORD: "password for InfluxDB, where `influx.auth` is `password`",
  GUANLAN_INFLUX_PASSWORD_FILE: "file that holds it instead",
  GUANLAN_OIDC_SECRET: "client secret at the identity provider; neither this nor a file for a public client",
  GUANLAN_OIDC_SECRET_FILE: "file that holds it instead",
  GUANLAN_DATA: "folder of recorded floods, for tests and benchmarks",
  GUANLAN_VECTORS: "folder of protocol vectors, for tests",
  GUANLAN_TEST_REPORT: "file the test runner writes its report to",
};

/** A setting given by a variable, not yet checked. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/** One setting: a key that is no group. */
export interface Leaf {
  readonly path: readonly string[];
  readonly shape: Shape;
}

/** Every setting below `shape`, in the order of the schemas. */
export function leavesOf(shape: Shape, path: readonly string[] = []): readonly Leaf[] {
  if (shape.properties === undefined) return [{ path, shape }];
  return Object.entries(shape.properties).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** `["broker", "tcp", "port"]` as `GUANLAN_BROKER__TCP__PORT`. */
export function variableName(path: readonly string[]): string {
  return prefix + path.map((key) => key.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()).join("__");
}

/**
 * Settings in the environment. Two underscores part the levels; within a level case and single underscores count for
 * nothing, so `MAX_FRAME_BYTES`, `MAXFRAMEBYTES` and `maxFrameBytes` are one. A list is written with commas.
 *
 * Every other variable that begins with `GUANLAN_` is a misspelt setting and a problem, but for `otherVariables` and
 * names that end in `_SECRET`.
 */
export function readEnvironment(
  env: NodeJS.ProcessEnv,
  shape: Shape,
): { readonly entries: readonly EnvironmentEntry[]; readonly problems: readonly ConfigProblem[] } {
  const leaves = leavesOf(shape);
  const leavesByName = new Map(leaves.map((leaf) => [plainPath(leaf.path), leaf]));
  const entries = new Map<string, EnvironmentEntry>();
  const problems: ConfigProblem[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (text === undefined || !name.toUpperCase().startsWith(prefix)) continue;
    const path = plainPath(name.slice(prefix.length).split("__"));
    const leaf = leavesByName.get(path);
    const before = entries.get(path);
    if (before !== undefined) problems.push(writtenTwice(name, before.name));
    else if (leaf !== undefined) entries.set(path, { name, path: leaf.path, value: valueIn(text, leaf.shape) });
    else if (!Object.hasOwn(otherVariables, name) && !isSecretVariable(name))
      problems.push(unknownVariable(name, leaves));
  }
  return { entries: [...entries.values()], problems };
}

function plainPath(path: readonly string[]): string {
  return path.map((key) => key.replaceAll("_", "").toLowerCase()).join(".");
}

/** Text as the setting's type; left as it is where it does not read as one, for the schema to refuse. */
function valueIn(text: string, shape: Shape): unknown {
  const value = text.trim();
  switch (shape.type) {
    case "integer":
    case "number":
      return value !== "" && Number.isFinite(Number(value)) ? Number(value) : text;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : text;
    case "array":
      return value === "" ? [] : value.split(",").map((item) => valueIn(item.trim(), shape.items ?? {}));
    default:
      return text;
  }
}

function writtenTwice(name: string, before: string): ConfigProblem {
  return {
    where: name,
    path: "",
    wanted: settingsTexts["wanted.once"],
    got: fill(settingsTexts["got.as-well"], { before }),
    fix: settingsTexts["fix.once"],
  };
}

function unknownVariable(name: string, leaves: readonly Leaf[]): ConfigProblem {
  return {
    where: name,
    path: "",
    wanted: settingsTexts["wanted.variable"],
    got: settingsTexts["got.variable"],
    fix:
      didYouMean(name, [...leaves.map((leaf) => variableName(leaf.path)), ...Object.keys(otherVariables)]) ??
      settingsTexts["fix.variable"],
  };
}
