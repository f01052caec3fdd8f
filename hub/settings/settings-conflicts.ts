import { isIP } from "node:net";
import { validate } from "node-cron";
import { configuredListeners } from "../../broker/listeners/configured-listeners.ts";
import { listenerKinds } from "../../broker/listeners/kinds.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { settingsTexts } from "../../locales/settings.ts";
import { isLoopback } from "../../tls/confidential.ts";
import type { Locate } from "../../yaml/check-shape.ts";
import { type ConfigProblem, pathText } from "../../yaml/problem.ts";
import type { Settings } from "./settings.ts";

/**
 * What no single room can see: an empty text, no way in, two listeners on one port, a schedule or a target that is none, an
 * identity provider that cannot be asked.
 */
export function settingsConflicts(settings: Settings, locate: Locate): readonly ConfigProblem[] {
  return [
    ...emptyTexts(settings, locate),
    ...noListener(settings, locate),
    ...portConflicts(settings, locate),
    ...badSchedules(settings, locate),
    ...badTargets(settings, locate),
    ...badIdentityProvider(settings, locate),
  ];
}

/** An empty host would bind every address, an empty folder the working one: nobody means either. */
function emptyTexts(value: unknown, locate: Locate, path: readonly string[] = []): readonly ConfigProblem[] {
  if (value === "") {
    const wanted = settingsTexts["wanted.text"];
    const got = settingsTexts["got.nothing"];
    return [problemAt(locate, path, { wanted, got, fix: settingsTexts["fix.take-default"] })];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyTexts(inner, locate, [...path, key]));
}

function noListener({ broker }: Settings, locate: Locate): readonly ConfigProblem[] {
  if (configuredListeners(broker).length > 0) return [];
  const groups = enumerated(listenerKinds.map(({ kind }) => `broker.${kind}`));
  return [
    problemAt(locate, ["broker"], {
      wanted: settingsTexts["wanted.listener"],
      got: settingsTexts["got.none-enabled"],
      fix: fill(settingsTexts["fix.listener"], { groups }),
    }),
  ];
}

function portConflicts(settings: Settings, locate: Locate): readonly ConfigProblem[] {
  const listeners = [
    ...configuredListeners(settings.broker).map((each) => ({ path: [...each.path, "port"], port: each.settings.port })),
    { path: ["api", "port"], port: settings.api.port },
    ...(settings.api.tls.enabled ? [{ path: ["api", "tls", "port"], port: settings.api.tls.port }] : []),
  ];
  return listeners.flatMap((listener, index) => {
    const earlier = listeners.slice(0, index).find((other) => other.port !== 0 && other.port === listener.port);
    if (earlier === undefined) return [];
    return [
      problemAt(locate, listener.path, {
        wanted: settingsTexts["wanted.port"],
        got: fill(settingsTexts["got.port"], { port: listener.port, owner: pathText(earlier.path) }),
        fix: settingsTexts["fix.port"],
      }),
    ];
  });
}

function badSchedules(settings: Settings, locate: Locate): readonly ConfigProblem[] {
  const keys = ["retentionCron", "rollupCron", "integrityCron"] as const;
  return keys
    .filter((key) => !validate(settings.store[key]))
    .map((key) =>
      problemAt(locate, ["store", key], {
        wanted: settingsTexts["wanted.cron"],
        got: JSON.stringify(settings.store[key]),
        fix: settingsTexts["fix.cron"],
      }),
    );
}

function badTargets(settings: Settings, locate: Locate): readonly ConfigProblem[] {
  return settings.webhooks.allowedTargets.flatMap((target, index) => {
    const port = Number(target.slice(target.lastIndexOf(":") + 1));
    if (port >= 1 && port <= 65535) return [];
    return [
      problemAt(locate, ["webhooks", "allowedTargets", index], {
        wanted: settingsTexts["wanted.target"],
        got: JSON.stringify(target),
        fix: null,
      }),
    ];
  });
}

function badIdentityProvider({ people: { oidc }, hub, tls }: Settings, locate: Locate): readonly ConfigProblem[] {
  if (!oidc.enabled) return [];
  const problems: ConfigProblem[] = [];
  const issuerAt = ["people", "oidc", "issuer"];
  const wanted = schemaTexts.issuer;
  if (oidc.issuer === undefined) {
    const words = { wanted, got: settingsTexts["got.nothing"], fix: settingsTexts["fix.issuer"] };
    problems.push(problemAt(locate, issuerAt, words));
  } else if (!isSafe(oidc.issuer)) {
    problems.push(problemAt(locate, issuerAt, { wanted, got: oidc.issuer, fix: settingsTexts["fix.issuer-https"] }));
  }
  const publicUrlAt = ["hub", "publicUrl"];
  if (hub.publicUrl === undefined) {
    const words = { wanted: schemaTexts["public-url"], got: settingsTexts["got.nothing"] };
    const fix = settingsTexts["fix.public-url"];
    problems.push(problemAt(locate, publicUrlAt, { ...words, fix }));
  } else if (!isOrigin(hub.publicUrl)) {
    const words = { wanted: settingsTexts["wanted.origin"], got: withoutUser(hub.publicUrl) };
    problems.push(problemAt(locate, publicUrlAt, { ...words, fix: settingsTexts["fix.origin"] }));
  } else if (!isSafe(hub.publicUrl) && !tls.allowCleartextTokens) {
    const words = { wanted: settingsTexts["wanted.https"], got: hub.publicUrl };
    problems.push(problemAt(locate, publicUrlAt, { ...words, fix: settingsTexts["fix.public-url-https"] }));
  }
  return problems;
}

/** Cookies and the console's page stand at the root of the host: below a path no sign-in would come to its end. */
function isOrigin(publicUrl: string): boolean {
  if (!URL.canParse(publicUrl)) return false;
  const { pathname, username, password } = new URL(publicUrl);
  return /^\/+$/.test(pathname) && username === "" && password === "";
}

/** As it may be shown: what stands before an `@` may be a password. */
function withoutUser(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//…@");
}

/** What is secret comes by TLS, or stays on this machine. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:") return true;
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || (isIP(host) !== 0 && isLoopback(host));
}

function problemAt(
  locate: Locate,
  path: readonly PropertyKey[],
  words: Omit<ConfigProblem, "where" | "path">,
): ConfigProblem {
  return { where: locate(path, "value"), path: pathText(path), ...words };
}
