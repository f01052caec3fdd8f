import { readFileSync } from "node:fs";
import { providerSignInPath } from "../api/http/session-cookie.ts";
import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import { followChanges } from "../people/follow-changes.ts";
import { clientSecret } from "../people/oidc/client-secret.ts";
import { openidClientProvider } from "../people/oidc/openid-client-provider.ts";
import type { ProviderSignInParts } from "../people/oidc/provider-sign-in.ts";
import { createPeople, type People } from "../people/people.ts";
import type { PeopleSettings } from "../people/settings.ts";
import type { Store } from "../store/store.ts";
import type { StartedComponents } from "./started-components.ts";

const uptime: Clock = () => performance.now();

export interface PeopleStart {
  readonly store: Pick<Store, "people" | "revocations">;
  readonly settings: PeopleSettings;
  readonly publicUrl: string | null;
  /** Where the client secret is looked up. */
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly log: Log;
}

/** Accounts and sessions, and the look-out for what other processes change of them. */
export function startPeople(start: PeopleStart, started: StartedComponents): People {
  const { store, settings, clock, log } = start;
  const { people, revocations } = store;
  const revision = async (): Promise<string> =>
    (await Promise.all([people.revision(), revocations.revision()])).join(" ");
  const changes = followChanges(revision, log);
  started.add("people", () => changes.stop());
  return createPeople({ store: people, settings, changes, oidc: identityProvider(start), clock, uptime, log });
}

/** Asked for nothing yet: a hub starts without its provider. @throws {HubError} `people.oidc_secret_unusable` */
function identityProvider({ settings: { oidc }, publicUrl, env }: PeopleStart): ProviderSignInParts | null {
  const { issuer, name = null } = oidc;
  if (!oidc.enabled || issuer === undefined || publicUrl === null) return null;
  const startUrl = `${publicUrl}${providerSignInPath}`;
  const secret = clientSecret(env, (path) => readFileSync(path, "utf8"));
  const redirectUri = `${startUrl}/callback`;
  const provider = openidClientProvider({ settings: { ...oidc, issuer }, secret, redirectUri, uptime });
  return { provider, name, startUrl };
}
