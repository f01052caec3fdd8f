import type { LookupFunction } from "node:net";
import { HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { endpointCheckTexts } from "../../locales/webhooks.ts";
import type { Endpoint } from "../../webhooks/endpoints/endpoint-schema.ts";
import { resolveSecrets } from "../../webhooks/endpoints/resolve-secrets.ts";
import type { TargetGuard } from "../../webhooks/endpoints/targets.ts";

/** What keeps deliveries from a city's endpoints, found without sending any. */
export interface EndpointsReport {
  /** A hub would not start, or would refuse to send. */
  readonly problems: readonly BilingualText[];
  /** Worth knowing and no mistake, such as a name that has no address just now. */
  readonly notes: readonly BilingualText[];
}

export interface EndpointsCheck {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
  readonly guard: TargetGuard;
}

/** Looks for the secret of every endpoint, and whether its target may be reached as settings stand. */
export async function checkEndpoints(
  endpoints: readonly Endpoint[],
  { env, readFile, guard }: EndpointsCheck,
): Promise<EndpointsReport> {
  const problems: BilingualText[] = [];
  const notes: BilingualText[] = [];
  for (const endpoint of endpoints) {
    const fault = secretFault(() => resolveSecrets([endpoint], env, readFile));
    if (fault !== null) problems.push(fault);
    const target = await targetFault(endpoint, guard);
    if (target?.isFinal === true) problems.push(target.words);
    if (target?.isFinal === false) notes.push(target.words);
  }
  return { problems, notes };
}

function secretFault(resolve: () => unknown): BilingualText | null {
  try {
    resolve();
    return null;
  } catch (error) {
    if (error instanceof HubError) return error.words;
    throw error;
  }
}

async function targetFault(
  { id, url }: Endpoint,
  guard: TargetGuard,
): Promise<{ readonly isFinal: boolean; readonly words: BilingualText } | null> {
  const admission = guard.admit(url);
  const refused = (detail: BilingualText) => ({
    isFinal: true,
    words: fill(endpointCheckTexts["target-refused"], { endpoint: id, detail }),
  });
  if (!admission.ok) return refused(admission.detail);
  const error = await lookupError(admission.lookup, admission.url.hostname);
  if (error === null) return null;
  if (error instanceof HubError) return refused(error.words);
  return { isFinal: false, words: fill(endpointCheckTexts["no-address"], { endpoint: id, got: error.message }) };
}

function lookupError(lookup: LookupFunction, hostname: string): Promise<Error | null> {
  return new Promise((resolve) => {
    lookup(hostname.replace(/^\[(.*)\]$/, "$1"), { all: true }, (error) => resolve(error));
  });
}
