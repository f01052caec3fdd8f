import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { influxTexts } from "../../locales/store/influx.ts";
import type { InfluxSettings } from "../settings.ts";

/** How the hub names itself to InfluxDB. Never printed. */
export type InfluxCredentials =
  | { readonly kind: "none" }
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

/**
 * Finds the secret that `influx.auth` calls for: in its variable, or in the file its `_FILE` variable names.
 *
 * @param readFile gives the text of a file or throws
 * @throws {HubError} `store.influx_secret_missing`
 */
export function influxCredentials(
  { auth, username }: Pick<InfluxSettings, "auth" | "username">,
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): InfluxCredentials {
  const secret = (name: string): string => secretIn(name, env, readFile);
  switch (auth) {
    case "none":
      return { kind: "none" };
    case "password":
      return { kind: "password", username, password: secret("GUANLAN_INFLUX_PASSWORD") };
    case "token":
      return { kind: "token", token: secret("GUANLAN_INFLUX_TOKEN") };
  }
}

function secretIn(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): string {
  const file = env[`${name}_FILE`];
  const held = (env[name] ?? (file === undefined ? undefined : textOf(file, readFile)))?.trim();
  // A header cannot carry what is beyond one line.
  if (held !== undefined && held !== "" && !/[\r\n]/.test(held)) return held;
  const isVariable = file === undefined || env[name] !== undefined;
  const place = isVariable ? fill(influxTexts["place-variable"], { name }) : fill(influxTexts["place-file"], { file });
  const got = held === undefined || held === "" ? influxTexts["got-nothing"] : influxTexts["got-several-lines"];
  throw new HubError("store.influx_secret_missing", fill(influxTexts["secret-missing"], { place, got, name }));
}

function textOf(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}
