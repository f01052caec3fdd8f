import { HubError } from "../../domain/errors.ts";
import { oneLineSecret } from "../../domain/one-line-secret.ts";
import { fill } from "../../locales/fill.ts";
import { placeWords, secretTexts } from "../../locales/format/secret-words.ts";
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
  const found = oneLineSecret(name, env, readFile);
  if (found.kind === "held") return found.secret;
  const got = secretTexts[`got-${found.kind === "unset" ? "nothing" : found.got}`];
  const blanks = { place: placeWords(found.place), got, name };
  throw new HubError("store.influx_secret_missing", fill(influxTexts["secret-missing"], blanks));
}
